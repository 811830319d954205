import { addDays, type LocalDate } from "./local-date";

type WorkingCalendar = {
  /** Days off besides Saturdays and Sundays. */
  readonly daysOff: ReadonlySet<string>;
  /** Saturdays and Sundays that are working days because their rest was moved to another day. */
  readonly workingWeekendDays: ReadonlySet<string>;
  /** Saturdays that are public holidays: of no matter to the five-day week, but nobody is received on them. */
  readonly holidaysOnSaturday: ReadonlySet<string>;
};

/**
 * The five-day working week of Kazakhstan, year by year, as data: some moves come by ministerial order and follow no rule.
 *
 * The law "On holidays", art. 3 and 5: a state holiday on a weekend gives the next working day off. The Labour Code,
 * art. 84 §5: 7 January and the first day of Kurban Ait are days off that never move; art. 85 §3: days of rest may be moved.
 *
 * 2025: egov.kz's calendar; the Minister of Labour's order of 21.11.2024 (Sunday 5 January moved to Friday 3 January), the
 *   year's only one (the ministry's answer: smartnews.kz, news 18380). Kurban Ait: 6 June.
 * 2026: egov.kz's calendar (inform.kz and alau.kz, 02.01.2026), less 31 August. The new Constitution, adopted by the
 *   referendum of 15 March 2026, made that day Constitution Day instead of 30 August (echofm.online, 16.03.2026);
 *   the ministry: 30 August is no day off from 2026, 15 March is one from 2027 (taspanews.kz, 18.03.2026).
 *   Kurban Ait: 27 May.
 * 2027: counted by the law; no order had moved a day when this was written. Kurban Ait is expected on Sunday 16 May, and
 *   announced by the clergy.
 */
const calendars: ReadonlyMap<string, WorkingCalendar> = new Map([
  [
    "2025",
    {
      daysOff: new Set([
        "2025-01-01", // New Year
        "2025-01-02",
        "2025-01-03", // moved from Sunday 5 January
        "2025-01-07", // Christmas
        "2025-03-10", // for Women's Day, Saturday 8 March
        "2025-03-21", // Nauryz
        "2025-03-24", // for Nauryz, Saturday 22 March
        "2025-03-25", // for Nauryz, Sunday 23 March
        "2025-05-01", // Unity Day
        "2025-05-07", // Defender's Day
        "2025-05-09", // Victory Day
        "2025-06-06", // Kurban Ait
        "2025-07-07", // for Capital Day, Sunday 6 July
        "2025-09-01", // for Constitution Day, Saturday 30 August
        "2025-10-27", // for Republic Day, Saturday 25 October
        "2025-12-16", // Independence Day
      ]),
      workingWeekendDays: new Set(["2025-01-05"]),
      // Women's Day, Nauryz, Constitution Day, Republic Day
      holidaysOnSaturday: new Set(["2025-03-08", "2025-03-22", "2025-08-30", "2025-10-25"]),
    },
  ],
  [
    "2026",
    {
      daysOff: new Set([
        "2026-01-01", // New Year
        "2026-01-02",
        "2026-01-07", // Christmas
        "2026-03-09", // for Women's Day, Sunday 8 March
        "2026-03-23", // Nauryz
        "2026-03-24", // for Nauryz, Saturday 21 March
        "2026-03-25", // for Nauryz, Sunday 22 March
        "2026-05-01", // Unity Day
        "2026-05-07", // Defender's Day
        "2026-05-11", // for Victory Day, Saturday 9 May
        "2026-05-27", // Kurban Ait
        "2026-07-06", // Capital Day
        "2026-10-26", // for Republic Day, Sunday 25 October
        "2026-12-16", // Independence Day
      ]),
      workingWeekendDays: new Set(),
      // Nauryz, Victory Day
      holidaysOnSaturday: new Set(["2026-03-21", "2026-05-09"]),
    },
  ],
  [
    "2027",
    {
      daysOff: new Set([
        "2027-01-01", // New Year
        "2027-01-04", // for New Year, Saturday 2 January
        "2027-01-07", // Christmas
        "2027-03-08", // Women's Day
        "2027-03-15", // Constitution Day
        "2027-03-22", // Nauryz
        "2027-03-23",
        "2027-03-24", // for Nauryz, Sunday 21 March
        "2027-05-03", // for Unity Day, Saturday 1 May
        "2027-05-07", // Defender's Day
        "2027-05-10", // for Victory Day, Sunday 9 May
        "2027-07-06", // Capital Day
        "2027-10-25", // Republic Day
        "2027-12-16", // Independence Day
      ]),
      workingWeekendDays: new Set(),
      // New Year, Unity Day
      holidaysOnSaturday: new Set(["2027-01-02", "2027-05-01"]),
    },
  ],
]);

/** A day was asked about whose year has no working calendar yet: the table above wants the new year's row. */
export class OutsideWorkingCalendarError extends Error {
  override readonly name = "OutsideWorkingCalendarError";

  constructor(year: string) {
    super(`There is no working calendar for the year ${year}`);
  }
}

/**
 * Whether the day is a working day of the five-day week: Monday to Friday less public holidays and days moved off, plus weekend
 * days moved on. Throws OutsideWorkingCalendarError outside 2025–2027.
 */
export function isWorkingDay(date: LocalDate): boolean {
  const calendar = calendarOf(date);
  const dayOfWeek = new Date(`${date}T00:00:00Z`).getUTCDay();
  const weekend = dayOfWeek === 0 || dayOfWeek === 6;
  return weekend ? calendar.workingWeekendDays.has(date) : !calendar.daysOff.has(date);
}

/** Whether the day is a Saturday and a public holiday. Throws OutsideWorkingCalendarError outside 2025–2027. */
export function isHolidayOnSaturday(date: LocalDate): boolean {
  return calendarOf(date).holidaysOnSaturday.has(date);
}

function calendarOf(date: LocalDate): WorkingCalendar {
  const year = date.slice(0, 4);
  const calendar = calendars.get(year);
  if (!calendar) throw new OutsideWorkingCalendarError(year);
  return calendar;
}

/**
 * The `days`-th working day after `date`; `date` itself is not counted, and 0 gives `date` whether it is a working day or not.
 * Throws RangeError when `days` is negative or a fraction, OutsideWorkingCalendarError when the count leaves 2025–2027.
 */
export function addWorkingDays(date: LocalDate, days: number): LocalDate {
  if (!Number.isSafeInteger(days) || days < 0)
    throw new RangeError("A number of working days is a whole number, zero or more");
  let day = date;
  for (let counted = 0; counted < days;) {
    day = addDays(day, 1);
    if (isWorkingDay(day)) counted += 1;
  }
  return day;
}
