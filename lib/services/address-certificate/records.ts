import { localDateSchema, type LocalDate } from "@/lib/kernel/local-date";
import { rkaSchema, type Rka } from "@/lib/kernel/rka";
import { kinds, namesOf, type Kind } from "./comparison";
import { unknownKinds } from "./regions";
import { isReportedWrong, stageIds, type Standing } from "./situation";

/** One kind of registration as a database holds it. */
export interface Held {
  readonly kind: Kind;
  readonly rka: Rka;
  readonly from: LocalDate;
  readonly to?: LocalDate | undefined;
}

/** The same as it is to hold it, and the address whose place this takes; null for none. */
export interface Correction extends Held {
  readonly expected: Rka | null;
}

export type Side = "gbdFl" | "rpDrn";

/** The orders by which each database is put right. */
export const orderIds = {
  gbdFl: { permanent: "gbd-fl-corrected", temporary: "gbd-fl-stay-corrected" },
  rpDrn: { permanent: "rp-drn-corrected", temporary: "rp-drn-stay-corrected" },
} as const satisfies Record<Side, Record<Kind, string>>;

/** What a database held of a kind when it was asked: where the two agree, GBD FL's is put down for both. */
export function heldBy(side: Side, kind: Kind, { evidence }: Pick<Standing, "evidence">): Held | undefined {
  const known = evidence[stageIds.registration] ?? {};
  const name = namesOf[kind][differing({ evidence }).includes(kind) ? side : "gbdFl"];
  const rka = rkaSchema.safeParse(known[`${name}Code`]);
  const from = localDateSchema.safeParse(known[`${name}From`]);
  const to = localDateSchema.safeParse(known[`${name}To`]);
  return rka.success && from.success
    ? { kind, rka: rka.data, from: from.data, ...(to.success ? { to: to.data } : {}) }
    : undefined;
}

/** The kinds in which the databases differed when they were asked. */
function differing({ evidence }: Pick<Standing, "evidence">): readonly Kind[] {
  const differs = (evidence[stageIds.registration]?.["differs"] ?? "").split(" ");
  return kinds.filter((kind) => differs.includes(kind));
}

/** Whether one database can lend the other all in which they differ. */
export function canLend(side: Side, standing: Pick<Standing, "evidence">): boolean {
  const kindsThere = differing(standing);
  return kindsThere.length > 0 && kindsThere.every((kind) => heldBy(side, kind, standing) !== undefined);
}

/** Whether the address of a kind may be in error: said to be wrong, unlike in the two databases, or unknown to the register. */
function mayErr(kind: Kind, standing: Standing): boolean {
  const held = heldBy("gbdFl", kind, standing) ?? heldBy("rpDrn", kind, standing);
  return held !== undefined && (isReportedWrong(standing) || !stands(kind, standing));
}

/** Whether the databases hold the same of a kind, at an address that the register knows; or both of them nothing. */
function stands(kind: Kind, standing: Pick<Standing, "evidence">): boolean {
  return !differing(standing).includes(kind) && !unknownKinds(standing).includes(kind);
}

/** Whether all would be right if the address of a kind were another: nothing is changed that would end without a certificate all the same. */
export function canMend(kind: Kind, standing: Standing): boolean {
  return mayErr(kind, standing) && kinds.every((other) => other === kind || stands(other, standing));
}

/** What one database is to be told, by the officer's decision. */
export function correctionsOf(side: Side, standing: Pick<Standing, "evidence">): readonly Correction[] {
  const { decision, rka } = standing.evidence[stageIds.correction] ?? {};
  const lending: Side | undefined =
    decision === "gbd-fl-right" ? "gbdFl" : decision === "rp-drn-right" ? "rpDrn" : undefined;
  const expecting = (right: Held): Correction => ({
    ...right,
    expected: heldBy(side, right.kind, standing)?.rka ?? null,
  });
  if (lending !== undefined) {
    const lent = differing(standing).flatMap((kind) => heldBy(lending, kind, standing) ?? []);
    return lending === side ? [] : lent.map(expecting);
  }
  const entered = rkaSchema.safeParse(rka);
  const erring = enteredKind(standing);
  if (erring === undefined || !entered.success) return [];
  const held = heldBy("gbdFl", erring, standing) ?? heldBy("rpDrn", erring, standing);
  return held ? [expecting({ ...held, rka: entered.data })] : [];
}

/** What one database is to be told of a kind of registration; nothing where it is right. */
export function correctionOf(side: Side, kind: Kind, standing: Pick<Standing, "evidence">): Correction | undefined {
  return correctionsOf(side, standing).find((one) => one.kind === kind);
}

/** The kind whose address an officer has entered; undefined where one database has lent the other. */
export function enteredKind({ evidence }: Pick<Standing, "evidence">): Kind | undefined {
  const { decision } = evidence[stageIds.correction] ?? {};
  return kinds.find((kind) => decision === `other-${kind}`);
}

/** Whether a correction puts somebody where GBD FL did not have them: only that is news to whoever owns the dwelling. */
export function isNews({ kind, rka }: Correction, standing: Pick<Standing, "evidence">): boolean {
  return heldBy("gbdFl", kind, standing)?.rka !== rka;
}

/** The codes of dwellings at which a correction puts somebody. */
export function codesToEnter(standing: Pick<Standing, "evidence">): readonly Rka[] {
  const all = [...correctionsOf("gbdFl", standing), ...correctionsOf("rpDrn", standing)];
  return [...new Set(all.filter((one) => isNews(one, standing)).map(({ rka }) => rka))];
}

/** The corrections that a database has taken, each once. */
export function correctionsTaken(standing: Pick<Standing, "evidence">): readonly Correction[] {
  const taken = (side: Side) =>
    correctionsOf(side, standing).filter(({ kind }) => standing.evidence[orderIds[side][kind]] !== undefined);
  const [first, second] = [taken("gbdFl"), taken("rpDrn")];
  return [...first, ...second.filter(({ kind }) => first.every((one) => one.kind !== kind))];
}
