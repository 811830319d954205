import "server-only";
import { db } from "@/lib/infra/db/client";
import { env } from "@/lib/infra/env";
import { chainStart } from "@/lib/infra/event-log";
import { openLogKey, type LogKey } from "@/lib/infra/signing/log-key";
import {
  anchors,
  auditBetween,
  bytesOf,
  digestOf,
  hashOfHeads,
  signedContentSchema,
  type Head,
  type SignedContent,
} from "./sign-log-heads";
import type { Finding } from "./verify-logs";

/**
 * Verifies what the portal has signed of its logs: each signature, that none is missing (in the database, and by the file outside it),
 * and that every signed head still lies on its chain. Out: everything that does not fit.
 */
export async function verifySignedHeads(): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const key = openLogKey(env.dataDir);
  const digests = new Map<number, string>();
  let previous = chainStart;
  for (let seq = 1; ; seq += 1) {
    const row = await db.logSignature.findUnique({
      where: { seq },
      include: { heads: { orderBy: { applicationId: "asc" } } },
    });
    if (!row) break;
    const content = signedContentSchema.safeParse(row.content);
    if (!content.success) findings.push(signature(seq, "unreadable"));
    else findings.push(...(await problemsOf(content.data, previous, row.signature, row.heads, key)));
    previous = digestOf(row);
    digests.set(seq, previous);
  }
  if ((await db.logSignature.count()) !== digests.size) findings.push(signature(digests.size + 1, "missing"));
  for (const { seq, digest } of anchors()) {
    if (digests.get(seq) !== digest) findings.push(signature(seq, digests.has(seq) ? "changed" : "missing"));
  }
  return findings;
}

async function problemsOf(
  content: SignedContent,
  previous: string,
  bytes: Uint8Array,
  heads: readonly Head[],
  key: LogKey,
): Promise<Finding[]> {
  const { seq, access, audit } = content;
  const findings: Finding[] = [];
  if (!key.verify(bytesOf(content), new Uint8Array(bytes))) findings.push(signature(seq, "bad-signature"));
  if (content.previous !== previous) findings.push(signature(seq, "broken-chain"));
  if (heads.length !== content.heads.count || hashOfHeads(heads) !== content.heads.hash) {
    findings.push(signature(seq, "changed"));
  }
  for (const { applicationId, seq: at, hash } of heads) {
    const event = await db.applicationEvent.findUnique({
      where: { applicationId_seq: { applicationId, seq: at } },
      select: { hash: true },
    });
    if (event?.hash !== hash) findings.push({ log: "events", id: applicationId, problem: "head-off-chain" });
  }
  if (access) {
    const sealed = await db.accessLog.findUnique({ where: { sealedSeq: BigInt(access.sealedSeq) } });
    if (sealed?.hash !== access.hash) findings.push({ log: "access", id: access.sealedSeq, problem: "head-off-chain" });
  }
  const now = await auditBetween(audit.from, audit.until);
  if (now.count !== audit.count) findings.push({ log: "audit", id: String(seq), problem: "missing" });
  else if (now.hash !== audit.hash) findings.push({ log: "audit", id: String(seq), problem: "changed" });
  return findings;
}

function signature(seq: number, problem: Finding["problem"]): Finding {
  return { log: "signatures", id: String(seq), problem };
}
