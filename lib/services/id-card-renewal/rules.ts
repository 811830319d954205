import { addDays, daysBetween, isBefore, localDate, type LocalDate } from "@/lib/kernel/local-date";
import { mrpShare, tenge, type Tenge } from "@/lib/kernel/tenge";
import type { RenewalWindow } from "@/lib/process/define-service";
import type { Follows } from "@/lib/process/events";
import type { DataChange } from "@/lib/state-databases/civil-status/port";
import type { IdentityDocument } from "@/lib/state-databases/documents/port";

/** Calendar days around the day of expiry in which the portal accepts a renewal, both ends included [S4 §7]. */
const renewalWindow = { daysBefore: 30, daysAfter: 10 } as const;

/**
 * Whether a card that expires on `expiresOn` can be renewed on `today` [S4 §7].
 * Out: the last day on which it can; or the first day from which it will; or the last day on which it could have been.
 */
export function judgeWindow(expiresOn: LocalDate, today: LocalDate): RenewalWindow {
  const firstDay = addDays(expiresOn, -renewalWindow.daysBefore);
  const lastDay = addDays(expiresOn, renewalWindow.daysAfter);
  if (daysBetween(today, expiresOn) > renewalWindow.daysBefore) return { kind: "too-early", firstDay };
  if (daysBetween(expiresOn, today) > renewalWindow.daysAfter) return { kind: "too-late", lastDay };
  return { kind: "inside", lastDay };
}

/** After these annulments applying anew keeps the window of the first application, for so many calendar days, both ends included [S4 §11] [ours]. */
export const anew = { reasons: ["photo-quality", "signature-quality"], days: 10 } as const;

/**
 * The last day on which a new application keeps the window of the one that was annulled before it; undefined when it keeps none: another
 * reason, too long ago, or a card whose window the first application did not lie in either [S4 §11] [ours].
 */
export function keptUntil(follows: Follows | undefined, expiresOn: LocalDate, today: LocalDate): LocalDate | undefined {
  if (!follows || !anew.reasons.some((reason) => reason === follows.reason)) return undefined;
  const annulledOn = localDate(follows.annulledOn);
  const lastDay = addDays(annulledOn, anew.days);
  if (isBefore(today, annulledOn) || isBefore(lastDay, today)) return undefined;
  return judgeWindow(expiresOn, localDate(follows.startedOn)).kind === "inside" ? lastDay : undefined;
}

/**
 * The ID card that the renewal is about: the valid one that expires last, else the one issued last, whatever its status.
 * Undefined when the person has never had one.
 */
export function cardInQuestion(documents: readonly IdentityDocument[]): IdentityDocument | undefined {
  const cards = documents.filter((document) => document.type === "id-card");
  const latest = (by: (card: IdentityDocument) => LocalDate, among: readonly IdentityDocument[]) =>
    among.reduce<IdentityDocument | undefined>(
      (best, card) => (best && !isBefore(by(best), by(card)) ? best : card),
      undefined,
    );
  return (
    latest(
      (card) => card.expiresOn,
      cards.filter((card) => card.status === "valid"),
    ) ?? latest((card) => card.issuedOn, cards)
  );
}

/** The changes of the person's data registered since the card was issued, the day of issue included [S4 §3.5]. */
export function changesSince(changes: readonly DataChange[], issuedOn: LocalDate): readonly DataChange[] {
  return changes.filter((change) => !isBefore(change.date, issuedOn));
}

interface Duty {
  readonly from: LocalDate;
  readonly mrp: Tenge;
  readonly share: string;
}

/** State duty for an ID card by the day of the application: 0.2 MRP until the end of 2025, none since [pub]. */
const duties: readonly Duty[] = [
  { from: localDate("2025-01-01"), mrp: tenge(3932), share: "0.2" },
  { from: localDate("2026-01-01"), mrp: tenge(4325), share: "0" },
];

/**
 * The state duty in tenge on `day`, rounded down to 1 ₸ [S4 §3.14–15].
 * Throws RangeError for a day before the table begins: a duty is never guessed.
 */
export function stateDutyOn(day: LocalDate): Tenge {
  const duty = duties.findLast((row) => !isBefore(day, row.from));
  if (!duty) throw new RangeError("No state duty is known for that day");
  return mrpShare(duty.mrp, duty.share);
}

/** SIC's codes of the statuses that free from the state duty (Tax Code art. 622, as it stood in 2025) [pub]. */
export const exemptStatuses: ReadonlySet<string> = new Set([
  "hero-soviet-union",
  "hero-socialist-labour",
  "three-orders-of-glory",
  "three-orders-of-labour-glory",
  "altyn-qyran",
  "otan",
  "halyq-qaharmany",
  "enbek-eri",
  "mother-heroine",
  "altyn-alqa",
  "kumis-alqa",
  "war-veteran",
  "equated-to-war-veteran",
  "combat-veteran",
  "home-front-worker",
  "disability",
  "parent-of-child-with-disability",
  "elderly-in-state-institution",
  "orphan-in-institution",
  "chernobyl",
]);
