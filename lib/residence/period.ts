import { addDays, addMonths, isBefore, type LocalDate } from "@/lib/kernel/local-date";
import { passed, refused, type Stage } from "@/lib/process/stages";
import { check, step } from "./stage-kinds";
import { stayOf } from "./situation";

/** How long a stay may be registered for, in months [pub]; whoever stays for less needs no registration. */
const months = { least: 1, most: 12 } as const;

/** How many days ahead a stay may be registered [ours]. */
const daysAhead = 30;

/** Whether a stay can be registered: both days are part of it, so that 1 May – 31 May is a month, and 1 May – 30 April a year. */
export function judgeStay(
  { from, to }: { readonly from: LocalDate; readonly to: LocalDate },
  today: LocalDate,
): "inside" | "starts-elsewhen" | "too-short" | "too-long" {
  if (isBefore(from, today) || isBefore(addDays(today, daysAhead), from)) return "starts-elsewhen";
  if (isBefore(addDays(to, 1), addMonths(from, months.least))) return "too-short";
  return isBefore(lastDayOf(from), to) ? "too-long" : "inside";
}

/** The last day of the longest stay that begins on a day. */
function lastDayOf(from: LocalDate): LocalDate {
  return addDays(addMonths(from, months.most), -1);
}

/** The page that asks from when to when, and what is checked of it. */
export const periodStages: readonly Stage[] = [
  step({
    id: "period",
    clause: "S0-A3 §4",
    fields: [
      { kind: "date", name: "from" },
      { kind: "date", name: "to" },
    ],
  }),
  check({
    id: "period-allowed",
    clause: "pub",
    uses: [],
    returnsTo: "period",
    judge: (_, situation) => {
      const { today } = situation;
      const stay = stayOf(situation);
      if (!stay) throw new Error("The period is asked before it is judged");
      switch (judgeStay(stay, today)) {
        case "inside":
          return passed();
        case "starts-elsewhen":
          return refused("stay-starts-elsewhen", { today, lastDay: addDays(today, daysAhead) });
        case "too-short":
          return refused("stay-too-short");
        case "too-long":
          return refused("stay-too-long", { lastDay: lastDayOf(stay.from) });
      }
    },
  }),
];
