import { found } from "@/lib/kernel/answer";
import { checkDigit, iinSchema, type Iin } from "@/lib/kernel/iin";
import { isBefore, localDate, type LocalDate } from "@/lib/kernel/local-date";
import type { Marriage, Parentage } from "@/lib/state-databases/civil-status/port";
import type { ZagsRecords } from "./read";

/** The day on which the tests look at their families. */
export const today = localDate("2026-11-21");

/** A person of the tests, by number. */
export function person(number: number): Iin {
  for (let serial = number * 10; ; serial++) {
    const digits = `8001013${String(serial).padStart(4, "0")}`;
    const last = checkDigit(digits);
    if (last !== null) return iinSchema.parse(`${digits}${String(last)}`);
  }
}

/** Birth and adoption, whoever asks. */
export type ParentageRecord = Omit<Parentage, "iin">;

/** Marriage, from either side. */
export interface MarriageRecord {
  readonly spouses: readonly [Iin, Iin];
  readonly date: LocalDate;
  readonly dissolvedOn?: LocalDate | undefined;
}

/** Everything that is on record of some people. */
export interface Archive {
  readonly parentages: readonly ParentageRecord[];
  readonly marriages: readonly MarriageRecord[];
}

interface Parents {
  readonly mother?: Iin | undefined;
  readonly father?: Iin | undefined;
}

/** A record of birth. */
export function birth(child: Iin, { mother, father }: Parents, date = "1980-01-01"): ParentageRecord {
  return { type: "birth", child, date: localDate(date), ...given({ mother, father }) };
}

/** A record of adoption. */
export function adoption(child: Iin, { mother, father }: Parents, date: string): ParentageRecord {
  return { type: "adoption", child, date: localDate(date), ...given({ mother, father }) };
}

function given({ mother, father }: Parents) {
  return { ...(mother === undefined ? {} : { mother }), ...(father === undefined ? {} : { father }) };
}

/** A record of marriage. */
export function marriage(one: Iin, other: Iin, date = "2000-01-01", dissolvedOn?: string): MarriageRecord {
  return {
    spouses: [one, other],
    date: localDate(date),
    ...(dissolvedOn === undefined ? {} : { dissolvedOn: localDate(dissolvedOn) }),
  };
}

/** ZAGS over an archive, on a day: it tells what is on record by then. `asked` grows by every question. */
export function zagsOver({ parentages, marriages }: Archive, on: LocalDate, asked: string[] = []): ZagsRecords {
  const made = parentages.filter(({ date }) => !isBefore(on, date));
  return {
    parentages: ({ iin }) => {
      asked.push(`parentages ${iin}`);
      return Promise.resolve(found(made.filter(({ child }) => child === iin).map((record) => ({ iin, ...record }))));
    },
    children: ({ iin }) => {
      asked.push(`children ${iin}`);
      const children = made.filter(({ mother, father }) => mother === iin || father === iin).map(({ child }) => child);
      return Promise.resolve(
        found(made.filter(({ child }) => children.includes(child)).map((record) => ({ iin, ...record }))),
      );
    },
    marriages: ({ iin }) => {
      asked.push(`marriages ${iin}`);
      return Promise.resolve(
        found(
          marriages
            .filter(({ spouses, date }) => spouses.includes(iin) && !isBefore(on, date))
            .map(({ spouses: [one, other], date, dissolvedOn }): Marriage => {
              const spouse = one === iin ? other : one;
              const ended = dissolvedOn !== undefined && !isBefore(on, dissolvedOn);
              return { iin, spouse, date, ...(ended ? { dissolvedOn } : {}) };
            }),
        ),
      );
    },
  };
}
