import "server-only";
import { found } from "@/lib/kernel/answer";
import { localDateOf } from "@/lib/kernel/local-date";
import { db } from "@/lib/infra/db/client";
import type { Adapter } from "../adapter";
import { dataChangeSchema, type CivilStatus } from "./port";

/** ZAGS, mocked. A record dated in the future of the person's clock has not been made yet. */
export const civilStatus: Adapter<CivilStatus> = {
  dataChanges: async ({ iin }, { context }) => {
    const rows = await db.mockCivilRecord.findMany({
      where: { type: "data-change", person: iin, date: { lte: localDateOf(context.now) } },
      orderBy: [{ date: "asc" }, { id: "asc" }],
    });
    return found(
      rows.map(({ person, field, from, to, date }) => dataChangeSchema.parse({ iin: person, field, from, to, date })),
    );
  },
};
