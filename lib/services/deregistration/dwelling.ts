import { passed, refused, type CheckStage, type Stage } from "@/lib/process/stages";
import { ownDwellingIsKnown, ownersAreTheSame, ownersCanConsent } from "@/lib/residence/dwelling-checks";
import { ownDwellingOptions } from "@/lib/residence/dwelling-steps";
import { check, step } from "./stage-kinds";

const clause = "S0-A4 §2";
export const dwellingStep = "own-dwelling";

/** One of the owner's own dwellings, whose owners can all agree, and at which somebody is registered. */
export const dwellingStages: readonly Stage[] = [
  check({
    id: "owns-a-dwelling",
    clause,
    uses: ["ownDwellings"],
    judge: ({ ownDwellings }) => {
      if (ownDwellings.kind === "denied") return refused("access-denied");
      const owns = ownDwellings.kind === "found" && ownDwellings.value.length > 0;
      return owns ? passed() : refused("owns-no-dwelling");
    },
  }),
  step({
    id: dwellingStep,
    clause,
    fields: [{ kind: "radios", name: "rka", optionsFrom: ownDwellingOptions }],
  }),
  { ...ownDwellingIsKnown, clause },
  { ...ownersCanConsent, clause },
  check({
    id: "somebody-registered",
    clause: "ours",
    uses: ["residents"],
    returnsTo: dwellingStep,
    judge: ({ residents }) => {
      if (residents.kind === "denied") return refused("access-denied");
      const isAnybody = residents.kind === "found" && residents.value.length > 0;
      return isAnybody ? passed() : refused("nobody-registered");
    },
  }),
];

/** The owners are still those who have agreed: the same check as of registrations. */
export const ownersAreUnchanged: CheckStage = { ...ownersAreTheSame, clause, returnsTo: dwellingStep };
