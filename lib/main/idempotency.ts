import "server-only";
import { createHash } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import type { Iin } from "@/lib/kernel/iin";
import { realNow } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";

/** What may be given again to a repeat. */
const answerSchema = z.union([z.strictObject({ status: z.literal("done") }), z.strictObject({ redirect: z.string() })]);
export type RepeatableAnswer = z.infer<typeof answerSchema>;

export const keySchema = z.string().regex(/^[A-Za-z0-9_-]{8,100}$/);

const pollMs = 150;
const waitMs = 10_000;
/** A first attempt that gave no answer for so long has died with its process. */
const abandonedMs = 60_000;

function sha256(...parts: (string | Uint8Array)[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(createHash("sha256").update(part).digest());
  return hash.digest("hex");
}

/** A hash of a form's fields; files by their bytes. The order in which fields were written does not matter. */
export async function hashOfFields(fields: Readonly<Record<string, unknown>>): Promise<string> {
  const parts: (string | Uint8Array)[] = [];
  for (const [name, value] of Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const values: unknown[] = Array.isArray(value) ? value : [value];
    for (const one of values) {
      parts.push(name, one instanceof File ? new Uint8Array(await one.arrayBuffer()) : JSON.stringify(one));
    }
  }
  return sha256(...parts);
}

export type Repeat<Answer> =
  | { readonly kind: "answered"; readonly answer: Answer | RepeatableAnswer }
  | { readonly kind: "other-body" }
  | { readonly kind: "still-running" };

/**
 * Runs `work` once for a person, an action and a key. A repeat with the same body gets the first answer, waiting for it up to
 * 10 s; with another body it is refused. Only answers of success are kept (`isKept`): after a failure the same key may try again.
 */
export async function once<Answer>(
  request: { iin: Iin; action: string; key: string; bodyHash: string },
  isKept: (answer: Answer | RepeatableAnswer) => answer is RepeatableAnswer,
  work: () => Promise<Answer>,
): Promise<Repeat<Answer>> {
  const { iin, action, bodyHash } = request;
  const key = sha256(iin, action, request.key);
  const started = performance.now();
  for (;;) {
    const createdAt = realNow();
    const { count } = await db.idempotencyKey.createMany({
      data: { key, iin, action, bodyHash, createdAt },
      skipDuplicates: true,
    });
    if (count === 1) break;
    const first = await db.idempotencyKey.findUnique({ where: { key } });
    if (!first) continue;
    if (first.bodyHash !== bodyHash) return { kind: "other-body" };
    const kept = answerSchema.safeParse(first.answer);
    if (kept.success) return { kind: "answered", answer: kept.data };
    if (createdAt.getTime() - first.createdAt.getTime() > abandonedMs) {
      await db.idempotencyKey.deleteMany({ where: { key, createdAt: first.createdAt } });
    } else if (performance.now() - started > waitMs) {
      return { kind: "still-running" };
    } else {
      await wait(pollMs);
    }
  }
  try {
    const answer = await work();
    if (isKept(answer)) await db.idempotencyKey.update({ where: { key }, data: { answer } });
    else await db.idempotencyKey.deleteMany({ where: { key } });
    return { kind: "answered", answer };
  } catch (error) {
    await db.idempotencyKey.deleteMany({ where: { key } }).catch(() => undefined);
    throw error;
  }
}
