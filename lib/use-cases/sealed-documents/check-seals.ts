import "server-only";
import type { SealedDocument } from "@/lib/infra/db/generated/client";
import { realNow } from "@/lib/infra/clock";
import { sealsIn } from "@/lib/infra/documents/seals-in-file";
import { env } from "@/lib/infra/env";
import { openSigningAuthority } from "@/lib/infra/signing/signing-authority";
import { judgeSeal, type SealMade, type SealVerdict } from "@/lib/infra/signing/verify-seal";

/** A seal of a document of ours, verified just now over the bytes that are kept. */
export interface ShownSeal {
  readonly organisation: string;
  readonly certificateUntil: Date;
}

/**
 * The seals of a document, verified over the bytes that are kept. Their certificates had to be good when the portal's own register says that it was
 * sealed, whatever has become of them since. Throws when one of them does not hold: what is kept is not what was sealed.
 */
export async function sealsOf({
  bytes,
  sealedAt,
  code,
}: Pick<SealedDocument, "bytes" | "sealedAt" | "code">): Promise<readonly ShownSeal[]> {
  const file = Buffer.from(bytes);
  const found = sealsIn(file);
  const verdicts = await judgeAll(file, { at: sealedAt });
  const isWhole = found.at(-1)?.end === file.length && verdicts.length === found.length;
  if (!isWhole || !verdicts.every(({ holds, isTrusted }) => holds && isTrusted))
    throw new Error(`A seal of document ${code.slice(-4)} is broken.`);
  return verdicts.map(({ organisation, certificateUntil }) => ({ organisation, certificateUntil }));
}

/** What there is to say of each signature in a file from anywhere; those that are none are left out. */
async function judgeAll(file: Buffer, made: SealMade): Promise<readonly SealVerdict[]> {
  const { trust } = await openSigningAuthority(env, realNow);
  return sealsIn(file).flatMap(({ cms, covered }) => judgeSeal(cms, covered, trust, made) ?? []);
}

/**
 * Why a file is not one of those that the portal has given, as far as its seals tell: "foreign" bears none of ours; "changed" bears one, and is
 * not what was sealed; "added-to" goes on after the last; "cut" lacks a part. When it was sealed nobody knows: a certificate that has run out since
 * makes nothing foreign, and nothing is believed for it.
 */
export async function faultOf(file: Buffer): Promise<"foreign" | "changed" | "added-to" | "cut"> {
  const { trust } = await openSigningAuthority(env, realNow);
  const made = { by: realNow() };
  const own = sealsIn(file).flatMap((seal) => {
    const verdict = judgeSeal(seal.cms, seal.covered, trust, made);
    return verdict && isOurs(verdict) ? [{ ...seal, ...verdict }] : [];
  });
  const last = own.at(-1);
  if (!last) return "foreign";
  if (own.some(({ isWhole }) => !isWhole)) return "cut";
  if (own.some(({ holds }) => !holds)) return "changed";
  // All of it is as it was sealed: what is missing then is a later seal.
  return last.end < file.length ? "added-to" : "cut";
}

function isOurs({ isTrusted, bin }: SealVerdict): boolean {
  return isTrusted && Object.values(env.sealKeys).some((key) => key.bin === bin);
}
