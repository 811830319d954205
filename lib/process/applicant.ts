import type { Bin } from "@/lib/kernel/bin";
import type { Iin } from "@/lib/kernel/iin";
import type { KeyRight } from "@/lib/kernel/key-right";
import type { Actor } from "./commands";
import type { State } from "./state";

/** Somebody who acts for a legal entity, by the right that they have shown. */
export interface ActsForEntity {
  readonly iin: Iin;
  readonly bin: Bin;
  readonly right: KeyRight;
}

/** Who applies: a person for themselves, by their IIN alone, or somebody who acts for a legal entity. */
export type Applicant = Iin | ActsForEntity;

/** Somebody's session for an entity, as they stand before its applications. */
export function actsFor({
  iin,
  entity,
}: {
  readonly iin: Iin;
  readonly entity: Pick<ActsForEntity, "bin" | "right">;
}): ActsForEntity {
  return { iin, bin: entity.bin, right: entity.right };
}

/** Whose hands are on it, whoever they act for. Not what an application may be opened by: that is the applicant as a whole. */
export function iinOf(applicant: Applicant): Iin {
  return typeof applicant === "string" ? applicant : applicant.iin;
}

/** The BIN of the entity that they act for; null for themselves. */
export function binOf(applicant: Applicant): Bin | null {
  return typeof applicant === "string" ? null : applicant.bin;
}

/** The applicant as the one who gives a command. */
export function actorOf(applicant: Applicant): Extract<Actor, { kind: "citizen" }> {
  if (typeof applicant === "string") return { kind: "citizen", iin: applicant };
  const { iin, bin, right } = applicant;
  return { kind: "citizen", iin, entity: { bin, right } };
}

/** In what capacity they stand before an application that is open to them. */
export function partyOf(applicant: Applicant): "applicant" | "preparer" {
  return typeof applicant === "string" || maySubmit(applicant.right) ? "applicant" : "preparer";
}

/**
 * The one rule for who may open an application. A person's own is open to them alone, when they act for themselves. An entity's is open to whoever
 * prepared it, and to those who may submit it: its head and those with the right to sign; all only when they act for that entity.
 */
export function isOpenTo({ applicant, bin }: Pick<State, "applicant" | "bin">, someone: Applicant): boolean {
  return isTheirs({ applicant, bin }, actorOf(someone));
}

/** The same of whoever gives a command. */
export function isTheirs(
  { applicant, bin }: { readonly applicant: string; readonly bin?: string | undefined },
  { iin, entity }: Extract<Actor, { kind: "citizen" }>,
): boolean {
  if (entity === undefined) return bin === undefined && applicant === iin;
  return bin === entity.bin && (applicant === iin || maySubmit(entity.right));
}

/** Whether somebody with this right may submit what is applied for in an entity's name, and take it back; whoever may not prepares it. */
export function maySubmit(right: KeyRight): boolean {
  return right !== "employee";
}
