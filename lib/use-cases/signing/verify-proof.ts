import "server-only";
import type { Bin } from "@/lib/kernel/bin";
import { err, ok, type Result } from "@/lib/kernel/result";
import type { Iin } from "@/lib/kernel/iin";
import type { SigningWay } from "@/lib/process/signing-ways";
import { verifyCms, type SigningFailure } from "../verify-cms";
import { checkSigningCode } from "./check-signing-code";
import { openForCode } from "./code-way";
import type { Signed } from "./keep-signature";

/** What somebody signs a prepared document with. */
export type Proof =
  /** A CMS; by a key file, unless said otherwise. */
  | { readonly cms: string; readonly way?: SigningWay | undefined }
  /** The one-time code that was sent for it; null where the right one was given a moment ago, and only what followed failed. */
  | { readonly code: string | null };

/**
 * The one door for signatures: verifies what came over the bytes that were prepared under this nonce for this person; with a `bin`, by the key of that organisation alone. A right code is
 * used up by it; nothing else is written. `at` is the signer's clock. What it gives is stored by `keepSignature`.
 */
export async function verifyProof(
  nonce: string,
  proof: Proof,
  signer: Iin,
  at: Date,
  bin: Bin | null = null,
): Promise<Result<Signed, SigningFailure>> {
  if ("cms" in proof) {
    const signed = await verifyCms(nonce, proof.cms, signer, at, bin);
    return signed.ok ? ok({ method: "eds", ...signed.value, way: proof.way ?? "key-file" }) : signed;
  }
  if (bin !== null) return err({ kind: "code", failure: { kind: "shut" } });
  const opened = await openForCode(nonce, signer);
  if (!opened) return err({ kind: "document-gone" });
  const { request, way } = opened;
  if (way.kind !== "open") return err({ kind: "code", failure: { kind: "shut" } });
  const check = await checkSigningCode(request, signer, way.phone, proof.code);
  if (check.kind === "failed") return err({ kind: "code", failure: check.failure });
  return ok({ method: "otp", request, given: check.given, signedAt: at });
}
