import { found } from "@/lib/kernel/answer";
import type { LocalDate } from "@/lib/kernel/local-date";
import { read, type FactsOf, type Subject } from "@/lib/process/facts";
import type { Option } from "@/lib/process/fields";
import { passed, refused, type Stage, type Verdict } from "@/lib/process/stages";
import { parentsIn, standingParentage } from "@/lib/residence/kinship/records";
import { applicantOf, chosenRka, knownDwelling } from "@/lib/residence/situation";
import type { reads } from "./reads";
import { haveTheSame, isMinor, keptBy, losesResidence, type Obstacle, type Removal, type Resident } from "./removal";
import {
  asEvidence,
  leavesOwnResidence,
  leavingIn,
  namesOf,
  peopleCheck,
  pickedIn,
  residentsOf,
  type Standing,
} from "./situation";
import { check, step } from "./stage-kinds";

/** The regulation protects owners and children by the laws that it rests on, not in words of its own. */
const clause = "ours";
const peopleStep = "people";

/** How often a day somebody may learn of the children there: who is whose parent is not for them to find out by picking others [ours]. */
const looksADay = 12;

type Facts = FactsOf<typeof reads>;
type Dated = Standing & { readonly today: LocalDate };

/** What is said beside a person, by key. */
const notes = ["permanent", "temporary", "minor", "co-owner", "self", "self-residence"] as const;

function noted(one: Resident, { applicant, evidence, answers, today }: Subject): Option & { readonly order: number } {
  const words = `${one.name}, ${one.birthDate.split("-").toReversed().join(".")}`;
  const isSelf = one.iin === applicant;
  const isCoOwner = !isSelf && knownDwelling({ answers, evidence })?.owners.includes(one.iin) === true;
  const isChild = isMinor(one.birthDate, today);
  const note = (key: (typeof notes)[number], values = {}) => ({ key, values });
  return {
    value: one.iin,
    kk: words,
    ru: words,
    order: [isChild, isCoOwner, isSelf].lastIndexOf(true),
    notes: [
      ...one.registrations.map(({ kind, from, to }) => note(kind, { from, ...(to === undefined ? {} : { to }) })),
      ...(isChild ? [note("minor")] : []),
      ...(isCoOwner ? [note("co-owner")] : []),
      ...(isSelf ? [note(losesResidence(one) ? "self-residence" : "self")] : []),
    ],
  };
}

/** Who is registered there, those first who can be removed without more ado. It is asked anew each time, and of those not picked nothing is kept. */
const peopleThere = read("individuals", async (gbdFl, subject) => {
  const rka = chosenRka(subject);
  if (rka === undefined) return { kind: "not-found" };
  const told = await gbdFl.registeredPeople({ rka, on: subject.today, owner: subject.applicant });
  if (told.kind !== "found") return told;
  const options = residentsOf(told.value).map((one) => noted(one, subject));
  return found(options.toSorted((a, b) => a.order - b.order));
});

/** Everything that a rule about one person looks at, put together from the facts of the day. */
function removalOf(
  { residents, parentages, homes }: Partial<Pick<Facts, "residents" | "parentages" | "homes">>,
  situation: Dated,
): Removal | undefined {
  const applicant = applicantOf(situation);
  const dwelling = knownDwelling(situation);
  if (applicant === undefined || !dwelling) return undefined;
  const { today } = situation;
  return {
    applicant,
    picked: pickedIn(situation),
    owners: dwelling.owners,
    residents: residents === undefined ? leavingIn(situation) : residentsOf(listed(residents)),
    today,
    parents: new Map(
      parentages === undefined
        ? []
        : listed(parentages).map(({ iin, records }) => [iin, parentsIn(standingParentage(records, iin, today))]),
    ),
    housed: new Set(
      homes === undefined ? [] : listed(homes).flatMap(({ iin, isElsewhere }) => (isElsewhere ? [iin] : [])),
    ),
  };
}

function listed<T>(answer: { readonly kind: string; readonly value?: readonly T[] }): readonly T[] {
  return answer.value ?? [];
}

/** Refuses, by name, those whom the first of the obstacles keeps. */
function unless(
  obstacles: readonly Obstacle[],
  facts: Partial<Pick<Facts, "residents" | "parentages" | "homes">>,
  situation: Dated,
): Verdict<Obstacle | "access-denied"> {
  if (Object.values(facts).some(({ kind }) => kind === "denied")) return refused("access-denied");
  const removal = removalOf(facts, situation);
  if (!removal || removal.picked.length === 0) return refused("not-registered-there");
  for (const obstacle of obstacles) {
    const kept = keptBy(obstacle, removal);
    const known = [...removal.residents, ...leavingIn(situation)];
    const people = kept.flatMap((iin) => known.find((one) => one.iin === iin) ?? []);
    if (kept.length > 0)
      return refused(obstacle, obstacle === "not-registered-there" ? {} : { people: namesOf(people) });
  }
  return passed();
}

const group = "removal";

/** Who is to go, and whether each of them can. */
export const peopleStages: readonly Stage[] = [
  step({
    id: peopleStep,
    clause: "S0-A4 §2",
    follows: ["own-dwelling"],
    fields: [{ kind: "checkboxes", name: "people", optionsFrom: peopleThere, notes }],
  }),
  check({
    id: peopleCheck,
    clause,
    uses: ["residents"],
    confidential: ["people"],
    returnsTo: peopleStep,
    judge: ({ residents }, situation) => {
      const verdict = unless(["not-registered-there"], { residents }, situation);
      if (verdict.kind === "refused") return verdict;
      const picked = pickedIn(situation);
      const leaving = residentsOf(listed(residents)).filter(({ iin }) => picked.includes(iin));
      return passed({ people: asEvidence(leaving) });
    },
  }),
  check({
    id: "no-co-owner",
    clause,
    group,
    uses: ["residents"],
    returnsTo: peopleStep,
    judge: (facts, situation) => unless(["co-owner-picked"], facts, situation),
  }),
  check({
    id: "no-child-of-a-resident",
    clause,
    group,
    judgementsADay: { most: looksADay, from: peopleStep },
    uses: ["residents", "parentages"],
    returnsTo: peopleStep,
    judge: (facts, situation) => unless(["minor-with-parent"], facts, situation),
  }),
  check({
    id: "no-child-without-residence",
    clause,
    group,
    judgementsADay: { most: looksADay, from: peopleStep },
    uses: ["residents", "parentages", "homes"],
    returnsTo: peopleStep,
    judge: (facts, situation) => unless(["minor-without-residence"], facts, situation),
  }),
  step({
    id: "leaving-oneself",
    clause: "S0-A3 §4",
    when: leavesOwnResidence,
    follows: [peopleStep],
    fields: [{ kind: "confirm", name: "understood" }],
  }),
];

/** Those picked are still there with the kinds of registrations that were told of, and none of them is protected by now: what was agreed to is what is done. */
export const peopleAreUnchanged = check({
  id: "people-unchanged",
  clause,
  uses: ["residents", "parentages", "homes"],
  returnsTo: peopleStep,
  voids: ["consent"],
  judge: (facts, situation) => {
    const obstacles = [
      "not-registered-there",
      "co-owner-picked",
      "minor-with-parent",
      "minor-without-residence",
    ] as const;
    const verdict = unless(obstacles, facts, situation);
    if (verdict.kind === "refused") return verdict;
    const isAsSigned = haveTheSame(leavingIn(situation), residentsOf(listed(facts.residents)));
    return isAsSigned ? passed() : refused("not-registered-there");
  },
});
