import "server-only";
import { err, ok, type Result } from "@/lib/kernel/result";
import type { Bin } from "@/lib/kernel/bin";
import type { Iin } from "@/lib/kernel/iin";
import type { KeyRight } from "@/lib/kernel/key-right";
import { keyRightOf, readCertificate } from "@/lib/infra/signing/certificate";
import { maySubmit } from "@/lib/process/applicant";
import { entityFor, type EntityRefusal } from "../sign-in/entity";

/** Why a good signature by an organisation's key does not bind the organisation. */
export type EntitySigningRefusal = EntityRefusal | "may-not-sign";

/**
 * What the key that has just signed lets its holder do for the entity: by its certificate, which was not revoked a moment ago, and by GBD UL, asked
 * now whether the entity is in force and the head's key is its head's. What the session was opened with counts for nothing here.
 */
export async function rightToSign(
  iin: Iin,
  bin: Bin,
  certificate: Uint8Array,
): Promise<Result<KeyRight, EntitySigningRefusal>> {
  const read = readCertificate(certificate);
  const right = read && keyRightOf(read);
  if (!right || !maySubmit(right)) return err("may-not-sign");
  const known = await entityFor(iin, { bin, right });
  return known.ok ? ok(right) : known;
}
