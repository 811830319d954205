/** The pages on which an address is confirmed, step by step. */
export function emailPage(locale: string, step: "" | "/code", told?: "sent" | "over"): string {
  return `/${locale}/cabinet/profile/email${step}${told === undefined ? "" : `?told=${told}`}`;
}
