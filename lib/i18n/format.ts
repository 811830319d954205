import type { LocalDate } from "@/lib/kernel/local-date";
import type { Tenge } from "@/lib/kernel/tenge";
import type { Locale } from "./locale";

const tags: Record<Locale, string> = { kk: "kk-KZ", ru: "ru-KZ", en: "en-GB" };

// The country keeps UTC+5 all year; its named zone would need time-zone data newer than some servers have. The sign is POSIX: east is minus.
const timeZone = "Etc/GMT-5";

/** Keeps a number and its unit on one line: «2026 г.», «2026 ж.», «9 наурыз». */
function unbroken(words: string): string {
  return words.replaceAll(/(\d) (?=\p{L})/gu, "$1\u00a0");
}

/** A day in words: «2026 ж. 21 қараша», «21 ноября 2026 г.», "21 November 2026". */
export function formatDate(locale: Locale, date: LocalDate): string {
  const words = new Intl.DateTimeFormat(tags[locale], { dateStyle: "long", timeZone: "UTC" });
  return unbroken(words.format(new Date(`${date}T00:00:00Z`)));
}

/** An instant in words, to the minute, as the clocks of Kazakhstan show it. */
export function formatDateTime(locale: Locale, instant: Date): string {
  const words = new Intl.DateTimeFormat(tags[locale], { dateStyle: "long", timeStyle: "short", timeZone });
  return unbroken(words.format(instant));
}

/** The hour and minute of an instant: "09:05". */
export function formatTime(locale: Locale, instant: Date): string {
  return new Intl.DateTimeFormat(tags[locale], { hour: "2-digit", minute: "2-digit", timeZone }).format(instant);
}

/** An amount with the currency's sign after it and its thousands apart: «12 865 ₸», "12,865 ₸". */
export function formatTenge(locale: Locale, amount: Tenge): string {
  return `${new Intl.NumberFormat(tags[locale], { maximumFractionDigits: 0 }).format(amount)}\u00a0₸`;
}
