import "server-only";
import { found } from "@/lib/kernel/answer";
import { db } from "@/lib/infra/db/client";
import type { Adapter } from "../adapter";
import { withoutNulls } from "../without-nulls";
import { socialStatusSchema, type SocialStatuses } from "./port";

/** SIC, mocked. */
export const socialStatuses: Adapter<SocialStatuses> = {
  statuses: async ({ iin, on }) => {
    const rows = await db.mockSocialStatus.findMany({
      where: { iin, from: { lte: on }, OR: [{ to: null }, { to: { gte: on } }] },
      orderBy: [{ from: "asc" }, { id: "asc" }],
    });
    return found(rows.map((row) => socialStatusSchema.parse(withoutNulls(row))));
  },
};
