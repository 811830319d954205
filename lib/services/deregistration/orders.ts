import { found, type Answer } from "@/lib/kernel/answer";
import type { Subject } from "@/lib/process/facts";
import type { OrderAnswer } from "@/lib/process/stages";
import { knownDwelling } from "@/lib/residence/situation";
import { leavingIn } from "./situation";
import { order } from "./stage-kinds";

const clause = "S0-A4 §4";
const entryStage = "departure-entry";

/** The stage at which GBD FL ends the registrations. */
export const endStage = "registration-end";

/** RP DRN enters the departure, and gives the entry a number, or refuses. The day on which it does is the day for both databases. */
export const departureIsEntered = order({
  id: entryStage,
  clause,
  database: "documents",
  place: async (rpDrn, subject) => {
    const request = { iin: subject.applicant, key: subject.applicationId };
    const known = await rpDrn.application(request);
    const told =
      known.kind === "not-found"
        ? await rpDrn.enterDeparture({
            ...request,
            content: { ...contentOf(subject), on: subject.today, documentHash: subject.documentHash ?? "" },
          })
        : known;
    if (told.kind !== "found") return told;
    const { status, number, reason } = told.value;
    return status === "refused"
      ? found({ kind: "refused", reason: "departure-refused", params: { explanation: reason ?? "" } })
      : found({ kind: "confirmed", result: { departureNumber: number, departureOn: subject.today } });
  },
});

/** GBD FL ends the registrations of all of them at once, permanent or temporary as they stand. */
export const registrationsHaveEnded = order({
  id: endStage,
  clause,
  database: "individuals",
  place: async (gbdFl, subject): Promise<Answer<OrderAnswer<"departure-refused">>> => {
    const ended = await gbdFl.endRegistrations({
      ...contentOf(subject),
      iin: subject.applicant,
      on: subject.evidence[entryStage]?.["departureOn"] ?? subject.today,
      key: subject.applicationId,
    });
    if (ended.kind !== "found") return ended;
    return found({ kind: "confirmed", result: { endedOn: ended.value.on } });
  },
});

/** What both databases are told: the dwelling, and who leaves it. */
function contentOf(subject: Subject) {
  const dwelling = knownDwelling(subject);
  if (!dwelling) throw new Error("Nobody is removed before the dwelling is known");
  return { rka: dwelling.rka, people: leavingIn(subject).map(({ iin }) => iin) };
}
