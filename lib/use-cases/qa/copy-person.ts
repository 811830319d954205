import "server-only";
import { z } from "zod";
import { binSchema, type Bin } from "@/lib/kernel/bin";
import { isIin, type Iin } from "@/lib/kernel/iin";
import { err, ok, type Result } from "@/lib/kernel/result";
import { setClock } from "@/lib/infra/clock";
import { copyEntity } from "@/lib/state-databases/dataset/mock-copy-entity";
import { copyPeople } from "@/lib/state-databases/dataset/mock-copy";
import { setFault } from "./faults";
import { done, notDone, qaCall } from "./qa-call";
import { findScenario, type DeclaredScenario } from "./scenarios";

export type CopyFailure = "unknown-person" | "too-many-people";

/** Everybody, every dwelling and the legal entity that was copied: the old number with the new one. */
export interface Copies {
  readonly bins?: Readonly<Record<string, Bin>>;
  readonly iins: Readonly<Record<string, Iin>>;
  readonly rkas: Readonly<Record<string, string>>;
}

const words: Readonly<Record<CopyFailure, string>> = {
  "unknown-person": "there is no scenario of this id, and no person or account of this IIN",
  "too-many-people": "this person is tied to more than 300 people: a town is not copied",
};

/**
 * Makes a scenario ready: a fresh copy of its persona and everyone tied to them, all on a clock of their own that shows the scenario's day,
 * and the outage that it speaks of; and of the legal entity that it is about. Out: every old IIN, address code and BIN with its new one.
 */
export async function copyForScenario({
  example,
}: DeclaredScenario): Promise<Result<{ iin: Iin } & Copies, CopyFailure>> {
  if (!isIin(example.persona)) return err("unknown-person");
  const copied = await copyPerson(example.persona);
  if (!copied.ok) return copied;
  const { iin, iins } = copied.value;
  for (const person of Object.values(iins)) await setClock({ iin: person, now: morningOf(example.day) });
  if (example.outage) {
    const { database, minutes } = example.outage;
    await setFault({ database, kind: "error", iin, minutes });
  }
  if (example.entity === undefined) return copied;
  const like = binSchema.parse(example.entity);
  const bin = await copyEntity(like, copied.value);
  return bin === null ? copied : ok({ ...copied.value, bins: { [like]: bin } });
}

/** Answers in which the copied people and dwellings stand under their new numbers. */
export function renamed(
  answers: Readonly<Record<string, string>>,
  { iins, rkas }: Copies,
): Readonly<Record<string, string>> {
  const fresh = (word: string) => iins[word] ?? rkas[word] ?? word;
  return Object.fromEntries(
    Object.entries(answers).map(([field, text]) => [field, text.split(" ").map(fresh).join(" ")]),
  );
}

/** Ten in the morning of a day in Kazakhstan: what is played until midnight stays within that day. */
export function morningOf(day: string): Date {
  return new Date(`${day}T10:00:00+05:00`);
}

/** A fresh copy of any person. */
export async function copyPerson(like: Iin): Promise<Result<{ iin: Iin } & Copies, CopyFailure>> {
  const copied = await copyPeople(like);
  if (!copied.ok) return copied;
  const { iins, rkas } = copied.value;
  const iin = iins[like];
  return iin === undefined ? err("unknown-person") : ok({ iin, iins, rkas });
}

/** The old numbers with the new ones, as the console's interface answers them. */
export function numbersIn({ iins, rkas, bins }: Copies): Copies {
  return { iins, rkas, ...(bins ? { bins } : {}) };
}

/** `POST /api/qa/people`: a fresh copy of a persona, or of a scenario's persona on the scenario's day. */
export const peopleCall = qaCall(z.strictObject({ like: z.string().min(1).max(100) }), async ({ like }) => {
  const scenario = findScenario(like);
  const copied = scenario
    ? await copyForScenario(scenario)
    : isIin(like)
      ? await copyPerson(like)
      : err("unknown-person" as const);
  if (copied.ok) return done(numbersIn(copied.value));
  return notDone(copied.error === "unknown-person" ? 404 : 409, "$.like", words[copied.error]);
});
