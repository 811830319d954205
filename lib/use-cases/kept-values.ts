import "server-only";
import { z } from "zod";
import type { Iin } from "@/lib/kernel/iin";
import { realNow } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { seal, unseal } from "@/lib/infra/seal";

const keptMs = 24 * 3_600_000;
const purpose = "kept-answer";
const valuesSchema = z.record(z.string(), z.string());

/** What was typed into a form, by its fields' names. */
export type KeptValues = Readonly<Record<string, string>>;

/** Keeps what a person typed at a place: sealed, for a day, for them alone. The last that came takes the place of what was there. */
export async function keepValues(iin: Iin, place: string, values: KeptValues): Promise<void> {
  const createdAt = realNow();
  const row = {
    sealed: seal(JSON.stringify(values), purpose, `${iin}/${place}`),
    createdAt,
    expiresAt: new Date(createdAt.getTime() + keptMs),
  };
  await db.keptAnswer.upsert({ where: { iin_place: { iin, place } }, create: { iin, place, ...row }, update: row });
}

/** What was kept for this person at a place; null when there is nothing. */
export async function viewKeptValues(iin: Iin, place: string): Promise<KeptValues | null> {
  const row = await db.keptAnswer.findUnique({ where: { iin_place: { iin, place } } });
  if (!row || row.expiresAt <= realNow()) return null;
  const text = unseal(row.sealed, purpose, `${iin}/${place}`);
  return text === null ? null : valuesSchema.parse(JSON.parse(text));
}

/** Forgets it. */
export async function forgetKeptValues(iin: Iin, place: string): Promise<void> {
  await db.keptAnswer.deleteMany({ where: { iin, place } });
}
