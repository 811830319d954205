import "server-only";
import { found } from "@/lib/kernel/answer";
import type { Iin } from "@/lib/kernel/iin";
import { localDateOf, type LocalDate } from "@/lib/kernel/local-date";
import { db } from "@/lib/infra/db/client";
import type { Adapter } from "../adapter";
import { withoutNulls } from "../without-nulls";
import {
  birthSchema,
  dataChangeSchema,
  deathSchema,
  marriageSchema,
  parentageSchema,
  relativeSchema,
  type CivilStatus,
  type Parentage,
  type Relative,
} from "./port";

/** ZAGS, mocked. A record dated in the future of the person's clock has not been made yet. */
export const civilStatus: Adapter<CivilStatus> = {
  birth: async ({ iin }, { context }) => {
    const row = await db.mockCivilRecord.findFirst({
      where: { type: "birth", child: iin, date: { lte: localDateOf(context.now) } },
      orderBy: [{ date: "asc" }, { id: "asc" }],
    });
    if (row === null) return { kind: "not-found" };
    const { date, placeCountry: country, placeAsWritten: asWritten } = row;
    const place = country !== null && asWritten !== null ? { place: { country, asWritten } } : {};
    return found(birthSchema.parse({ iin, date, ...place }));
  },

  dataChanges: async ({ iin }, { context }) => {
    const rows = await db.mockCivilRecord.findMany({
      where: { type: "data-change", person: iin, date: { lte: localDateOf(context.now) } },
      orderBy: [{ date: "asc" }, { id: "asc" }],
    });
    return found(
      rows.map(({ person, field, from, to, date }) => dataChangeSchema.parse({ iin: person, field, from, to, date })),
    );
  },

  relatives: async ({ iin }, { context }) => {
    const today = localDateOf(context.now);
    const own = await parentages(today, [{ child: iin }, { mother: iin }, { father: iin }]);
    const parents = own.filter(({ child }) => child === iin).flatMap(({ mother, father }) => [mother, father]);
    const children = own.filter(({ child }) => child !== iin).map(({ child }) => child);
    const known = parents.filter((parent) => parent !== null);
    const named = children.filter((child) => child !== null);
    const siblings = await parentages(today, [{ mother: { in: known } }, { father: { in: known } }]);
    const elders = await parentages(today, [{ child: { in: known } }]);
    const grandchildren = await parentages(today, [{ mother: { in: named } }, { father: { in: named } }]);
    const marriages = await db.mockCivilRecord.findMany({
      where: {
        type: "marriage",
        date: { lte: today },
        AND: [
          { OR: [{ spouseA: iin }, { spouseB: iin }] },
          { OR: [{ dissolvedOn: null }, { dissolvedOn: { gt: today } }] },
        ],
      },
    });
    return found([
      ...listed(iin, "parent", known),
      ...listed(iin, "child", children),
      ...listed(
        iin,
        "spouse",
        marriages.map(({ spouseA, spouseB }) => (spouseA === iin ? spouseB : spouseA)),
      ),
      ...listed(
        iin,
        "sibling",
        siblings.map(({ child }) => child).filter((child) => child !== iin),
      ),
      ...listed(
        iin,
        "grandparent",
        elders.flatMap(({ mother, father }) => [mother, father]),
      ),
      ...listed(
        iin,
        "grandchild",
        grandchildren.map(({ child }) => child),
      ),
    ]);
  },

  parentages: async ({ iin }, { context }) => found(await recordsOf(localDateOf(context.now), iin, [{ child: iin }])),

  children: async ({ iin }, { context }) => {
    const today = localDateOf(context.now);
    const own = await parentages(today, [{ mother: iin }, { father: iin }]);
    const children = own.map(({ child }) => child).filter((child) => child !== null);
    return found(await recordsOf(today, iin, [{ child: { in: children } }]));
  },

  marriages: async ({ iin }, { context }) => {
    const today = localDateOf(context.now);
    const rows = await db.mockCivilRecord.findMany({
      where: { type: "marriage", date: { lte: today }, OR: [{ spouseA: iin }, { spouseB: iin }] },
      orderBy: [{ date: "asc" }, { id: "asc" }],
    });
    return found(
      rows.map(({ spouseA, spouseB, date, dissolvedOn, number }) =>
        marriageSchema.parse(
          withoutNulls({
            iin,
            spouse: spouseA === iin ? spouseB : spouseA,
            date,
            number,
            dissolvedOn: dissolvedOn !== null && dissolvedOn <= today ? dissolvedOn : null,
          }),
        ),
      ),
    );
  },

  death: async ({ iin }, { context }) => {
    const row = await db.mockDeath.findUnique({ where: { iin, date: { lte: localDateOf(context.now) } } });
    if (row === null) return { kind: "not-found" };
    const { date, number } = row;
    return found(deathSchema.parse({ iin, date, ...(number === "" ? {} : { number }) }));
  },
};

type ParentageWhere = Parameters<typeof parentages>[1];

/** What those records say, told to somebody who asked about `iin`, oldest first. */
async function recordsOf(today: LocalDate, iin: Iin, either: ParentageWhere): Promise<Parentage[]> {
  const rows = await parentages(today, either);
  return rows.map((row) => parentageSchema.parse(withoutNulls({ ...row, iin })));
}

/** Births and adoptions recorded by that day which fit one of the conditions. */
function parentages(
  today: LocalDate,
  either: readonly {
    readonly child?: string | { readonly in: string[] };
    readonly mother?: string | { readonly in: string[] };
    readonly father?: string | { readonly in: string[] };
  }[],
) {
  return db.mockCivilRecord.findMany({
    where: { type: { in: ["birth", "adoption"] }, date: { lte: today }, OR: [...either] },
    select: { type: true, child: true, mother: true, father: true, date: true, number: true },
    orderBy: [{ date: "asc" }, { id: "asc" }],
  });
}

/** Each relative once, in the order of their IINs. */
function listed(iin: Iin, kinship: Relative["kinship"], relatives: readonly (string | null)[]): Relative[] {
  const named = new Set(relatives.filter((relative) => relative !== null));
  return [...named].sort().map((relative) => relativeSchema.parse({ iin, relative, kinship }));
}
