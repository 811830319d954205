import { isBefore, localDate } from "@/lib/kernel/local-date";
import type { Option } from "@/lib/process/fields";
import { passed, refused, type Stage } from "@/lib/process/stages";
import { educations, form, maritalStatuses, occupations, origins, purposes } from "./form";
import { standingChildren } from "./kinship/records";
import { hasAge } from "./person";
import { check, step } from "./stage-kinds";
import { childrenCheck, childrenOffered, minorsCheck, periodOf, type Standing } from "./situation";

/** The age up to which a child is registered with a parent [pub]. */
const ageOfChildren = 14;

function asOptions(situation: Pick<Standing, "evidence">): readonly Option[] {
  return childrenOffered(situation).map(({ iin, name, birthDate }) => {
    const words = `${name} (${birthDate.split("-").toReversed().join(".")})`;
    return { value: iin, kk: words, ru: words };
  });
}

/** Nobody arrives before they are born, nor later than their registration begins. */
export const arrivalIsPossible = check({
  id: "arrival-day",
  clause: "ours",
  uses: [],
  returnsTo: "arrival",
  judge: (_, situation) => {
    const { arrivedOn } = form.arrival.parse(situation.answers.arrival);
    const firstDay = localDate(situation.evidence["person"]?.["birthDate"] ?? "");
    const lastDay = periodOf(situation).from;
    const isPossible = !isBefore(arrivedOn, firstDay) && !isBefore(lastDay, arrivedOn);
    return isPossible ? passed() : refused("arrived-elsewhen", { firstDay, lastDay });
  },
});

/**
 * The arrival form, and the children under 14 who come along: those whom ZAGS names as the applicant's. They are registered too, and each of
 * them needs a place [S1 §10.3] [ours].
 */
export const arrivalStages: readonly Stage[] = [
  step({
    id: "arrival",
    clause: "S1 §10.3",
    shows: ["own-dwelling-known", "dwelling-of-owner"],
    fields: [
      { kind: "select", name: "arrivedFrom", options: origins, labels: "regions" },
      { kind: "text", name: "arrivedPlace" },
      { kind: "date", name: "arrivedOn" },
      { kind: "radios", name: "purpose", options: purposes },
    ],
  }),
  step({
    id: "about-you",
    clause: "S1 §10.3",
    fields: [
      { kind: "select", name: "maritalStatus", options: maritalStatuses },
      { kind: "select", name: "education", options: educations },
      { kind: "select", name: "occupation", options: occupations },
    ],
  }),
  arrivalIsPossible,
  check({
    id: childrenCheck,
    clause: "S1 §10.3",
    uses: ["children"],
    judge: ({ children }, { today }) => {
      if (children.kind === "denied") return refused("access-denied");
      const records = children.kind === "found" ? children.value : [];
      const applicant = records[0]?.iin;
      const own = applicant === undefined ? [] : [...standingChildren(records, applicant, today).keys()];
      return passed({ children: own.join(" ") });
    },
  }),
  check({
    id: minorsCheck,
    clause: "S1 §10.3",
    uses: ["minors"],
    judge: ({ minors }, { today }) => {
      if (minors.kind === "denied") return refused("access-denied");
      const young = (minors.kind === "found" ? minors.value : []).filter(
        ({ birthDate, deathDate }) => deathDate === undefined && !hasAge(birthDate, ageOfChildren, today),
      );
      const found = young.map(({ iin, surname, givenName, birthDate }) => ({
        iin,
        name: `${surname} ${givenName}`,
        birthDate,
      }));
      return passed({ offered: JSON.stringify(found) });
    },
  }),
  step({
    id: "children",
    clause: "S1 §10.3",
    when: (situation) => childrenOffered(situation).length > 0,
    fields: [{ kind: "checkboxes", name: "children", choices: asOptions }],
  }),
];
