import "server-only";
import { err, ok, type Result } from "@/lib/kernel/result";
import type { Iin } from "@/lib/kernel/iin";
import { keyRights, type KeyRight } from "@/lib/kernel/key-right";
import { now as clockOf } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { openPorts } from "@/lib/state-databases/gateway";
import type { LegalEntity } from "@/lib/state-databases/legal-entities/port";
import { isBin, type Bin } from "@/lib/kernel/bin";
import type { ActsFor } from "./eds-challenge";

/** Why somebody cannot act for an entity now. */
export type EntityRefusal =
  /** GBD UL knows no such entity. */
  | "entity-unknown"
  | "entity-closed"
  /** The key is a head's, and the register names another head. */
  | "entity-other-head"
  /** GBD UL does not answer: nobody acts for an entity unchecked. */
  | "entity-silent";

/** The entity for which this person may act by such a right, asked of GBD UL: it exists, is in force, and a head's key is its head's. */
export async function entityFor(iin: Iin, { bin, right }: ActsFor): Promise<Result<LegalEntity, EntityRefusal>> {
  const ports = openPorts({ reader: { kind: "citizen", iin }, purpose: "sign-in", now: await clockOf(iin) });
  const answer = await ports["legal-entities"].entity({ bin });
  if (answer.kind === "not-found") return err("entity-unknown");
  if (answer.kind !== "found") return err("entity-silent");
  const entity = answer.value;
  if (entity.status !== "active") return err("entity-closed");
  return right === "head" && entity.head !== iin ? err("entity-other-head") : ok(entity);
}

/** What is stored of the entity beside the right: what it is called. */
export function storedEntity({ nameKk, nameRu }: LegalEntity, keyRight: KeyRight) {
  return { nameKk, nameRu, keyRight };
}

/** A stored right; what is not known lets its holder do least. */
export function storedRight(right: string | null): KeyRight {
  return keyRights.find((one) => one === right) ?? "employee";
}

/**
 * What a password lets its holder do: it shows no key, and a key that was shown once may have been taken back since. A head is told by
 * the register; the right to sign is shown by the key alone.
 */
export function rightByPassword(stored: KeyRight): KeyRight {
  return stored === "head" ? "head" : "employee";
}

/** An entity as its own account's pages show it. */
export interface EntityView {
  /** What the key that was last shown lets its holder do. */
  readonly storedRight: KeyRight;
  readonly bin: Bin;
  readonly nameKk: string;
  readonly nameRu: string;
  readonly email: string | null;
  readonly isEmailVerified: boolean;
}

/** The entity that somebody is signed in for. Throws when there is no such account: then there is no such session either. */
export async function viewEntity({ iin, bin }: { iin: Iin; bin: Bin }): Promise<EntityView> {
  const account = await db.entityAccount.findUniqueOrThrow({ where: { bin_iin: { bin, iin } } });
  const { nameKk, nameRu, email, emailVerifiedAt, keyRight } = account;
  return { bin, nameKk, nameRu, email, isEmailVerified: emailVerifiedAt !== null, storedRight: storedRight(keyRight) };
}

/** The entities that a person has accounts for. */
export async function entitiesOf(iin: Iin): Promise<readonly Pick<EntityView, "bin" | "nameKk" | "nameRu">[]> {
  const rows = await db.entityAccount.findMany({ where: { iin }, orderBy: { createdAt: "asc" } });
  return rows.flatMap(({ bin, nameKk, nameRu }) => (isBin(bin) ? [{ bin, nameKk, nameRu }] : []));
}
