import "server-only";
import { found } from "@/lib/kernel/answer";
import { localDateOf, type LocalDate } from "@/lib/kernel/local-date";
import { db } from "@/lib/infra/db/client";
import type { MockDwelling, MockDwellingOwner } from "@/lib/infra/db/generated/client";
import type { Adapter } from "../adapter";
import { withoutNulls } from "../without-nulls";
import { dwellingSchema, type Dwelling, type RealEstate } from "./port";

/** EGKN, mocked. Who owns what is looked at on the day of the asking person's clock. */
export const realEstate: Adapter<RealEstate> = {
  dwellingsOf: async ({ iin }, { context }) => {
    const today = localDateOf(context.now);
    const rows = await db.mockDwelling.findMany({
      where: { owners: { some: { iin, ...ownedOn(today) } } },
      include: { owners: { where: ownedOn(today), orderBy: { id: "asc" } } },
      orderBy: { rka: "asc" },
    });
    return found(rows.map(asTold));
  },

  dwelling: async ({ rka }, { context }) => {
    const row = await db.mockDwelling.findUnique({
      where: { rka },
      include: { owners: { where: ownedOn(localDateOf(context.now)), orderBy: { id: "asc" } } },
    });
    return row === null ? { kind: "not-found" } : found(asTold(row));
  },
};

/** From the first day of ownership to the day before it passed to somebody else. */
function ownedOn(day: LocalDate) {
  return { since: { lte: day }, OR: [{ until: null }, { until: { gt: day } }] };
}

function asTold({ owners, ...row }: MockDwelling & { owners: MockDwellingOwner[] }): Dwelling {
  return dwellingSchema.parse({
    ...withoutNulls(row),
    totalAreaM2: row.totalAreaM2.toNumber(),
    usableAreaM2: row.usableAreaM2.toNumber(),
    owners: owners.map((owner) => withoutNulls(owner)),
  });
}
