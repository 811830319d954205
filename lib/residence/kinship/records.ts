import type { Iin } from "@/lib/kernel/iin";
import { isBefore, type LocalDate } from "@/lib/kernel/local-date";
import type { Marriage, Parentage } from "@/lib/state-databases/civil-status/port";

/** One question to ZAGS about one person. */
export interface RecordQuestion {
  readonly kind: "parentages" | "children" | "marriages";
  readonly iin: Iin;
}

/** What ZAGS has said of the people it was asked about, as of a day. Whoever is missing was not asked about. */
export interface KinshipRecords {
  readonly on: LocalDate;
  readonly parentages: Readonly<Record<string, readonly Parentage[]>>;
  readonly children: Readonly<Record<string, readonly Parentage[]>>;
  readonly marriages: Readonly<Record<string, readonly Marriage[]>>;
}

/** Nothing asked yet. */
export function noRecords(on: LocalDate): KinshipRecords {
  return { on, parentages: {}, children: {}, marriages: {} };
}

/** Whether the question has been answered. */
export function isAsked(records: KinshipRecords, { kind, iin }: RecordQuestion): boolean {
  return Object.hasOwn(records[kind], iin);
}

/**
 * The record by which a child has parents on the day: the last adoption by then, which takes the place of the birth from its date, else the
 * last record of birth. Undefined where there is none.
 */
export function standingParentage(records: readonly Parentage[], child: Iin, on: LocalDate): Parentage | undefined {
  const made = records.filter((record) => record.child === child && !isBefore(on, record.date));
  return latest(made.filter(({ type }) => type === "adoption")) ?? latest(made.filter(({ type }) => type === "birth"));
}

/** Whether the record names the person as a parent. */
export function names(record: Parentage | undefined, parent: Iin): boolean {
  return record !== undefined && (record.mother === parent || record.father === parent);
}

/** The person's children on the day, each with the record that says so. In: all records of everybody who was ever named their child. */
export function standingChildren(
  records: readonly Parentage[],
  parent: Iin,
  on: LocalDate,
): ReadonlyMap<Iin, Parentage> {
  return new Map(
    records.flatMap(({ child }): [Iin, Parentage][] => {
      const record = standingParentage(records, child, on);
      return record !== undefined && names(record, parent) ? [[child, record]] : [];
    }),
  );
}

/** The parents whom the record names. */
export function parentsIn(record: Parentage | undefined): readonly Iin[] {
  return [record?.mother, record?.father].filter((parent) => parent !== undefined);
}

/** The person's marriages that hold on the day: made by then, and not dissolved. */
export function standingMarriages(marriages: readonly Marriage[], on: LocalDate): readonly Marriage[] {
  return marriages.filter(
    ({ date, dissolvedOn }) => !isBefore(on, date) && (dissolvedOn === undefined || isBefore(on, dissolvedOn)),
  );
}

/**
 * The marriage that the person is in: the last of those that hold. Death dissolves no record: whoever is widowed keeps the ties of the
 * marriage until they marry again, as a relative who has died still links [S1 §10.5] [ours].
 */
export function currentMarriage(marriages: readonly Marriage[], on: LocalDate): Marriage | undefined {
  return latest(standingMarriages(marriages, on));
}

function latest<T extends { readonly date: LocalDate }>(records: readonly T[]): T | undefined {
  return records.reduce<T | undefined>(
    (last, record) => (last !== undefined && isBefore(record.date, last.date) ? last : record),
    undefined,
  );
}
