import "server-only";
import { found } from "@/lib/kernel/answer";
import { db } from "@/lib/infra/db/client";
import type { Adapter } from "../adapter";
import { withoutNulls } from "../without-nulls";
import { legalEntitySchema, type LegalEntities } from "./port";

/** GBD UL, mocked. */
export const legalEntities: Adapter<LegalEntities> = {
  entity: async ({ bin }) => {
    const row = await db.mockLegalEntity.findUnique({ where: { bin } });
    return row === null ? { kind: "not-found" } : found(legalEntitySchema.parse(withoutNulls({ ...row })));
  },
};
