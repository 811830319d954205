import { localDate } from "@/lib/kernel/local-date";
import { defineService } from "@/lib/process/define-service";
import { addressIsInRegister, entityAddressStands, entityIsFound, registrationIsFound } from "./address-checks";
import { correctedRegistration, correctionStages } from "./correction";
import { examples } from "./examples";
import { form } from "./form";
import { ownersConcerned } from "./owners";
import { certificate } from "./paper";
import { accessIsGranted, childrenAreKnown, holderIsTheirs, minorsAreKnown, personMayAsk } from "./people";
import { id, reads } from "./reads";
import { reasons } from "./reasons";
import { holdersAsOptions, holdersOffered, isForPerson, isMatched, needsCorrection, stageIds } from "./situation";
import { signature, step } from "./stage-kinds";

export const addressCertificate = defineService({
  id,
  version: 1,
  audience: ["citizen", "entity"],
  // The act was repealed by the ministry's order 267; its procedure is the one that stands behind the certificate.
  legalBasis: { seed: "S0", from: localDate("2015-05-30"), to: localDate("2020-03-30") },
  reads,
  reasons,
  form,
  draftDays: 30,
  termWorkingDays: 1,
  withdrawableUntil: stageIds.correction,
  paper: certificate,
  changesRegistrations: correctedRegistration,
  concerned: [ownersConcerned],
  stages: [
    step({ id: "data-access", clause: "ours", fields: [{ kind: "confirm", name: "consent" }] }),
    accessIsGranted,
    personMayAsk,
    childrenAreKnown,
    minorsAreKnown,
    step({
      id: "holder",
      clause: "ours",
      // Whoever has no child to ask for is not asked.
      when: (situation) => isForPerson(situation) && holdersOffered(situation).length > 1,
      fields: [{ kind: "radios", name: "for", choices: holdersAsOptions }],
    }),
    holderIsTheirs,
    registrationIsFound,
    entityIsFound,
    addressIsInRegister,
    step({
      id: "certificate",
      clause: "S0-A5 §6",
      // What is said of one holder's address says nothing of another's.
      follows: ["holder"],
      when: (situation) => !isForPerson(situation) || isMatched(situation),
      shows: [registrationIsFound.id, entityIsFound.id, addressIsInRegister.id],
      fields: [{ kind: "radios", name: "correct", options: ["yes", "no"] }],
    }),
    entityAddressStands,
    step({
      id: "right-address",
      clause: "S0-A5 §6",
      when: needsCorrection,
      follows: ["holder", "certificate"],
      shows: [registrationIsFound.id],
      fields: [{ kind: "text", name: "rightAddress", autocomplete: "off" }],
    }),
    signature({
      id: "signature",
      clause: "S0-A5",
      methods: ["eds", "otp"],
      rechecks: [
        personMayAsk.id,
        childrenAreKnown.id,
        minorsAreKnown.id,
        holderIsTheirs.id,
        registrationIsFound.id,
        entityIsFound.id,
        addressIsInRegister.id,
      ],
    }),
    ...correctionStages,
  ],
  examples,
});
