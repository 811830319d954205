import type { Iin } from "@/lib/kernel/iin";
import { isBefore, localDate, type LocalDate } from "@/lib/kernel/local-date";
import type { Option } from "@/lib/process/fields";
import { passed, refused, type Stage } from "@/lib/process/stages";
import type { Parentage } from "@/lib/state-databases/civil-status/port";
import { educations, form, maritalStatuses, occupations, origins, purposes } from "./form";
import { standingChildren } from "./kinship/records";
import { hasAge } from "./person";
import { check, step } from "./stage-kinds";
import {
  childrenCheck,
  childrenOffered,
  childrenSigned,
  childrenStillCheck,
  minorsCheck,
  periodOf,
  type Standing,
} from "./situation";

/** The age up to which a child is registered with a parent [pub]. */
const ageOfChildren = 14;

/** Whose children records name the applicant's own on a day. */
function ownAmong(records: readonly Parentage[], today: LocalDate): readonly Iin[] {
  const applicant = records[0]?.iin;
  return applicant === undefined ? [] : [...standingChildren(records, applicant, today).keys()];
}

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
      return passed({ children: ownAmong(children.kind === "found" ? children.value : [], today).join(" ") });
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

/**
 * The children who were signed for are still the applicant's, and alive. Whoever is not is left out, and the others are registered: that is
 * less than was signed and agreed to. Their age is that of the day of the signature, on which the parent applied for them [pub].
 */
export const childrenStillCome = check({
  id: childrenStillCheck,
  clause: "S0-A3 §5",
  when: (situation) => childrenSigned(situation).length > 0,
  uses: ["children", "childrenComing"],
  judge: ({ children, childrenComing }, { today }) => {
    if (children.kind === "denied" || childrenComing.kind === "denied") return refused("access-denied");
    const own = ownAmong(children.kind === "found" ? children.value : [], today);
    const alive = (childrenComing.kind === "found" ? childrenComing.value : []).filter(
      ({ iin, deathDate }) => deathDate === undefined && own.includes(iin),
    );
    return passed({ coming: alive.map(({ iin }) => iin).join(" ") });
  },
});
