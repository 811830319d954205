import "server-only";
import { found } from "@/lib/kernel/answer";
import { localDateOf } from "@/lib/kernel/local-date";
import { db } from "@/lib/infra/db/client";
import type { Adapter } from "../adapter";
import { kinEdgeSchema, type KinshipMart } from "./port";

/** Smart Data Ukimet's mart, mocked. It keeps what was true once: an edge goes on after a divorce. */
export const kinshipMart: Adapter<KinshipMart> = {
  edges: async ({ iin }, { context }) => {
    const rows = await db.mockKinEdge.findMany({
      where: { from: iin, asOf: { lte: localDateOf(context.now) } },
      orderBy: [{ asOf: "asc" }, { id: "asc" }],
    });
    return found(rows.map(({ to, degree, asOf }) => kinEdgeSchema.parse({ iin, relative: to, degree, asOf })));
  },
};
