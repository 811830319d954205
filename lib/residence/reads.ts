import { found, type Answer } from "@/lib/kernel/answer";
import type { Iin } from "@/lib/kernel/iin";
import { read, type Subject } from "@/lib/process/facts";
import type { Child, Individuals } from "@/lib/state-databases/individuals/port";
import { readKinshipRecords, readMart, readStudies } from "./kinship/read";
import {
  childrenCheck,
  childrenSigned,
  childrenWith,
  chosenRka,
  claimedKinship,
  iinsIn,
  knownDwelling,
  periodOf,
} from "./situation";

/** The databases that the applicant lets the portal ask. */
const databases = [
  "individuals",
  "civil-status",
  "documents",
  "kinship-mart",
  "schools",
  "universities",
  "real-estate",
  "address-register",
  "social-protection",
  "legal-entities",
] as const;

/** The facts about a dwelling of the applicant's choice and its owners. */
export const dwellingReads = {
  ownDwellings: read("real-estate", (egkn, { applicant }) => egkn.dwellingsOf({ iin: applicant })),
  dwelling: read("real-estate", async (egkn, subject) => {
    const rka = chosenRka(subject);
    return rka === undefined ? nothing : egkn.dwelling({ rka });
  }),
  owners: read("individuals", (gbdFl, subject) => ofEach(ownersIn(subject), (iin) => gbdFl.standing({ iin }))),
  entities: read("legal-entities", (gbdUl, subject) =>
    ofEach(knownDwelling(subject)?.legalOwners ?? [], async (bin) => {
      const entity = await gbdUl.entity({ bin });
      // One that GBD UL does not know is as good as closed.
      if (entity.kind === "not-found") return found(false);
      return entity.kind === "found" ? found(entity.value.status === "active") : entity;
    }),
  ),
  guardianships: read("social-protection", async (eSobes, subject) => {
    const answers = await ofEach(ownersIn(subject), (iin) => eSobes.guardianships({ iin, on: subject.today }));
    return answers.kind === "found" ? found(answers.value.flat()) : answers;
  }),
};

/** The facts that reach the rules of one of the services; nothing else does. */
export function readsOf(id: string) {
  return {
    access: read("access-control", (kdp, { applicant }) => kdp.grant({ iin: applicant, databases, purpose: id })),
    person: read("individuals", (gbdFl, { applicant }) => gbdFl.person({ iin: applicant })),
    registrations: read("individuals", (gbdFl, { applicant, today }) =>
      gbdFl.registrations({ iin: applicant, on: today }),
    ),
    registrationsThen: read("individuals", (gbdFl, subject) => {
      const { from, to } = periodOf(subject);
      return gbdFl.registrations({ iin: subject.applicant, on: from, ...(to === undefined ? {} : { to }) });
    }),
    ...dwellingReads,
    children: read("civil-status", (zags, { applicant }) => zags.children({ iin: applicant })),
    minors: read("individuals", (gbdFl, { evidence }) =>
      childrenAmong(gbdFl, iinsIn(evidence[childrenCheck]?.["children"])),
    ),
    childrenComing: read("individuals", (gbdFl, subject) => childrenAmong(gbdFl, childrenSigned(subject))),
    occupancy: read("individuals", async (gbdFl, subject) => {
      const dwelling = knownDwelling(subject);
      if (!dwelling) return nothing;
      const without = [subject.applicant, ...childrenWith(subject)];
      return gbdFl.registeredCount({ rka: dwelling.rka, ...periodOf(subject), without });
    }),
    kinshipRecords: read("civil-status", async (zags, subject) => {
      const claimed = claimedKinship(subject);
      return claimed ? readKinshipRecords(zags, claimed) : nothing;
    }),
    mart: read("kinship-mart", async (ukimet, subject) => {
      const claimed = claimedKinship(subject);
      return claimed ? readMart(ukimet, claimed) : nothing;
    }),
    colleges: read("schools", async (nobd, subject) => {
      const claimed = claimedKinship(subject);
      return claimed ? readStudies(nobd, claimed) : nothing;
    }),
    universities: read("universities", async (epvo, subject) => {
      const claimed = claimedKinship(subject);
      return claimed ? readStudies(epvo, claimed) : nothing;
    }),
  };
}

const nothing = { kind: "not-found" } as const;

/** Those of the children whom GBD FL knows: one whom it does not know cannot be registered; the others can. */
async function childrenAmong(gbdFl: Pick<Individuals, "child">, iins: readonly Iin[]): Promise<Answer<Child[]>> {
  const answers = await ofEach(iins, async (iin): Promise<Answer<Child | null>> => {
    const child = await gbdFl.child({ iin });
    return child.kind === "not-found" ? found(null) : child;
  });
  return answers.kind === "found" ? found(answers.value.filter((child) => child !== null)) : answers;
}

function ownersIn(subject: Subject): readonly Iin[] {
  return knownDwelling(subject)?.owners ?? [];
}

/** One question about each of several people or entities: all answers, or the first that is none. */
export async function ofEach<K, T>(asked: readonly K[], ask: (one: K) => Promise<Answer<T>>): Promise<Answer<T[]>> {
  const answers = await Promise.all(asked.map(ask));
  const values: T[] = [];
  for (const answer of answers) {
    if (answer.kind !== "found") return answer;
    values.push(answer.value);
  }
  return found(values);
}
