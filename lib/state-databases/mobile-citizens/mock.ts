import "server-only";
import { found } from "@/lib/kernel/answer";
import { db } from "@/lib/infra/db/client";
import type { Adapter } from "../adapter";
import { verifiedPhoneSchema, type MobileCitizens } from "./port";

/** BMG, mocked. */
export const mobileCitizens: Adapter<MobileCitizens> = {
  phone: async ({ iin }) => {
    const row = await db.mockPhone.findUnique({ where: { iin } });
    return row === null ? { kind: "not-found" } : found(verifiedPhoneSchema.parse(row));
  },
};
