import { localDate } from "@/lib/kernel/local-date";
import { defineService, type Example, type Service } from "@/lib/process/define-service";
import type { ConcernedPerson } from "@/lib/process/concerned";
import type { Situation, Stage } from "@/lib/process/stages";
import type { RegistrationKind } from "@/lib/state-databases/individuals/port";
import { arrivalStages, childrenStillCome } from "./arrival";
import { isOnlineOnly, limitOf, normIsCompared, peopleComing, placeStage } from "./astana";
import { dwellingIsTheOwners, ownDwellingIsKnown, ownersAreTheSame, ownersCanConsent } from "./dwelling-checks";
import { dwellingSteps } from "./dwelling-steps";
import { stayExpires } from "./expiry";
import { form, stayForm } from "./form";
import { isKinshipConfirmed, kinshipStages, kinshipStep } from "./kinship-stages";
import { addressIsEntered, registrationHasBegun, registrationStage } from "./orders";
import { periodStages } from "./period";
import {
  accessIsGranted,
  notYetRegisteredThere,
  personIsCapable,
  personIsCitizen,
  personIsOfAge,
  residenceUntilNow,
} from "./person";
import { readsOf } from "./reads";
import { reasons, stayReasons, type RegistrationReason } from "./reasons";
import { childrenWith, iinsIn, knownDwelling, periodOf, stayOf, type Standing } from "./situation";
import { consent, place, signature, step } from "./stage-kinds";

/** Working days that an owner has to answer [ours]. */
const consentTermDays = 3;

/** Why an owner declines. */
const declineReasons = ["do-not-know", "not-agreed", "too-many", "selling", "other"] as const;

/** Declares one of the two registrations: for good, or for a stay [S1] [S0-A3]. */
export function declareRegistration({
  id,
  kind,
  examples,
}: {
  readonly id: string;
  readonly kind: RegistrationKind;
  readonly examples: readonly Example<RegistrationReason>[];
}): Service {
  const notThere = [notYetRegisteredThere(kind, "own"), notYetRegisteredThere(kind, "another")];
  return defineService<string>({
    id,
    version: 1,
    audience: ["citizen"],
    legalBasis: { seed: "S1", from: localDate("2025-10-31"), to: localDate("2026-06-30") },
    reads: readsOf(id),
    reasons: kind === "temporary" ? { ...reasons, ...stayReasons } : reasons,
    form: kind === "temporary" ? { ...form, ...stayForm } : form,
    draftDays: 30,
    termWorkingDays: 3,
    isOnlineOnly,
    // Until the decision, which is the taking of the places.
    withdrawableUntil: placeStage,
    ...(kind === "temporary" ? { expiry: stayExpires } : {}),
    concerned: [{ notice: "registered-at-yours", on: "granted", who: ownersTold }],
    stages: [
      step({ id: "data-access", clause: "ours", fields: [{ kind: "confirm", name: "consent" }] }),
      accessIsGranted,
      personIsCitizen,
      personIsOfAge,
      personIsCapable,
      residenceUntilNow,

      ...dwellingSteps,
      ownDwellingIsKnown,
      dwellingIsTheOwners,
      ownersCanConsent,
      ...(kind === "temporary" ? periodStages : []),
      ...notThere,
      ...arrivalStages,
      normIsCompared,
      ...kinshipStages,

      signature({
        id: "signature",
        clause: "S0-A3 §5",
        methods: ["eds", "otp"],
        rechecks: [
          personIsCitizen.id,
          personIsCapable.id,
          ownDwellingIsKnown.id,
          dwellingIsTheOwners.id,
          ownersCanConsent.id,
          ...checksIn([...notThere, ...(kind === "temporary" ? periodStages : []), ...arrivalStages, ...kinshipStages]),
        ],
      }),
      consent({
        id: "consent",
        clause: "S0-A3 §5",
        from: ({ evidence }) => iinsIn(evidence[ownersCanConsent.id]?.["asked"]),
        about: matterOf,
        entitlement: {
          uses: ["dwelling"],
          who: ({ dwelling }) =>
            dwelling.kind === "found" ? dwelling.value.owners.flatMap(({ iin }) => iin ?? []) : [],
          returnsTo: "dwelling",
        },
        outlives: [kinshipStep],
        termWorkingDays: consentTermDays,
        methods: ["eds", "otp"],
        declineReasons,
      }),
      ownersAreTheSame,
      childrenStillCome,
      place({
        id: placeStage,
        clause: "S1 §10.3",
        dwelling: (situation) => knownDwelling(situation)?.rka ?? "",
        people: childrenWith,
        needed: (situation) => peopleComing(situation).length,
        // Whoever is registered has to be somebody who may be on that day, not on the day of the signature alone.
        rechecks: [
          personIsCitizen.id,
          personIsCapable.id,
          ...checksIn(kinshipStages),
          ownersAreTheSame.id,
          childrenStillCome.id,
        ],
        uses: [],
        limit: (_, situation) => limitOf(situation),
        lifted: isKinshipConfirmed,
        database: "individuals",
        period: periodOf,
        occupied: (gbdFl, { rka, without, period }) => gbdFl.registeredCount({ rka, ...period, without }),
        returnsTo: kinshipStep,
      }),
      addressIsEntered(kind),
      registrationHasBegun(kind),
    ],
    examples,
    // A stay at another address leaves the registration as it is.
    ...(kind === "permanent"
      ? {
          changesRegistrations: {
            by: [registrationStage],
            of: (situation, { iin }) => [iin, ...childrenWith(situation)],
          },
        }
      : {}),
  });
}

/** The owners who have agreed, with the days that GBD FL has begun the registration with: the applicant's name is not for a notice. */
function ownersTold({ evidence }: Situation): readonly ConcernedPerson[] {
  const { registeredFrom = "", registeredTo } = evidence[registrationStage] ?? {};
  const values = { from: registeredFrom, ...(registeredTo === undefined ? {} : { until: registeredTo }) };
  return iinsIn(evidence[ownersCanConsent.id]?.["asked"]).map((iin) => ({ iin, values }));
}

function checksIn(stages: readonly Stage[]): readonly string[] {
  return stages.filter(({ kind }) => kind === "check").map(({ id }) => id);
}

/** What an owner is asked to agree to. */
function matterOf(situation: Standing) {
  const dwelling = knownDwelling(situation);
  const { surname = "", givenName = "", patronymic = "" } = situation.evidence["person"] ?? {};
  const stay = stayOf(situation);
  return {
    dwelling: dwelling?.rka ?? "",
    address: { kk: dwelling?.addressKk ?? "", ru: dwelling?.addressRu ?? "" },
    applicant: [surname, givenName, patronymic].filter(Boolean).join(" "),
    people: 1 + childrenWith(situation).length,
    from: stay?.from ?? null,
    until: stay?.to ?? null,
  };
}
