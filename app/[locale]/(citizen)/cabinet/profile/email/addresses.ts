import type { Applicant } from "@/lib/process/applicant";

/** The pages on which an address is confirmed, step by step: of a person's own account, or of the one by which they act for an entity. */
export function emailPage(locale: string, who: Applicant, step: "" | "/code", told?: "sent" | "over"): string {
  const area = typeof who === "string" ? "cabinet/profile" : "organisation";
  return `/${locale}/${area}/email${step}${told === undefined ? "" : `?told=${told}`}`;
}
