import "server-only";
import { randomInt, randomUUID } from "node:crypto";
import { z } from "zod";
import { checkDigit, iinSchema, type Iin } from "@/lib/kernel/iin";
import { localDate, localDateSchema } from "@/lib/kernel/local-date";
import { rkaSchema, type Rka } from "@/lib/kernel/rka";
import { db, inTransaction } from "@/lib/infra/db/client";
import type { Actor, Command } from "@/lib/process/commands";
import { decide, start } from "@/lib/process/decide";
import { defineService } from "@/lib/process/define-service";
import type { DatedEvent } from "@/lib/process/events";
import { read } from "@/lib/process/facts";
import { isPlaceLost, passed, type Period, type Situation } from "@/lib/process/stages";
import { stagesFor } from "@/lib/process/stages-for";
import { evolve, nothing } from "@/lib/process/state";
import { services } from "@/lib/services";
import { storeEvents } from "./store-events";

// A service as small as can be in which people are registered at somebody's dwelling: consent, a place, and GBD FL.

const id = "homes-for-tests";
const areaOfOne = 15;
const clause = "none";
const reasons = {
  "consent-declined": { clause, instead: "none" },
  "no-consent-in-time": { clause, instead: "none" },
} as const;
const form = {
  dwelling: z.strictObject({
    rka: rkaSchema,
    owners: z.array(iinSchema),
    /** Left out by whoever comes for good. */
    stay: z.strictObject({ from: localDateSchema, to: localDateSchema }).optional(),
  }),
  kinship: z.strictObject({ confirmed: z.boolean() }),
};
const databases = ["individuals", "real-estate"] as const;

type Answers = { readonly [K in keyof typeof form]: z.output<(typeof form)[K]> };

function dwellingOf({ answers }: Pick<Situation<Answers>, "answers">): Answers["dwelling"] {
  return form.dwelling.parse(answers.dwelling);
}

const reads = {
  access: read("access-control", (kdp, { applicant }) => kdp.grant({ iin: applicant, databases, purpose: id })),
  person: read("individuals", (gbdFl, { applicant }) => gbdFl.person({ iin: applicant })),
  dwelling: read("real-estate", (egkn, { answers }) =>
    egkn.dwelling({ rka: form.dwelling.parse(answers["dwelling"]).rka }),
  ),
};
const { check, step, signature, consent, place, order } = stagesFor({ reads, form, reasons });

const stages = [
  check({ id: "access", clause, uses: ["access"], judge: () => passed() }),
  step({ id: "dwelling", clause, fields: [] }),
  step({ id: "kinship", clause, fields: [], when: (situation) => isPlaceLost(situation, "place") }),
  signature({ id: "signature", clause, methods: ["eds", "otp"], rechecks: [] }),
  consent({
    id: "consent",
    clause,
    from: (situation) => dwellingOf(situation).owners,
    about: (situation) => ({
      dwelling: dwellingOf(situation).rka,
      address: { kk: "Астана, Абай көшесі, 1", ru: "Астана, улица Абая, 1" },
      applicant: "Тест Адам",
      people: 1,
      from: situation.today,
      until: null,
    }),
    entitlement: {
      uses: ["dwelling"],
      who: ({ dwelling }) =>
        dwelling.kind === "found" ? dwelling.value.owners.flatMap(({ iin }) => (iin === undefined ? [] : [iin])) : [],
      returnsTo: "dwelling",
    },
    outlives: ["kinship"],
    termWorkingDays: 3,
    methods: ["eds", "otp"],
    declineReasons: ["do-not-know", "other"],
  }),
  place({
    id: "place",
    clause,
    dwelling: (situation) => dwellingOf(situation).rka,
    people: () => [],
    needed: () => 1,
    period: (situation) => dwellingOf(situation).stay ?? { from: situation.today },
    uses: ["dwelling"],
    limit: ({ dwelling }, { answers }) => {
      if (answers.kinship?.confirmed === true) return "unlimited";
      return dwelling.kind === "found" ? Math.floor(dwelling.value.totalAreaM2 / areaOfOne) : 0;
    },
    database: "individuals",
    occupied: (gbdFl, { rka, without, period }) => gbdFl.registeredCount({ rka, ...period, without }),
    returnsTo: "kinship",
  }),
  order({
    id: "registration",
    clause,
    database: "individuals",
    place: async (gbdFl, { applicant, applicationId, answers, today }) => {
      const { rka, stay } = form.dwelling.parse(answers["dwelling"]);
      const key = applicationId;
      const begun = await gbdFl.beginRegistration({
        iin: applicant,
        rka,
        kind: stay ? "temporary" : "permanent",
        ...(stay ?? { from: today }),
        children: [],
        key,
      });
      return begun.kind === "found" ? { kind: "found", value: { kind: "confirmed", result: {} } } : begun;
    },
  }),
];

