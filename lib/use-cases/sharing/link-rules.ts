import "server-only";
import { addDays, startOfDay, type LocalDate } from "@/lib/kernel/local-date";

const hourMs = 3_600_000;

/** How long a link may live, in hours; none outlives the paper that it shows. */
const terms = { hour: 1, day: 24, "three-days": 72, week: 168, month: 720 } as const;

/** "whole": as long as the paper is good. */
export const linkTerms = ["hour", "day", "three-days", "week", "month", "whole"] as const;
export type LinkTerm = (typeof linkTerms)[number];

/** So many links to one paper may be open at once: enough for each office that wants one, too few to lose count of. */
export const mostLinks = 5;

/** So many days a link is remembered after it has ended: as long as its holder may wonder when it was opened. */
export const daysRemembered = 30;

/** The first instant at which a paper is good no more; null for one that stays so. */
function endOfPaper(validUntil: LocalDate | null): Date | null {
  return validUntil === null ? null : startOfDay(addDays(validUntil, 1));
}

/** The terms to choose from at `now`: those that the paper outlives, and its whole time where it does not outlive them all. */
export function termsFor(validUntil: LocalDate | null, now: Date): readonly LinkTerm[] {
  const end = endOfPaper(validUntil);
  if (end !== null && end <= now) return [];
  return linkTerms.filter((term) => {
    if (term === "whole") return end !== null && later(now, terms.month) > end;
    return end === null || later(now, terms[term]) <= end;
  });
}

/** When a link of this term ends: never after the paper. Null where the paper is over, or has no end to reach. */
export function endOfLink(term: LinkTerm, validUntil: LocalDate | null, now: Date): Date | null {
  const end = endOfPaper(validUntil);
  if (end !== null && end <= now) return null;
  if (term === "whole") return end;
  const wished = later(now, terms[term]);
  return end !== null && end < wished ? end : wished;
}

/** Whether a link still opens; "ended" with the instant of its end. */
export function linkStanding(
  { endsAt, revokedAt }: { readonly endsAt: Date; readonly revokedAt: Date | null },
  now: Date,
): "open" | "ended" | "revoked" {
  if (revokedAt !== null) return "revoked";
  return endsAt > now ? "open" : "ended";
}

function later(instant: Date, hours: number): Date {
  return new Date(instant.getTime() + hours * hourMs);
}
