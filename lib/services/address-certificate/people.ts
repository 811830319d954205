import { standingChildren } from "@/lib/residence/kinship/records";
import { passed, refused, type Verdict } from "@/lib/process/stages";
import type { CertificateReason } from "./reasons";
import { asksForThemselves } from "./rules";
import { holderOf, holdersOffered, isForPerson, minorsIn, needsCorrection, stageIds, type Standing } from "./situation";
import { check } from "./stage-kinds";

/** The applicant has let the portal ask for the data. */
export const accessIsGranted = check({
  id: "access",
  clause: "ours",
  uses: ["access"],
  judge: ({ access }) => (access.kind === "found" ? passed() : refused("access-denied")),
});

/** GBD FL knows the applicant: alive, sixteen, and capable of asking. Who may sign for an entity, their key has said. */
export const personMayAsk = check({
  id: stageIds.person,
  clause: "S0-A5 §10",
  when: isForPerson,
  uses: ["person"],
  confidential: ["iin"],
  judge: ({ person }, { today }) => {
    if (person.kind === "denied") return refused("access-denied");
    if (person.kind === "not-found") return refused("person-not-found");
    const { iin, birthDate, deathDate, capacity } = person.value;
    if (deathDate !== undefined) return refused("deceased");
    if (!asksForThemselves(birthDate, today)) return refused("under-16");
    if (capacity !== "full") return refused("no-full-capacity");
    return passed({ iin, name: fullName(person.value), birthDate });
  },
});

/** The children whom ZAGS names as the applicant's today; adoption by others has taken the place of birth. */
export const childrenAreKnown = check({
  id: stageIds.children,
  clause: "ours",
  when: isForPerson,
  uses: ["children"],
  confidential: ["children"],
  judge: ({ children }, { today }) => {
    if (children.kind === "denied") return refused("access-denied");
    const records = children.kind === "found" ? children.value : [];
    const parent = records[0]?.iin;
    const own = parent === undefined ? [] : [...standingChildren(records, parent, today).keys()];
    return passed({ children: own.join(" ") });
  },
});

/** Those among them who live and are under sixteen. */
export const minorsAreKnown = check({
  id: stageIds.minors,
  clause: "ours",
  when: isForPerson,
  uses: ["minors"],
  confidential: ["offered", "grown"],
  judge: ({ minors }, { today }) => {
    if (minors.kind === "denied") return refused("access-denied");
    const living = (minors.kind === "found" ? minors.value : []).filter(
      (child) => child !== null && child.deathDate === undefined,
    );
    const named = living.flatMap((child) =>
      child === null ? [] : [{ iin: child.iin, name: fullName(child), birthDate: child.birthDate }],
    );
    const grown = named.filter(({ birthDate }) => asksForThemselves(birthDate, today));
    return passed({
      offered: JSON.stringify(named.filter((child) => !grown.includes(child))),
      grown: grown.map(({ iin }) => iin).join(" "),
    });
  },
});

/** The certificate is for the applicant or a child of theirs under sixteen: whose address another person has is not theirs to know. */
export const holderIsTheirs = check({
  id: "holder-allowed",
  clause: "ours",
  when: isForPerson,
  uses: [],
  returnsTo: "holder",
  judge: (_, situation) => judgeHolder(situation),
});

/** The same once an officer has decided, however long that took: nothing is corrected for whoever may not ask any more. */
export const peopleAtCorrection = [
  { ...personMayAsk, id: stageIds.personAgain, when: needsCorrection },
  { ...childrenAreKnown, id: stageIds.childrenAgain, when: needsCorrection },
  { ...minorsAreKnown, id: stageIds.minorsAgain, when: needsCorrection },
  check({
    id: stageIds.holderAgain,
    clause: "ours",
    when: needsCorrection,
    uses: [],
    judge: (_, situation) => judgeHolder(situation),
  }),
];

function judgeHolder(situation: Pick<Standing, "answers" | "evidence">): Verdict<CertificateReason> {
  const holder = holderOf(situation);
  if (holdersOffered(situation).some(({ iin }) => iin === holder)) return passed();
  const grown = (minorsIn(situation)["grown"] ?? "").split(" ");
  return holder !== undefined && grown.includes(holder) ? refused("child-is-16") : refused("not-your-child");
}

interface Named {
  readonly surname: string;
  readonly givenName: string;
  readonly patronymic?: string | undefined;
}

/** A person's whole name. */
export function fullName({ surname, givenName, patronymic }: Named): string {
  return [surname, givenName, patronymic].filter(Boolean).join(" ");
}