/** The service of the tests: `enlist` makes this process know it. */
const homes = defineService({
  id,
  version: 1,
  audience: ["citizen"],
  legalBasis: { seed: "S1", from: localDate("2026-01-01"), to: null },
  reads,
  reasons,
  form,
  stages,
  examples: [],
  draftDays: 30,
  termWorkingDays: 15,
  withdrawableUntil: "registration",
  concerned: [
    {
      notice: "registered-at-yours",
      on: "granted",
      who: (situation) => form.dwelling.parse(situation.answers["dwelling"]).owners.map((iin) => ({ iin })),
    },
  ],
});

/** Makes this process know the service as if it were among the portal's. */
export function enlist(): void {
  if (!services.includes(homes)) Reflect.apply(Array.prototype.push, services, [homes]);
}

let dwellings = 0;

/** A dwelling in Astana with room for so many people, which these own. */
export async function dwellingFor(people: number, owners: readonly Iin[]): Promise<Rka> {
  dwellings += 1;
  const rka = rkaSchema.parse(`9${String(randomInt(1e7)).padStart(7, "0")}${String(dwellings).padStart(8, "0")}`);
  const parts = { region: "Астана", locality: "Астана", street: "Абай", house: "1", flat: String(dwellings) };
  await db.mockDwelling.create({
    data: {
      rka,
      kato: "710000000",
      // Just short of room for one more.
      totalAreaM2: people * areaOfOne + areaOfOne - 1,
      usableAreaM2: people * areaOfOne + 1,
      address: { kk: parts, ru: parts },
      owners: { create: owners.map((iin) => ({ iin, share: `1/${String(owners.length)}`, since: "2020-01-01" })) },
    },
  });
  return rka;
}

let born = 0;

/** People who were not there before. */
export async function newPeople(count: number): Promise<readonly Iin[]> {
  const iins: Iin[] = [];
  while (iins.length < count) {
    born += 1;
    const first = `8001013${String(born).padStart(4, "0")}`;
    const last = checkDigit(first);
    if (last !== null) iins.push(iinSchema.parse(`${first}${String(last)}`));
  }
  await db.mockPerson.createMany({
    data: iins.map((iin) => ({
      iin,
      surname: "Тестов",
      givenName: "Адам",
      birthDate: "1980-01-01",
      sex: "male",
      citizenship: "KAZ",
      capacity: "full",
    })),
  });
  return iins;
}

/**
 * An application that its applicant has just signed, stored as the portal stores it. Without owners to ask it stands before the place.
 * Out: its id.
 */
export async function signedApplication(
  applicant: Iin,
  rka: Rka,
  owners: readonly Iin[],
  now: Date,
  stay?: Required<Period>,
): Promise<string> {
  const applicationId = randomUUID();
  const number = `2026-${applicationId.slice(0, 7)}`;
  const citizen: Actor = { kind: "citizen", iin: applicant };
  const access = { kind: "found", value: {} } as const;
  const commands: [Command, Actor][] = [
    [{ type: "judge-checks", facts: { access } }, { kind: "portal" }],
    [{ type: "save-step", stage: "dwelling", answers: { rka, owners, ...(stay && { stay }) }, labels: {} }, citizen],
    [
      { type: "sign", stage: "signature", signatureId: randomUUID(), documentHash: "h", method: "eds", facts: {} },
      citizen,
    ],
  ];
  const events: DatedEvent[] = [...start(homes, { id: applicationId, number, applicant }, now)];
  for (const [command, actor] of commands) {
    const decided = decide(homes, events.reduce(evolve, nothing), command, actor, now);
    if (!decided.ok) throw new Error(`${command.type}: ${decided.error.kind}`);
    events.push(...decided.value);
  }
  await inTransaction((tx) =>
    storeEvents(tx, { service: homes, applicant, before: nothing, events, actor: citizen, action: "sign", now }),
  );
  return applicationId;
}
