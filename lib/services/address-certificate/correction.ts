import { addressLines } from "@/lib/kernel/address";
import { found, type Answer } from "@/lib/kernel/answer";
import type { Iin } from "@/lib/kernel/iin";
import { localDateSchema, type LocalDate } from "@/lib/kernel/local-date";
import { err, ok, type Result } from "@/lib/kernel/result";
import { rkaSchema, type Rka } from "@/lib/kernel/rka";
import type { Evidence, Subject } from "@/lib/process/facts";
import type { RegistrationChange } from "@/lib/process/registration-change";
import type { OrderAnswer } from "@/lib/process/stages";
import type { DecisionDemand, DecisionEntry } from "@/lib/process/task-decision";
import type { AddressRegister } from "@/lib/state-databases/address-register/port";
import { kinds, namesOf, rowNames, sideBySide } from "./comparison";
import { registrationIsCorrected } from "./address-checks";
import { correctionMinutes } from "./rules";
import { peopleAtCorrection } from "./people";
import { holderOf, isReportedWrong, needsCorrection, stageIds, type Standing } from "./situation";
import { order, task } from "./stage-kinds";

type Kind = (typeof kinds)[number];

/** One kind of registration as a database holds it. */
interface Held {
  readonly kind: Kind;
  readonly rka: Rka;
  readonly from: LocalDate;
  readonly to?: LocalDate | undefined;
}

/** The same as it is to hold it, and the address whose place this takes; null for none. */
interface Correction extends Held {
  readonly expected: Rka | null;
}

type Side = "gbdFl" | "rpDrn";

/** The orders by which each database is put right. */
const orderIds = {
  gbdFl: { permanent: "gbd-fl-corrected", temporary: "gbd-fl-stay-corrected" },
  rpDrn: { permanent: "rp-drn-corrected", temporary: "rp-drn-stay-corrected" },
} as const satisfies Record<Side, Record<Kind, string>>;

