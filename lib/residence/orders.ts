import { found, type Answer } from "@/lib/kernel/answer";
import type { Subject } from "@/lib/process/facts";
import type { OrderAnswer } from "@/lib/process/stages";
import type { RegistrationKind } from "@/lib/state-databases/individuals/port";
import { childrenWith, knownDwelling, periodOf } from "./situation";
import { order } from "./stage-kinds";

const entryStage = "address-entry";

/** RP DRN enters the address, and gives the entry a number, or refuses [S0-A3 §4]. The first day of the entry is the day for both databases. */
export function addressIsEntered(kind: RegistrationKind) {
  return order({
    id: entryStage,
    clause: "S0-A3 §4",
    database: "documents",
    lapses: true,
    cancel: async (rpDrn, { applicant, applicationId }) =>
      takenBack(await rpDrn.move({ iin: applicant, key: applicationId, to: "cancelled" })),
    place: async (rpDrn, subject) => {
      const request = { iin: subject.applicant, key: subject.applicationId };
      const known = await rpDrn.application(request);
      const told =
        known.kind === "not-found"
          ? await rpDrn.enterAddress({
              ...request,
              content: { ...contentOf(subject, kind), documentHash: subject.documentHash ?? "" },
            })
          : known;
      if (told.kind !== "found") return told;
      const { status, number, reason, registeredFrom = periodOf(subject).from } = told.value;
      return status === "refused"
        ? found({ kind: "refused", reason: "registration-refused", params: { explanation: reason ?? "" } })
        : found({ kind: "confirmed", result: { registrationNumber: number, enteredFrom: registeredFrom } });
    },
  });
}

/** The stage at which GBD FL begins the registration. */
export const registrationStage = "registration";

/** GBD FL begins the registration on the day with which RP DRN has entered it, however late it answers, and ends the permanent one before it where this one is permanent [S0-A3 §4]. */
export function registrationHasBegun(kind: RegistrationKind) {
  return order({
    id: registrationStage,
    clause: "S0-A3 §4",
    database: "individuals",
    lapses: true,
    // It may have begun, and its answer been lost.
    cancel: async (gbdFl, { applicant, applicationId }) =>
      takenBack(await gbdFl.takeBackRegistration({ iin: applicant, key: applicationId })),
    place: async (gbdFl, subject): Promise<Answer<OrderAnswer<"registration-refused">>> => {
      const begun = await gbdFl.beginRegistration({
        ...contentOf(subject, kind),
        from: subject.evidence[entryStage]?.["enteredFrom"] ?? periodOf(subject).from,
        iin: subject.applicant,
        key: subject.applicationId,
      });
      // It says so, and would say it again tomorrow: nobody stays entered in RP DRN for it.
      if (begun.kind === "not-found")
        return found({ kind: "refused", reason: "registration-refused", params: { explanation: "unknownDwelling" } });
      if (begun.kind !== "found") return begun;
      const { from, to } = begun.value;
      return found({
        kind: "confirmed",
        result: { registeredFrom: from, ...(to === undefined ? {} : { registeredTo: to }) },
      });
    },
  });
}

function takenBack(answer: Answer<unknown>): Answer<OrderAnswer> {
  return answer.kind === "found" ? found({ kind: "waiting" }) : answer;
}

/** What the databases are told: the dwelling, from when to when, who comes along. */
function contentOf(subject: Subject, kind: RegistrationKind) {
  const dwelling = knownDwelling(subject);
  if (!dwelling) throw new Error("Nobody is registered before the dwelling is known");
  return {
    rka: dwelling.rka,
    kind,
    ...periodOf(subject),
    children: childrenWith(subject),
  };
}
