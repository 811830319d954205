import "server-only";
import { found } from "@/lib/kernel/answer";
import { localDateOf } from "@/lib/kernel/local-date";
import { db } from "@/lib/infra/db/client";
import type { Adapter } from "../adapter";
import { withoutNulls } from "../without-nulls";
import { placeOfStudySchema, type Universities } from "./port";

/** EPVO, mocked. */
export const universities: Adapter<Universities> = {
  studies: async ({ iin }, { context }) => {
    const rows = await db.mockStudy.findMany({
      where: { iin, source: "universities", from: { lte: localDateOf(context.now) } },
      orderBy: [{ from: "asc" }, { id: "asc" }],
    });
    return found(rows.map((row) => placeOfStudySchema.parse(withoutNulls(row))));
  },
};
