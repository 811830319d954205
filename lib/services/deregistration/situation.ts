import { z } from "zod";
import { iinSchema, type Iin } from "@/lib/kernel/iin";
import { localDateSchema } from "@/lib/kernel/local-date";
import type { Evidence } from "@/lib/process/facts";
import { applicantOf } from "@/lib/residence/situation";
import type { EndedRegistrations, RegisteredPerson } from "@/lib/state-databases/individuals/port";
import { form } from "./form";
import { losesResidence, type Resident } from "./removal";

/** As much of a situation, or of a subject, as these functions look at. */
export interface Standing {
  readonly answers: Readonly<Record<string, unknown>>;
  readonly evidence: Readonly<Record<string, Evidence>>;
}

/** The check that has found those picked among the people registered there. */
export const peopleCheck = "people-known";

/** The stage at which GBD FL ends the registrations. */
export const endStage = "registration-end";

const residentsSchema = z.array(
  z.object({
    iin: iinSchema,
    name: z.string(),
    birthDate: localDateSchema,
    registrations: z.array(
      z.object({ kind: z.enum(["permanent", "temporary"]), from: localDateSchema, to: localDateSchema.optional() }),
    ),
  }),
);

const endedSchema = z.array(
  z.object({ resident: iinSchema, kind: z.enum(["permanent", "temporary"]), from: localDateSchema }),
);

/** The people registered there, each with all their registrations there. */
export function residentsOf(told: readonly RegisteredPerson[]): readonly Resident[] {
  const iins = [...new Set(told.map(({ resident }) => resident))];
  return iins.flatMap((iin) => {
    const entries = told.filter(({ resident }) => resident === iin);
    const [first] = entries;
    if (!first) return [];
    const { surname, givenName, patronymic, birthDate } = first;
    const name = [surname, givenName, patronymic].filter(Boolean).join(" ");
    return [{ iin, name, birthDate, registrations: entries.map(({ kind, from, to }) => ({ kind, from, to })) }];
  });
}

/** Whom the owner has picked. */
export function pickedIn({ answers }: Pick<Standing, "answers">): readonly Iin[] {
  const parsed = form.people.safeParse(answers["people"]);
  return parsed.success ? [...new Set(parsed.data.people)] : [];
}

/** Those picked as GBD FL has told of them; nobody before it has. */
export function leavingIn({ evidence }: Pick<Standing, "evidence">): readonly Resident[] {
  const people = evidence[peopleCheck]?.["people"];
  return people === undefined ? [] : residentsSchema.parse(JSON.parse(people));
}

/** What GBD FL says it has ended, as a piece of evidence, which is a text. */
export function asEnded(ended: EndedRegistrations["ended"]): string {
  return JSON.stringify(ended);
}

/** Those of whom GBD FL has ended something, each with the registrations that it has ended; nobody before it has. */
export function removedIn(standing: Pick<Standing, "evidence">): readonly Resident[] {
  const text = standing.evidence[endStage]?.["ended"];
  const ended = text === undefined ? [] : endedSchema.parse(JSON.parse(text));
  return leavingIn(standing).flatMap((one) => {
    const registrations = ended
      .filter(({ resident }) => resident === one.iin)
      .map(({ kind, from }) => ({ kind, from }));
    return registrations.length === 0 ? [] : [{ ...one, registrations }];
  });
}

/** People as a piece of evidence, which is a text. */
export function asEvidence(people: readonly Resident[]): string {
  return JSON.stringify(people);
}

/** Their names, in the order of the list. */
export function namesOf(people: readonly Resident[]): string {
  return people.map(({ name }) => name).join(", ");
}

/** Whether the owner gives up their own place of residence. */
export function leavesOwnResidence(standing: Standing): boolean {
  const applicant = applicantOf(standing);
  return leavingIn(standing).some((one) => one.iin === applicant && losesResidence(one));
}
