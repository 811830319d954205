import { found, type Answer } from "@/lib/kernel/answer";
import type { Iin } from "@/lib/kernel/iin";
import type { LocalDate } from "@/lib/kernel/local-date";
import type { Subject } from "@/lib/process/facts";
import type { RegistrationChange } from "@/lib/process/registration-change";
import type { OrderAnswer } from "@/lib/process/stages";
import { addressIsInRegisterStill, registrationIsCorrected } from "./address-checks";
import { kinds } from "./comparison";
import { addressIsExamined } from "./examination";
import { ownersAreKnown } from "./owners";
import { peopleAtCorrection } from "./people";
import { correctionOf, correctionsTaken, enteredKind, orderIds, type Correction, type Side } from "./records";
import { misplaced } from "./regions";
import { holderOf, stageIds, type Standing } from "./situation";
import { order } from "./stage-kinds";

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
      put(subject, "gbdFl", correctionOf("gbdFl", kind, subject), (request) => gbdFl.correctRegistration(request)),
  }),
);

const rpDrnIsCorrected = kinds.map((kind) =>
  order({
    id: orderIds.rpDrn[kind],
    clause: "S0-A5 §6",
    when: (situation) => correctionOf("rpDrn", kind, situation) !== undefined,
    database: "documents",
    place: (rpDrn, subject) =>
      put(subject, "rpDrn", correctionOf("rpDrn", kind, subject), (request) => rpDrn.correctAddress(request)),
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
  ownersAreKnown,
  ...gbdFlIsCorrected,
  ...rpDrnIsCorrected,
  registrationIsCorrected,
  addressIsInRegisterStill,
];

/**
 * Tells a database a correction. What has changed there since the officer saw it is newer than the decision and stays; an address that it does
 * not know it will not know tomorrow.
 */
async function put(
  subject: Subject,
  side: Side,
  correction: Correction | undefined,
  tell: (
    request: Correction & { readonly iin: Iin; readonly on: LocalDate },
  ) => Promise<Answer<{ readonly outcome: "corrected" | "changed-since" }>>,
): Promise<Answer<OrderAnswer<"data-still-differ">>> {
  const iin = holderOf(subject);
  if (iin === undefined || !correction)
    throw new Error("Nothing is corrected before it is known whose it is, and what");
  const { kato } = subject.evidence[stageIds.correction] ?? {};
  const kind = enteredKind(subject);
  const stillDiffers = (why: string) => refusedWith(why, enteredBefore(side, subject));
  if (kato !== undefined && kind !== undefined && misplaced(kato, kind, subject) !== null)
    return stillDiffers("elsewhere");
  const told = await tell({ ...correction, iin, on: subject.today });
  if (told.kind === "not-found") return stillDiffers("unknownAddress");
  if (told.kind !== "found") return told;
  if (told.value.outcome === "changed-since") return stillDiffers("changed");
  return found({ kind: "confirmed", result: {} });
}

/** How much of the officer's decision stands in the databases when one of them takes no more of it. */
function enteredBefore(side: Side, standing: Pick<Standing, "evidence">): "nothing" | "gbdFl" | "part" {
  if (correctionsTaken(standing).length === 0) return "nothing";
  return side === "rpDrn" && enteredKind(standing) !== undefined ? "gbdFl" : "part";
}

function refusedWith(why: string, entered: string): Answer<OrderAnswer<"data-still-differ">> {
  return found({ kind: "refused", reason: "data-still-differ", params: { why, entered } });
}