/** What a database held of a kind when it was asked: where the two agree, GBD FL's is put down for both. */
function heldBy(side: Side, kind: Kind, { evidence }: Pick<Standing, "evidence">): Held | undefined {
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
function canLend(side: Side, standing: Pick<Standing, "evidence">): boolean {
  const kindsThere = differing(standing);
  return kindsThere.length > 0 && kindsThere.every((kind) => heldBy(side, kind, standing) !== undefined);
}

/** Whether the address of a kind may be in error: said to be wrong, unlike in the two databases, or unknown to the register. */
export function mayErr(kind: Kind, standing: Standing): boolean {
  const held = heldBy("gbdFl", kind, standing) ?? heldBy("rpDrn", kind, standing);
  const isUnknown = standing.evidence[stageIds.register]?.["inRegister"] !== "yes";
  return held !== undefined && (isReportedWrong(standing) || differing(standing).includes(kind) || isUnknown);
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
  const erring = kinds.find((kind) => decision === `other-${kind}`);
  if (erring === undefined || !entered.success) return [];
  const held = heldBy("gbdFl", erring, standing) ?? heldBy("rpDrn", erring, standing);
  return held ? [expecting({ ...held, rka: entered.data })] : [];
}

/** Why an address that an officer names cannot be taken: keys of the task's words. */
const refusals = ["unknown-code", "elsewhere"] as const;
const refusal = (why: (typeof refusals)[number]) => why;

/** The address that the officer types by its code, as the address register writes it; in the region of their unit alone [ours]. */
const addressByCode: DecisionEntry = {
  name: "rka",
  schema: rkaSchema,
  database: "address-register",
  refusals,
  ask: async (register: AddressRegister, code, situation): Promise<Answer<Result<Evidence, string>>> => {
    const told = await register.address({ rka: rkaSchema.parse(code) });
    if (told.kind !== "found") return told;
    const { rka, kato, address } = told.value;
    if (isElsewhere(kato, situation)) return found(err(refusal("elsewhere")));
    const { kk: enteredAddressKk, ru: enteredAddressRu } = addressLines(address);
    return found(ok({ rka, enteredAddressKk, enteredAddressRu, kato }));
  },
};

/** What one database lends the other: no code, among those that would stand then, that the address register does not know [ours]. */
function lentBy(side: Side): DecisionDemand {
  return {
    database: "address-register",
    refusals,
    ask: async (register: AddressRegister, situation): Promise<Answer<string | null>> => {
      for (const kind of kinds) {
        const held = heldBy(side, kind, situation);
        const told = held && (await register.address({ rka: held.rka }));
        if (told?.kind === "not-found") return found(refusal("unknown-code"));
        if (told !== undefined && told.kind !== "found") return told;
      }
      return found(null);
    },
  };
}

/** Whether an address lies in another region than the one whose unit decides. */
function isElsewhere(kato: string, { evidence }: Pick<Standing, "evidence">): boolean {
  return kato.slice(0, 2) !== evidence[stageIds.register]?.["kato"]?.slice(0, 2);
}

/** The town unit sets the databases side by side, and says which of them errs; or refuses, with a reason [S0-A5]. */
const addressIsExamined = task({
  id: stageIds.correction,
  clause: "S0-A5 §6",
  when: needsCorrection,
  roles: ({ evidence }) => [`town-unit:${(evidence[stageIds.register]?.["kato"] ?? "").slice(0, 2)}`],
  whose: (situation) => {
    const holder = holderOf(situation);
    return holder === undefined ? [] : [holder];
  },
  term: { receptionMinutes: correctionMinutes },
  compares: { databases: ["individuals", "documents"], names: rowNames, rows: sideBySide },
  decisions: {
    "gbd-fl-right": { outcome: "continue", demands: lentBy("gbdFl"), when: (one) => canLend("gbdFl", one) },
    "rp-drn-right": { outcome: "continue", demands: lentBy("rpDrn"), when: (one) => canLend("rpDrn", one) },
    "other-permanent": { outcome: "continue", enters: addressByCode, when: (one) => mayErr("permanent", one) },
    "other-temporary": { outcome: "continue", enters: addressByCode, when: (one) => mayErr("temporary", one) },
    annul: { outcome: "annulled", reasons: ["address-is-right", "not-registered-there", "papers-needed"] },
  },
  rechecks: [stageIds.registration],
});

/**
 * A database is told of one kind of registration at a time: so what it has taken is known by what is confirmed, whatever becomes of the rest.
 * GBD FL is put right first: RP DRN then holds the same.
 */
const gbdFlIsCorrected = kinds.map((kind) =>
  order({
    id: orderIds.gbdFl[kind],
    clause: "S0-A5 §6",
    when: (situation) => correctionOf("gbdFl", kind, situation) !== undefined,
    database: "individuals",
    place: (gbdFl, subject) =>
      put(subject, correctionOf("gbdFl", kind, subject), (request) => gbdFl.correctRegistration(request)),
  }),
);

const rpDrnIsCorrected = kinds.map((kind) =>
  order({
    id: orderIds.rpDrn[kind],
    clause: "S0-A5 §6",
    when: (situation) => correctionOf("rpDrn", kind, situation) !== undefined,
    database: "documents",
    place: (rpDrn, subject) =>
      put(subject, correctionOf("rpDrn", kind, subject), (request) => rpDrn.correctAddress(request)),
  }),
);

/** What a correction changes, from the first order on that a database has taken; RP DRN's too: a certificate is of what both hold. */
export const correctedRegistration: RegistrationChange = {
  by: [orderIds.gbdFl.permanent, orderIds.gbdFl.temporary, orderIds.rpDrn.permanent, orderIds.rpDrn.temporary],
  of: (situation) => {
    const holder = holderOf(situation);
    return holder === undefined ? [] : [holder];
  },
};

/** All that comes of a correction, in order. */
export const correctionStages = [
  addressIsExamined,
  ...peopleAtCorrection,
  ...gbdFlIsCorrected,
  ...rpDrnIsCorrected,
  registrationIsCorrected,
];

/** What one database is to be told of a kind of registration; nothing where it is right. */
function correctionOf(side: Side, kind: Kind, standing: Pick<Standing, "evidence">): Correction | undefined {
  return correctionsOf(side, standing).find((one) => one.kind === kind);
}

/**
 * Tells a database a correction. What has changed there since the officer saw it is newer than the decision and stays; an address that it does
 * not know it will not know tomorrow.
 */
async function put(
  subject: Subject,
  correction: Correction | undefined,
  tell: (
    request: Correction & { readonly iin: Iin; readonly on: LocalDate },
  ) => Promise<Answer<{ readonly outcome: "corrected" | "changed-since" }>>,
): Promise<Answer<OrderAnswer<"data-still-differ">>> {
  const iin = holderOf(subject);
  if (iin === undefined || !correction)
    throw new Error("Nothing is corrected before it is known whose it is, and what");
  const { kato } = subject.evidence[stageIds.correction] ?? {};
  if (kato !== undefined && isElsewhere(kato, subject)) return stillDiffer("elsewhere");
  const told = await tell({ ...correction, iin, on: subject.today });
  if (told.kind === "not-found") return stillDiffer("unknownAddress");
  if (told.kind !== "found") return told;
  if (told.value.outcome === "changed-since") return stillDiffer("changed");
  return found({ kind: "confirmed", result: {} });
}

function stillDiffer(why: string): Answer<OrderAnswer<"data-still-differ">> {
  return found({ kind: "refused", reason: "data-still-differ", params: { why } });
}
