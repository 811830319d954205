import "server-only";
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { realNow } from "@/lib/infra/clock";
import { db, inTransaction } from "@/lib/infra/db/client";
import type { LogSignature } from "@/lib/infra/db/generated/client";
import { env } from "@/lib/infra/env";
import { canonicalJson, chainStart, linkHash } from "@/lib/infra/event-log";
import { openLogKey } from "@/lib/infra/signing/log-key";

const hoursBetween = 24;
/** Any number, the same for all: one process signs at a time. */
const signingLock = 7_204_220;
/** Audit rows younger than this may still be in an open transaction. */
const settledMs = 10 * 60_000;
const batch = 1_000;

const hash = z.string();

/** What is signed: where every log stood, and what was signed before. */
export const signedContentSchema = z.strictObject({
  seq: z.int(),
  at: z.iso.datetime(),
  /** The digest of the signature before; `chainStart` for the first. */
  previous: hash,
  /** The last sealed row of the access log; null while there is none. */
  access: z.strictObject({ sealedSeq: z.string(), hash }).nullable(),
  /** The audit rows written in this span of real time: how many, and a chain over them. */
  audit: z.strictObject({ from: z.iso.datetime(), until: z.iso.datetime(), count: z.int(), hash }),
  /** The applications that have moved since the last time: how many, and the hash of the list of their heads. */
  heads: z.strictObject({ count: z.int(), hash }),
});
export type SignedContent = z.infer<typeof signedContentSchema>;

export interface Head {
  readonly applicationId: string;
  readonly seq: number;
  readonly hash: string;
}

/**
 * Signs where the logs stand with the portal's own key, once in 24 hours of real time: the head of every application's events that
 * has moved, of the access log, and the audit rows since the last time. A line with its digest goes to a file outside the database,
 * so that signatures cannot be taken away there unseen. Out: whether something was signed now.
 */
export async function signLogHeads(settled = settledMs): Promise<boolean> {
  const at = realNow();
  const last = await lastSignature();
  if (last && at.getTime() - last.at.getTime() < hoursBetween * 3_600_000) return false;
  const from = last ? signedContentSchema.parse(last.content).audit.until : new Date(0).toISOString();
  const until = new Date(Math.max(Date.parse(from), at.getTime() - settled)).toISOString();
  const audit = { from, until, ...(await auditBetween(from, until)) };
  const key = openLogKey(env.dataDir);
  const signed = await inTransaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${signingLock})`;
    const before = await lastSignature(tx);
    // Another process has signed meanwhile.
    if (before?.seq !== last?.seq) return null;
    const heads = await tx.$queryRaw<Head[]>`
      SELECT e.application_id AS "applicationId", e.seq, e.hash
      FROM portal.application a
      JOIN portal.application_event e ON e.application_id = a.id AND e.seq = a.seq
      WHERE NOT EXISTS (SELECT 1 FROM portal.signed_head s WHERE s.application_id = a.id AND s.seq = a.seq)
      ORDER BY e.application_id`;
    const sealed = await tx.accessLog.findFirst({
      where: { sealedSeq: { not: null } },
      orderBy: { sealedSeq: "desc" },
    });
    const content: SignedContent = {
      seq: (before?.seq ?? 0) + 1,
      at: at.toISOString(),
      previous: before ? digestOf(before) : chainStart,
      access: sealed ? { sealedSeq: String(sealed.sealedSeq), hash: sealed.hash ?? "" } : null,
      audit,
      heads: { count: heads.length, hash: hashOfHeads(heads) },
    };
    const signature = new Uint8Array(key.sign(bytesOf(content)));
    const row = { seq: content.seq, at, content, signature, keyId: key.id };
    await tx.logSignature.create({ data: row });
    await tx.signedHead.createMany({ data: heads.map((head) => ({ ...head, signatureSeq: content.seq })) });
    return row;
  });
  if (signed)
    appendFileSync(anchorFile(), `${JSON.stringify({ seq: signed.seq, digest: digestOf(signed) })}\n`, { mode: 0o600 });
  return signed !== null;
}

function lastSignature(client: Pick<typeof db, "logSignature"> = db): Promise<LogSignature | null> {
  return client.logSignature.findFirst({ orderBy: { seq: "desc" } });
}

/** The audit rows of a span of real time: how many, and a chain over all that they say. */
export async function auditBetween(
  from: string,
  until: string,
): Promise<{ readonly count: number; readonly hash: string }> {
  let [count, chained, after] = [0, chainStart, 0n];
  for (;;) {
    const rows = await db.auditEntry.findMany({
      where: { id: { gt: after }, at: { gte: new Date(from), lt: new Date(until) } },
      orderBy: { id: "asc" },
      take: batch,
    });
    for (const { id, at, actor, action, applicationId, details } of rows) {
      const row = { id: id.toString(), at: at.toISOString(), actor, action, applicationId, details };
      chained = linkHash(chained, row);
      after = id;
    }
    count += rows.length;
    if (rows.length < batch) return { count, hash: chained };
  }
}

export function hashOfHeads(heads: readonly Head[]): string {
  return linkHash(
    chainStart,
    heads.map(({ applicationId, seq, hash: head }) => ({ applicationId, seq, hash: head })),
  );
}

/** The bytes that are signed. */
export function bytesOf(content: SignedContent): Uint8Array {
  return new TextEncoder().encode(canonicalJson(content));
}

/** What the next signature and the file outside the database remember of one. */
export function digestOf({
  content,
  signature,
}: Pick<LogSignature, "signature"> & { readonly content: unknown }): string {
  return linkHash(chainStart, { content, signature: Buffer.from(signature).toString("base64") });
}

const anchorSchema = z.object({ seq: z.int(), digest: z.string() });

/** What the file outside the database says was signed. A line that cannot be read is one that nothing fits. */
export function anchors(): readonly z.infer<typeof anchorSchema>[] {
  const file = anchorFile();
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => {
      const parsed = anchorSchema.safeParse(safely(line));
      return parsed.success ? parsed.data : { seq: 0, digest: "" };
    });
}

function safely(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

function anchorFile(): string {
  return path.join(env.dataDir, "signed-logs.jsonl");
}
