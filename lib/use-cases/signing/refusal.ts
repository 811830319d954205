import "server-only";
import type { SignatureFailure } from "@/lib/infra/signing/verify";

/** The key of the words on why a signature was refused; behind a bar stands the name of an algorithm that is not accepted. */
export function refusalOf(failure: SignatureFailure): string {
  const key = `signing.failures.${failure.reason}`;
  return failure.reason === "unsupported-algorithm" ? `${key}|${failure.algorithm}` : key;
}
