import "server-only";
import { z } from "zod";
import { iinSchema, type Iin } from "@/lib/kernel/iin";
import { db } from "@/lib/infra/db/client";
import { done, qaCall } from "./qa-call";

/**
 * What NCALayer on a person's computer does: signs; is closed with its own Cancel; hangs up; reports an error; or signs with a key
 * that must be refused.
 */
export const ncaLayerOutcomes = [
  "success",
  "cancelled",
  "closed",
  "error",
  "wrong-key",
  "wrong-person",
  "expired",
  "revoked",
  "wrong-chain",
] as const;
export type NcaLayerOutcome = (typeof ncaLayerOutcomes)[number];

const outcomeSchema = z.enum(ncaLayerOutcomes);

/** What the played NCALayer does with what this person is to sign. */
export async function ncaLayerOutcomeOf(iin: Iin): Promise<NcaLayerOutcome> {
  const row = await db.mockNcaLayer.findUnique({ where: { iin } });
  return outcomeSchema.catch("success").parse(row?.outcome);
}

export async function setNcaLayerOutcome(iin: Iin, outcome: NcaLayerOutcome): Promise<void> {
  if (outcome === "success") await db.mockNcaLayer.deleteMany({ where: { iin } });
  else await db.mockNcaLayer.upsert({ where: { iin }, create: { iin, outcome }, update: { outcome } });
}

/** `POST /api/qa/ncalayer`. */
export const ncaLayerCall = qaCall(
  z.strictObject({ iin: iinSchema, outcome: outcomeSchema }),
  async ({ iin, outcome }) => {
    await setNcaLayerOutcome(iin, outcome);
    return done({ iin, outcome });
  },
);
