import { passed, refused, type Stage } from "@/lib/process/stages";
import { accessIsGranted, personIsCapable, personIsCitizen } from "@/lib/residence/person";
import { isMinor } from "./removal";
import { grounds } from "./form";
import { check, step } from "./stage-kinds";

const clause = "S0-A4 §2";

/** An owner who is a minor acts through their representative, at a service centre. */
const personIsOfAge = check({
  id: "age",
  clause,
  group: "eligibility",
  uses: ["person"],
  judge: ({ person }, { today }) => {
    if (person.kind === "denied") return refused("access-denied");
    if (person.kind === "not-found") return refused("person-not-found");
    return isMinor(person.value.birthDate, today) ? refused("owner-minor") : passed();
  },
});

/** Online only at the owner's wish: the other two grounds rest on papers that a person has to look at [S0-A4 §4]. */
const groundIsForThePortal = check({
  id: "ground-allowed",
  clause: "S0-A4 §4",
  uses: [],
  returnsTo: "ground",
  judge: (_, { answers }) => {
    switch (answers.ground?.ground) {
      case "left":
        return refused("left-the-country");
      case "court":
        return refused("court-ruling");
      case "owner":
      case undefined:
        return passed();
    }
  },
});

/** Who the owner is, whether they can act for themselves, and on what ground: before anything is asked of the dwelling. */
export const eligibilityStages: readonly Stage[] = [
  step({ id: "data-access", clause: "ours", fields: [{ kind: "confirm", name: "consent" }] }),
  { ...accessIsGranted, clause },
  { ...personIsCitizen, clause },
  personIsOfAge,
  { ...personIsCapable, clause },
  step({
    id: "ground",
    clause: "S0-A4 §4",
    shows: [personIsCitizen.id],
    fields: [{ kind: "radios", name: "ground", options: grounds }],
  }),
  groundIsForThePortal,
];
