import { regionCodes, type RegionCode } from "@/lib/kernel/kato";
import { localDate } from "@/lib/kernel/local-date";
import { tenge } from "@/lib/kernel/tenge";
import { defineService } from "@/lib/process/define-service";
import { passed } from "@/lib/process/stages";
import {
  accessIsGranted,
  birthPlaceIsKnown,
  capacityIsFull,
  cardIsInsideTheWindow,
  dataIsUnchanged,
  judgedAgainAtSigning,
  personIsAlive,
  personIsRecognised,
  phoneIsVerified,
  residenceIsRegistered,
} from "./eligibility";
import { examples } from "./examples";
import { form, photoRules, signatureSampleRules } from "./form";
import { dataIsConfirmed } from "./form-checks";
import { cardIsMade, couponIsFormed, handoverIsRecorded, pointsOfTheRegion, registeredInRpDrn } from "./orders";
import {
  backgroundIsPlainAndLight,
  eyesAreVisible,
  faceIsFrontal,
  faceIsSharp,
  headHasTheSize,
  headIsUpright,
  lightIsEven,
  photoFileIsLargeEnough,
  photoHasEnoughPixels,
  photoHasTheShape,
  photoIsOfThePerson,
  photoShowsOneFace,
} from "./photo-checks";
import { id, reads } from "./reads";
import { reasons } from "./reasons";
import { anew, cardInQuestion, exemptStatuses, judgeWindow, stateDutyOn } from "./rules";
import { sampleHasEnoughPixels, sampleIsDarkOnLight, sampleIsInsideTheFrame, sampleIsWritten } from "./sample-checks";
import { check, handover, payment, signature, step, task } from "./stage-kinds";

export const idCardRenewal = defineService({
  id,
  version: 1,
  audience: ["citizen"],
  legalBasis: { seed: "S4", from: localDate("2025-05-26"), to: localDate("2026-03-31") },
  reads,
  reasons,
  form,
  // Of the portal's own outage its error pages speak [S4 §12].
  outageByLaw: ["mobile-citizens", "digital-id"],
  renewal: { document: "id-card", inQuestion: cardInQuestion, window: judgeWindow },
  draftDays: 30,
  termWorkingDays: 15,
  anew,
  withdrawableUntil: "review",
  stages: [
    step({ id: "data-access", clause: "S4 §3.1", fields: [{ kind: "confirm", name: "consent" }] }),
    accessIsGranted,
    personIsAlive,
    phoneIsVerified,
    personIsRecognised,
    capacityIsFull,
    dataIsUnchanged,
    birthPlaceIsKnown,
    residenceIsRegistered,
    cardIsInsideTheWindow,

    step({
      id: "personal-data",
      clause: "S4 §3.8",
      shows: [personIsAlive.id, birthPlaceIsKnown.id],
      fields: [{ kind: "radios", name: "correct", options: ["yes", "no"] }],
    }),
    dataIsConfirmed,
    step({
      id: "region",
      clause: "S4 §10",
      fields: [{ kind: "select", name: "region", options: regionCodes, labels: "regions" }],
    }),
    step({
      id: "registration-point",
      clause: "S4 §3.19",
      follows: ["region"],
      fields: [{ kind: "radios", name: "registrationPoint", optionsFrom: pointsOfTheRegion }],
    }),
    step({
      id: "contacts",
      clause: "S4 §3.8",
      shows: [phoneIsVerified.id],
      fields: [{ kind: "email", name: "email", optional: true, autocomplete: "email" }],
    }),
    step({
      id: "photo",
      clause: "S4 §3.9",
      component: "photo-guide",
      fields: [
        { kind: "image", name: "photo", rules: photoRules },
        { kind: "confirm", name: "recent" },
      ],
    }),
    photoHasEnoughPixels,
    photoHasTheShape,
    photoFileIsLargeEnough,
    photoShowsOneFace,
    faceIsFrontal,
    headIsUpright,
    headHasTheSize,
    backgroundIsPlainAndLight,
    lightIsEven,
    faceIsSharp,
    eyesAreVisible,
    photoIsOfThePerson,
    step({
      id: "signature-sample",
      clause: "S4 §3.9",
      component: "signature-guide",
      fields: [{ kind: "image", name: "sample", rules: signatureSampleRules }],
    }),
    sampleHasEnoughPixels,
    sampleIsWritten,
    sampleIsDarkOnLight,
    sampleIsInsideTheFrame,

    // The text says EDS: a one-time code is not accepted here.
    signature({ id: "signature", clause: "S4 §3.12", methods: ["eds"], rechecks: judgedAgainAtSigning }),
    registeredInRpDrn,
    check({
      id: "social-status",
      clause: "S4 §3.14",
      uses: ["socialStatuses"],
      judge: ({ socialStatuses }) => {
        const held = socialStatuses.kind === "found" ? socialStatuses.value : [];
        const exempt = held.find(({ code }) => exemptStatuses.has(code));
        return passed(exempt ? { exemption: exempt.code } : {});
      },
    }),
    payment({
      id: "state-duty",
      clause: "S4 §3.15",
      termDays: 3,
      amount: ({ evidence, today }) => {
        if (evidence["social-status"]?.["exemption"] !== undefined) return { tenge: tenge(0), ground: "exempt" };
        const due = stateDutyOn(today);
        return { tenge: due, ground: due === 0 ? "no-duty" : "due" };
      },
    }),
    couponIsFormed,
    task({
      id: "review",
      clause: "S4 §3.17, §11",
      roles: ({ answers }) => [`umd-officer:${chosenRegion(answers)}`],
      term: { workingDays: 2 },
      decisions: {
        approve: { outcome: "continue" },
        // The duty goes back under the Tax Code [S4 §11]; when it is further verification, the officer decides about it [ours].
        annul: {
          outcome: "annulled",
          reasons: ["photo-quality", "signature-quality", "further-verification", "further-verification-refunded"],
          refunds: ["photo-quality", "signature-quality", "further-verification-refunded"],
          onlyIfPaid: ["further-verification-refunded"],
        },
      },
      // Not the identification: nobody sits before the screen any more.
      rechecks: [...judgedAgainAtSigning, phoneIsVerified.id, photoIsOfThePerson.id, "social-status"],
    }),
    cardIsMade,
    // To the applicant in person only; no proxy [S4 §4.3].
    handover({
      id: "handover",
      clause: "S4 §3.19, §4.3",
      role: ({ answers }) => `town-unit:${chosenRegion(answers)}`,
      proof: ({ evidence }) => evidence[cardIsMade.id]?.["coupon"] ?? evidence[couponIsFormed.id]?.["coupon"] ?? "",
      reminderDays: 30,
    }),
    handoverIsRecorded,
  ],
  examples,
});

function chosenRegion(answers: { readonly region?: { readonly region: RegionCode } }): RegionCode {
  if (!answers.region) throw new Error("The region is chosen before anything needs it");
  return answers.region.region;
}
