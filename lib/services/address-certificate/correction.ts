import { addressLines } from "@/lib/kernel/address";
import { found, type Answer } from "@/lib/kernel/answer";
import { localDateSchema, type LocalDate } from "@/lib/kernel/local-date";
import { rkaSchema, type Rka } from "@/lib/kernel/rka";
import type { Evidence, Subject } from "@/lib/process/facts";
import type { DecisionEntry, OrderAnswer } from "@/lib/process/stages";
import type { AddressRegister } from "@/lib/state-databases/address-register/port";
import { kinds, namesOf, sideBySide } from "./comparison";
import { registrationIsCorrected } from "./address-checks";
import { correctionMinutes } from "./rules";
import { holderOf, needsCorrection, stageIds, type Standing } from "./situation";
import { order, task } from "./stage-kinds";

/** One kind of registration as a database is to hold it. */
interface Correction {
  readonly kind: (typeof kinds)[number];
  readonly rka: Rka;
  readonly from: LocalDate;
  readonly to?: LocalDate | undefined;
}

type Side = "gbdFl" | "rpDrn";

/** What a database held of a kind when it was asked. */
function heldBy(
  side: Side,
  kind: Correction["kind"],
  { evidence }: Pick<Standing, "evidence">,
): Correction | undefined {
  const known = evidence[stageIds.registration] ?? {};
  const name = namesOf[kind][side];
  const rka = rkaSchema.safeParse(known[`${name}Code`]);
  const from = localDateSchema.safeParse(known[`${name}From`]);
  const to = localDateSchema.safeParse(known[`${name}To`]);
  return rka.success && from.success
    ? { kind, rka: rka.data, from: from.data, ...(to.success ? { to: to.data } : {}) }
    : undefined;
}

/** The kinds in which the databases differed when they were asked. */
function differing({ evidence }: Pick<Standing, "evidence">): readonly Correction["kind"][] {
  const differs = (evidence[stageIds.registration]?.["differs"] ?? "").split(" ");
  return kinds.filter((kind) => differs.includes(kind));
}

/** Whether one database can lend the other all in which they differ. */
function canLend(side: Side, standing: Pick<Standing, "evidence">): boolean {
  const kindsThere = differing(standing);
  return kindsThere.length > 0 && kindsThere.every((kind) => heldBy(side, kind, standing) !== undefined);
}

/** What one database is to be told, by the officer's decision. */
export function correctionsOf(side: Side, standing: Pick<Standing, "evidence">): readonly Correction[] {
  const { decision, rka } = standing.evidence[stageIds.correction] ?? {};
  const lending: Side | undefined =
    decision === "gbd-fl-right" ? "gbdFl" : decision === "rp-drn-right" ? "rpDrn" : undefined;
  if (lending !== undefined) {
    return lending === side ? [] : differing(standing).flatMap((kind) => heldBy(lending, kind, standing) ?? []);
  }
  const entered = rkaSchema.safeParse(rka);
  const stands = kinds.map((kind) => heldBy("gbdFl", kind, standing) ?? heldBy("rpDrn", kind, standing));
  const right = stands.find((one) => one !== undefined);
  return decision === "other-address" && entered.success && right ? [{ ...right, rka: entered.data }] : [];
}

/** The address that the officer types by its code, as the address register writes it. */
const addressByCode: DecisionEntry = {
  name: "rka",
  schema: rkaSchema,
  database: "address-register",
  ask: async (register: AddressRegister, code): Promise<Answer<Evidence>> => {
    const told = await register.address({ rka: rkaSchema.parse(code) });
    if (told.kind !== "found") return told;
    const { kk: enteredAddressKk, ru: enteredAddressRu } = addressLines(told.value.address);
    return found({ rka: told.value.rka, enteredAddressKk, enteredAddressRu });
  },
};

/** The town unit sets the databases side by side, and says which of them errs; or refuses, with a reason [S0-A5]. */
const addressIsExamined = task({
  id: stageIds.correction,
  clause: "S0-A5 §6",
  when: needsCorrection,
  roles: ({ evidence }) => [`town-unit:${(evidence[stageIds.register]?.["kato"] ?? "").slice(0, 2)}`],
  term: { receptionMinutes: correctionMinutes },
  compares: { databases: ["individuals", "documents"], rows: sideBySide },
  decisions: {
    "gbd-fl-right": { outcome: "continue", when: (situation) => canLend("gbdFl", situation) },
    "rp-drn-right": { outcome: "continue", when: (situation) => canLend("rpDrn", situation) },
    "other-address": { outcome: "continue", enters: addressByCode },
    annul: { outcome: "annulled", reasons: ["address-is-right", "not-registered-there", "papers-needed"] },
  },
  rechecks: [stageIds.registration],
});

/** GBD FL is put right first: RP DRN then holds the same. */
const gbdFlIsCorrected = order({
  id: "gbd-fl-corrected",
  clause: "S0-A5 §6",
  when: (situation) => correctionsOf("gbdFl", situation).length > 0,
  database: "individuals",
  place: (gbdFl, subject) =>
    each(subject, "gbdFl", (correction, holder) => gbdFl.correctRegistration({ ...correction, ...holder })),
});

const rpDrnIsCorrected = order({
  id: "rp-drn-corrected",
  clause: "S0-A5 §6",
  when: (situation) => correctionsOf("rpDrn", situation).length > 0,
  database: "documents",
  place: (rpDrn, subject) =>
    each(subject, "rpDrn", (correction, holder) => rpDrn.correctAddress({ ...correction, ...holder })),
});

/** All that comes of a correction, in order. */
export const correctionStages = [addressIsExamined, gbdFlIsCorrected, rpDrnIsCorrected, registrationIsCorrected];

/** Tells a database one correction after another; it is done when it has taken all. */
async function each(
  subject: Subject,
  side: Side,
  put: (
    correction: Correction,
    holder: { readonly iin: NonNullable<ReturnType<typeof holderOf>>; readonly on: LocalDate },
  ) => Promise<Answer<unknown>>,
): Promise<Answer<OrderAnswer<never>>> {
  const iin = holderOf(subject);
  if (iin === undefined) throw new Error("Nothing is corrected before its holder is known");
  for (const correction of correctionsOf(side, subject)) {
    const told = await put(correction, { iin, on: subject.today });
    if (told.kind !== "found") return told;
  }
  return found({ kind: "confirmed", result: {} });
}
