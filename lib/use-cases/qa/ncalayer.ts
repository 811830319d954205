import "server-only";
import { z } from "zod";
import { iinSchema, type Iin } from "@/lib/kernel/iin";
import { realNow } from "@/lib/infra/clock";
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
  "gost",
] as const;
export type NcaLayerOutcome = (typeof ncaLayerOutcomes)[number];

const outcomeSchema = z.enum(ncaLayerOutcomes);

/** What the played NCALayer does with what this person is to sign. */
export async function ncaLayerOutcomeOf(iin: Iin): Promise<NcaLayerOutcome> {
  const row = await db.mockNcaLayer.findUnique({ where: { iin } });
  return outcomeSchema.catch("success").parse(row?.outcome);
}

/** Sets it; from then on this person sits at the computer where a document names nobody (a challenge to sign in). */
export async function setNcaLayerOutcome(iin: Iin, outcome: NcaLayerOutcome): Promise<void> {
  const setAt = realNow();
  await db.mockNcaLayer.upsert({ where: { iin }, create: { iin, outcome, setAt }, update: { outcome, setAt } });
}

/** `POST /api/qa/ncalayer`. */
export const ncaLayerCall = qaCall(
  z.strictObject({ iin: iinSchema, outcome: outcomeSchema }),
  async ({ iin, outcome }) => {
    await setNcaLayerOutcome(iin, outcome);
    return done({ iin, outcome });
  },
);
