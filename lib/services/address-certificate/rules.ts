import { addYears, isBefore, type LocalDate } from "@/lib/kernel/local-date";

/** Up to this age a parent asks for the certificate; from the birthday on the person does [ours]. */
const ageOfAsking = 16;

/** The days after the day of issue on which the certificate is good, the last one included [ours]. */
export const validDays = 10;

/** Minutes of reception that the town unit has to correct an address [S0-A5]. */
export const correctionMinutes = 15;

/** Whether somebody born on that day asks for themselves on `today`: from their sixteenth birthday on. */
export function asksForThemselves(birthDate: LocalDate, today: LocalDate): boolean {
  return !isBefore(today, addYears(birthDate, ageOfAsking));
}
