import { localDate } from "@/lib/kernel/local-date";
import { defineService } from "@/lib/process/define-service";
import type { ConcernedPerson } from "@/lib/process/concerned";
import type { Situation, Stage } from "@/lib/process/stages";
import { ownersCanConsent } from "@/lib/residence/dwelling-checks";
import { iinsIn, knownDwelling } from "@/lib/residence/situation";
import { dwellingStages, dwellingStep, ownersAreUnchanged } from "./dwelling";
import { eligibilityStages } from "./eligibility";
import { examples } from "./examples";
import { form } from "./form";
import { departureIsEntered, registrationsHaveEnded } from "./orders";
import { peopleAreUnchanged, peopleStages } from "./people";
import { reads } from "./reads";
import { reasons } from "./reasons";
import { losesResidence } from "./removal";
import { endStage, leavingIn, namesOf, removedIn, type Standing } from "./situation";
import { consent, signature } from "./stage-kinds";

/** Working days that a co-owner has to answer [ours]. */
const consentTermDays = 3;

/** Why a co-owner declines. */
const declineReasons = ["lives-here", "not-agreed", "dispute", "other"] as const;

/** Removal from the register of residence at the wish of the dwelling's owner [S0-A4]. */
export const deregistration = defineService<string>({
  id: "deregistration",
  version: 1,
  audience: ["citizen"],
  legalBasis: { seed: "S0", from: localDate("2015-05-30"), to: localDate("2020-03-30") },
  reads,
  reasons,
  form,
  draftDays: 30,
  termWorkingDays: 3,
  // Until RP DRN has entered it, which is the decision.
  withdrawableUntil: departureIsEntered.id,
  concerned: [
    {
      notice: "registration-ended",
      on: "granted",
      who: (situation) => removedPeople(situation, false),
      page: "/services/temporary-registration",
    },
    {
      notice: "residence-ended",
      on: "granted",
      who: (situation) => removedPeople(situation, true),
      page: "/services/residence-registration",
    },
    { notice: "removed-from-yours", on: "granted", who: otherOwners },
  ],
  paper: {
    seals: ["portal"],
    facts: {
      people: (situation) => same(namesOf(removedIn(situation))),
      address: (situation) => addressOf(situation),
      departedOn: ({ evidence, today }) => same(evidence[endStage]?.["endedOn"] ?? today),
      entry: ({ evidence }) => same(evidence[departureIsEntered.id]?.["departureNumber"] ?? ""),
    },
  },
  changesRegistrations: { by: [endStage], of: (situation) => removedIn(situation).map(({ iin }) => iin) },
  stages: [
    ...eligibilityStages,
    ...dwellingStages,
    ...peopleStages,
    signature({
      id: "signature",
      clause: "S0-A4 §2",
      methods: ["eds", "otp"],
      rechecks: checksIn([...eligibilityStages, ...dwellingStages, ...peopleStages]).filter((id) => id !== "access"),
    }),
    consent({
      id: "consent",
      clause: "ours",
      from: ({ evidence }) => iinsIn(evidence[ownersCanConsent.id]?.["asked"]),
      about: matterOf,
      entitlement: {
        uses: ["dwelling"],
        who: ({ dwelling }) => (dwelling.kind === "found" ? dwelling.value.owners.flatMap(({ iin }) => iin ?? []) : []),
        returnsTo: dwellingStep,
      },
      termWorkingDays: consentTermDays,
      methods: ["eds", "otp"],
      declineReasons,
    }),
    ownersAreUnchanged,
    peopleAreUnchanged,
    departureIsEntered,
    registrationsHaveEnded,
  ],
  examples,
});

function checksIn(stages: readonly Stage[]): readonly string[] {
  return stages.filter(({ kind }) => kind === "check").map(({ id }) => id);
}

function addressOf(situation: Standing) {
  const dwelling = knownDwelling(situation);
  return { kk: dwelling?.addressKk ?? "", ru: dwelling?.addressRu ?? "" };
}

/** What is written alike in both languages. */
function same(text: string) {
  return { kk: text, ru: text };
}

/** What a co-owner is asked to agree to. */
function matterOf(situation: Standing) {
  const dwelling = knownDwelling(situation);
  const { surname = "", givenName = "", patronymic = "" } = situation.evidence["person"] ?? {};
  const leaving = leavingIn(situation);
  return {
    dwelling: dwelling?.rka ?? "",
    address: addressOf(situation),
    applicant: [surname, givenName, patronymic].filter(Boolean).join(" "),
    people: leaving.length,
    whom: leaving.map(({ iin, name, birthDate }) => ({ iin, name, birthDate })),
    from: null,
    until: null,
  };
}

/** Those removed: told where, since when, and whether they are left without a residence. */
function removedPeople(situation: Situation, withoutResidence: boolean): readonly ConcernedPerson[] {
  const { kk, ru } = addressOf(situation);
  const date = situation.evidence[endStage]?.["endedOn"] ?? situation.today;
  const values = { date, addressKk: kk, addressRu: ru };
  return removedIn(situation)
    .filter((one) => losesResidence(one) === withoutResidence)
    .map(({ iin }) => ({ iin, values }));
}

/** The co-owners who have agreed. */
function otherOwners({ evidence }: Situation): readonly ConcernedPerson[] {
  const values = { date: evidence[endStage]?.["endedOn"] ?? "" };
  return iinsIn(evidence[ownersCanConsent.id]?.["asked"]).map((iin) => ({ iin, values }));
}
