import { found, type Answer } from "@/lib/kernel/answer";
import type { Subject } from "@/lib/process/facts";
import type { OrderAnswer } from "@/lib/process/stages";
import { knownDwelling } from "@/lib/residence/situation";
import { ownersAreUnchanged } from "./dwelling";
import { peopleAreUnchanged } from "./people";
import { asEnded, endStage, leavingIn } from "./situation";
import type { DocumentApplication } from "@/lib/state-databases/documents/port";
import { order } from "./stage-kinds";

const clause = "S0-A4 §4";
const entryStage = "departure-entry";

/** RP DRN enters the departure, and gives the entry a number, or refuses. The day of the entry is the day for both databases. */
export const departureIsEntered = order({
  id: entryStage,
  clause,
  database: "documents",
  rechecks: [ownersAreUnchanged.id, peopleAreUnchanged.id],
  find: async (rpDrn, subject) => entryIn(await rpDrn.application(requestOf(subject)), subject),
  place: async (rpDrn, subject) => {
    const content = { ...contentOf(subject), on: subject.today, documentHash: subject.documentHash ?? "" };
    return entryIn(await rpDrn.enterDeparture({ ...requestOf(subject), content }), subject);
  },
  // It may have been entered, and the answer been lost.
  cancel: async (rpDrn, subject) => {
    const told = await rpDrn.move({ ...requestOf(subject), to: "cancelled" });
    return told.kind === "found" ? found({ kind: "confirmed", result: {} }) : told;
  },
});

/** By what RP DRN knows the entry. */
function requestOf({ applicant, applicationId }: Subject) {
  return { iin: applicant, key: applicationId };
}

/** What RP DRN says of the entry. */
function entryIn(told: Answer<DocumentApplication>, { today }: Subject): Answer<OrderAnswer<"departure-refused">> {
  if (told.kind !== "found") return told;
  const { status, number, reason, departureOn = today } = told.value;
  return status === "refused"
    ? found({ kind: "refused", reason: "departure-refused", params: { explanation: reason ?? "" } })
    : found({ kind: "confirmed", result: { departureNumber: number, departureOn } });
}

/** GBD FL ends the registrations of all of them at once, permanent or temporary as they stand. */
export const registrationsHaveEnded = order({
  id: endStage,
  clause,
  database: "individuals",
  confidential: ["ended"],
  place: async (gbdFl, subject): Promise<Answer<OrderAnswer<"departure-refused">>> => {
    const ended = await gbdFl.endRegistrations({
      ...contentOf(subject),
      iin: subject.applicant,
      on: subject.evidence[entryStage]?.["departureOn"] ?? subject.today,
      key: subject.applicationId,
    });
    if (ended.kind !== "found") return ended;
    return found({ kind: "confirmed", result: { endedOn: ended.value.on, ended: asEnded(ended.value.ended) } });
  },
});

/** What both databases are told: the dwelling, and who leaves it. */
function contentOf(subject: Subject) {
  const dwelling = knownDwelling(subject);
  if (!dwelling) throw new Error("Nobody is removed before the dwelling is known");
  return { rka: dwelling.rka, people: leavingIn(subject).map(({ iin }) => iin) };
}
