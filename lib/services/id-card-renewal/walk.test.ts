import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { iinSchema } from "@/lib/kernel/iin";
import { found, type Answer } from "@/lib/kernel/answer";
import { addDays, localDate, type LocalDate } from "@/lib/kernel/local-date";
import { dice, type Dice } from "@/lib/process/testing/dice";
import { faultsOf } from "@/lib/process/testing/invariants";
import { walk, type World } from "@/lib/process/testing/walk";
import { photoWith, sampleWith } from "./measures-for-tests";
import { idCardRenewal } from "./service";

const applicant = iinSchema.parse("900101300007");

/** What the state databases answer about one person, by chance: mostly what lets the application go on. */
function fact(name: string, expiresOn: LocalDate, chance: Dice): Answer<unknown> {
  const isUsual = chance.chance(97);
  if (!isUsual && chance.chance(50)) return { kind: chance.pick(["not-found", "denied"]) };
  switch (name) {
    case "access":
      return found({ token: "token", iin: applicant, databases: [], purpose: "", expiresAt: "2027-01-01T00:00:00Z" });
    case "person":
      return found({
        iin: applicant,
        surname: "Сәрсенова",
        givenName: "Айгерім",
        birthDate: "1990-01-01",
        sex: "female",
        citizenship: "KZ",
        birthPlace: { country: "KZ", asWritten: "Целиноград қаласы" },
        capacity: isUsual ? "full" : chance.pick(["limited", "incapable"]),
        ...(isUsual ? {} : { deathDate: "2026-01-01" }),
      });
    case "phone":
      return found({ iin: applicant, number: "+77010000001" });
    case "identification":
      return found({ iin: applicant, outcome: isUsual ? "recognised" : "not-recognised" });
    case "changes":
      return found(isUsual ? [] : [{ iin: applicant, field: "surname", from: "А", to: "Б", date: "2020-01-01" }]);
    case "registrations": {
      const address = { region: "Астана", locality: "Есіл", street: "Мәңгілік Ел", house: "1" };
      const kind = isUsual ? "permanent" : "temporary";
      return found([
        { iin: applicant, rka: "0101300000000001", kind, from: "2020-01-01", address: { kk: address, ru: address } },
      ]);
    }
    case "documents":
      return found([
        {
          iin: applicant,
          type: "id-card",
          number: "012345678",
          issuedOn: "2016-12-11",
          expiresOn: isUsual ? expiresOn : addDays(expiresOn, chance.pick([-60, 60])),
          issuer: "ІІМ",
          status: isUsual ? "valid" : chance.pick(["lost", "invalid"]),
        },
      ]);
    case "likeness":
      return found({ iin: applicant, likeness: chance.pick([0.8, 0.9, 1, 0.79]) });
    case "photoMeasures":
      return found(isUsual ? photoWith() : photoWith({ yaw: 20 }, { light: 10 }));
    case "sampleMeasures":
      return found(isUsual ? sampleWith() : sampleWith({ covered: 0 }));
    case "socialStatuses":
      return found(chance.chance(30) ? [{ iin: applicant, code: "disability", from: "2020-01-01" }] : []);
    default:
      return { kind: "not-found" };
  }
}

function picture(chance: Dice) {
  const [width, height] = chance.pick([
    [900, 1157],
    [900, 1157],
    [900, 1157],
    [300, 386],
    [1157, 1157],
  ] as const);
  return {
    attachment: "0198c0de-0000-7000-8000-00000000000a",
    sha256: "a".repeat(64),
    format: "jpeg",
    bytes: chance.pick([170_000, 170_000, 20_480, 20_479]),
    width,
    height,
  };
}

function answersOf(step: string, chance: Dice): Readonly<Record<string, unknown>> {
  switch (step) {
    case "data-access":
      return { consent: true };
    case "personal-data":
      return { correct: chance.chance(85) ? "yes" : "no" };
    case "region":
      return { region: chance.pick(["71", "75"]) };
    case "registration-point":
      return { registrationPoint: chance.pick(["sc-71-1", "sc-71-2"]) };
    case "contacts":
      return { email: chance.pick(["", "aigerim@example.kz"]) };
    case "photo":
      return { photo: picture(chance), recent: true };
    default:
      return { sample: picture(chance) };
  }
}

function worldOn(day: string): World {
  return {
    service: idCardRenewal,
    applicant,
    startsAt: new Date(`${day}T05:00:00Z`),
    fact: (name, chance) => fact(name, addDays(localDate(day), 20), chance),
    answers: ({ id }, _, chance) => answersOf(id, chance),
    result: (stage): Readonly<Record<string, string>> =>
      stage === "coupon" ? { coupon: "1234567890" } : { number: "1" },
    orderRefusal: "registration-refused",
  };
}

/** Walks are many and the machine may be busy. */
const timeout = 120_000;

describe.each(["2026-11-21", "2025-12-01"])("an application for an ID card begun on %s", (day) => {
  it(
    "is sound whatever is commanded, by whomever, in whatever order",
    () => {
      const seeds = fc.array(fc.integer(), { maxLength: 90, size: "max" });
      fc.assert(
        fc.property(seeds, (moves) => {
          expect(faultsOf(idCardRenewal, walk(worldOn(day), moves))).toEqual([]);
        }),
        { numRuns: 100 },
      );
    },
    timeout,
  );

  it(
    "reaches every end within these walks",
    () => {
      const ends = new Set<string>();
      const reasons = new Set<string>();
      for (let seed = 0; seed < 700; seed += 1) {
        const chance = dice(seed);
        const { end, log } = walk(
          worldOn(day),
          Array.from({ length: 160 }, () => chance.roll(2 ** 31)),
        );
        if (end.outcome) ends.add(end.outcome.kind);
        for (const event of log) if (event.type === "check-refused") reasons.add(event.reason);
      }
      expect([...ends].toSorted()).toEqual(["annulled", "granted", "lapsed", "refused", "withdrawn"]);
      expect(reasons.size).toBeGreaterThan(12);
    },
    timeout,
  );
});

describe("what a card costs along the way", () => {
  const payments = (day: string) => {
    const seen = new Set<string>();
    for (let seed = 0; seed < 400; seed += 1) {
      const chance = dice(seed);
      for (const event of walk(
        worldOn(day),
        Array.from({ length: 120 }, () => chance.roll(2 ** 31)),
      ).log) {
        if (event.type === "payment-waived") seen.add(event.ground);
        if (event.type === "payment-requested") seen.add(`${event.ground} ${String(event.tenge)}`);
      }
    }
    return [...seen].toSorted();
  };

  it(
    "is 786 ₸ in 2025, unless a social status exempts",
    () => {
      expect(payments("2025-11-12")).toEqual(["due 786", "exempt"]);
    },
    timeout,
  );

  it(
    "is nothing in 2026",
    () => {
      expect(payments("2026-11-21")).toEqual(["exempt", "no-duty"]);
    },
    timeout,
  );
});
