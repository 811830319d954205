import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Iin } from "@/lib/kernel/iin";
import { addDays, localDate } from "@/lib/kernel/local-date";
import { kinOn } from "./oracle-for-tests";
import { readKinshipRecords } from "./read";
import { solve, type KinClaim } from "./solver";
import { person, today, zagsOver, type Archive, type MarriageRecord, type ParentageRecord } from "./zags-for-tests";

const families = 3_000;
const most = 11;
const people = Array.from({ length: most }, (_, index) => person(index));

const claims: readonly KinClaim[] = [
  { degree: "child" },
  { degree: "parent" },
  { degree: "spouse" },
  { degree: "full-sibling" },
  { degree: "half-sibling", via: "mother" },
  { degree: "half-sibling", via: "father" },
  { degree: "grandparent", via: "mother" },
  { degree: "grandparent", via: "father" },
  { degree: "grandchild", via: "mother" },
  { degree: "grandchild", via: "father" },
  { degree: "in-law" },
];

/** Days long ago, and those about which everything turns. */
const day = fc.oneof(
  { weight: 4, arbitrary: fc.nat(9_000).map((days) => addDays(localDate("2000-01-01"), days)) },
  { weight: 1, arbitrary: fc.integer({ min: -2, max: 2 }).map((days) => addDays(today, days)) },
);

/** Somebody born before `child`, of the sex that a mother or a father is; seldom nobody. */
function elder(child: number, parity: 0 | 1, missing: number): fc.Arbitrary<Iin | undefined> {
  const among = people.filter((_, index) => index < child && index % 2 === parity).slice(-4);
  const nobody = fc.constant(undefined);
  if (among.length === 0) return nobody;
  return fc.oneof({ weight: missing, arbitrary: nobody }, { weight: 8, arbitrary: fc.constantFrom(...among) });
}

function record(type: "birth" | "adoption", child: number): fc.Arbitrary<ParentageRecord> {
  return fc
    .tuple(elder(child, 0, 1), elder(child, 1, 3), type === "birth" ? fc.constant(localDate("1999-12-31")) : day)
    .map(([mother, father, date]) => ({
      type,
      child: people[child] as Iin,
      date,
      ...(mother === undefined ? {} : { mother }),
      ...(father === undefined ? {} : { father }),
    }));
}

const wedding: fc.Arbitrary<MarriageRecord> = fc
  .tuple(fc.nat(most - 1), fc.nat(most - 1), day, fc.option(day, { nil: undefined }))
  .filter(([one, other]) => one !== other)
  .map(([one, other, date, ended]) => ({
    spouses: [people[one] as Iin, people[other] as Iin],
    date,
    ...(ended === undefined ? {} : { dissolvedOn: ended < date ? date : ended }),
  }));

/** Some generations: nearly everybody with a birth record, unknown fathers, a few adoptions, marriages and remarriages, divorces. */
const family: fc.Arbitrary<Archive> = fc
  .tuple(
    fc.tuple(...people.slice(1).map((_, index) => fc.option(record("birth", index + 1), { freq: 10, nil: undefined }))),
    fc.array(
      fc.integer({ min: 1, max: most - 1 }).chain((child) => record("adoption", child)),
      { maxLength: 4 },
    ),
    fc.array(wedding, { maxLength: 7 }),
    fc.nat(),
  )
  .map(([births, adoptions, marriages, turn]) => {
    const parentages = [...births.filter((one) => one !== undefined), ...adoptions];
    const from = parentages.length === 0 ? 0 : turn % parentages.length;
    return { parentages: [...parentages.slice(from), ...parentages.slice(0, from)], marriages };
  });

const dwelling = fc.record({
  archive: family,
  applicant: fc.constantFrom(...people),
  owners: fc.uniqueArray(fc.constantFrom(...people), { minLength: 1, maxLength: 3 }),
  /** ZAGS tells what is on record by the day, or what is dated later as well. */
  told: fc.constantFrom(today, addDays(today, 10)),
});

describe(`${String(families)} families`, () => {
  test("the solver and the relations agree on every claim, and every chain is one", async () => {
    const confirmed = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(dwelling, async ({ archive, applicant, owners, told }) => {
        const kin = kinOn(archive, today);
        const zags = zagsOver(archive, told);
        const asked = owners.filter((owner) => owner !== applicant);
        for (const claim of claims) {
          const records = await readKinshipRecords(zags, { claim, applicant, owners, today });
          if (records.kind !== "found") throw new Error(records.kind);
          const progress = solve({ claim, applicant, owners: asked }, records.value);
          if (progress.kind === "asking") throw new Error("not read to the end");
          const { solution } = progress;
          const isKin = asked.some((owner) => kin.has(claim, applicant, owner));
          expect([claim, solution.kind]).toEqual([claim, isKin ? "confirmed" : "not-confirmed"]);
          if (solution.kind === "not-confirmed") continue;
          const name = `${claim.degree} ${claim.via ?? ""}`;
          confirmed.set(name, (confirmed.get(name) ?? 0) + 1);
          expect(kin.has(claim, applicant, solution.owner)).toBe(true);
          const way = [applicant, ...solution.chain.map(({ iin }) => iin)];
          expect(way.at(-1)).toBe(solution.owner);
          solution.chain.forEach(({ as, iin }, index) => {
            expect(kin.hasStep(as, way[index] ?? "", iin)).toBe(true);
          });
        }
      }),
      { numRuns: families },
    );
    // Nothing would be shown by families in which a claim never holds.
    for (const { degree, via } of claims) expect(confirmed.get(`${degree} ${via ?? ""}`) ?? 0).toBeGreaterThan(20);
  }, 60_000);

  test("it asks four questions for each owner at most, and one more", async () => {
    await fc.assert(
      fc.asyncProperty(dwelling, fc.constantFrom(...claims), async ({ archive, applicant, owners }, claim) => {
        const asked: string[] = [];
        await readKinshipRecords(zagsOver(archive, today, asked), { claim, applicant, owners, today });
        expect(asked.length).toBeLessThanOrEqual(1 + 4 * owners.length);
        expect(new Set(asked).size).toBe(asked.length);
      }),
      { numRuns: 1_000 },
    );
  });
});
