import "server-only";
import { found } from "@/lib/kernel/answer";
import { db } from "@/lib/infra/db/client";
import type { Adapter } from "../adapter";
import { withoutNulls } from "../without-nulls";
import { guardianshipSchema, type SocialProtection } from "./port";

/** E-Sobes, mocked. */
export const socialProtection: Adapter<SocialProtection> = {
  guardianships: async ({ iin, on }) => {
    const rows = await db.mockGuardianship.findMany({
      where: { ward: iin, since: { lte: on }, OR: [{ to: null }, { to: { gte: on } }] },
      orderBy: [{ since: "asc" }, { id: "asc" }],
    });
    return found(rows.map(({ since, to }) => guardianshipSchema.parse(withoutNulls({ iin, since, to }))));
  },
};
