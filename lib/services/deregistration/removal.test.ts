import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkDigit, iinSchema, type Iin } from "@/lib/kernel/iin";
import { addDays, addYears, isBefore, localDate, type LocalDate } from "@/lib/kernel/local-date";
import { isMinor, keptBy, losesResidence, obstacleTo, type Removal, type Resident } from "./removal";

const today = localDate("2026-11-21");

function iinOf(serial: number): Iin {
  for (let last = serial * 10; ; last += 1) {
    const first = `800101${String(300_00 + last).padStart(5, "0")}`;
    const digit = checkDigit(first);
    if (digit !== null) return iinSchema.parse(`${first}${String(digit)}`);
  }
}

const people = Array.from({ length: 8 }, (_, index) => iinOf(index + 1));
const [owner, coOwner, adult, parent, child] = people as [Iin, Iin, Iin, Iin, Iin];

function resident(iin: Iin, birthDate: LocalDate, kind: "permanent" | "temporary" = "permanent"): Resident {
  return { iin, name: `Адам ${iin}`, birthDate, registrations: [{ kind, from: localDate("2020-01-01") }] };
}

const grownUp = localDate("1980-01-01");
const young = localDate("2018-04-21");

const household: Removal = {
  applicant: owner,
  picked: [],
  owners: [owner, coOwner],
  residents: [owner, coOwner, adult, parent].map((iin) => resident(iin, grownUp)).concat(resident(child, young)),
  today,
  parents: new Map([[child, [parent]]]),
  housed: new Set(),
};

const picking = (...picked: Iin[]) => ({ ...household, picked });

describe("who can be removed", () => {
  it("is any adult who is registered there and owns nothing of it", () => {
    expect(obstacleTo(adult, picking(adult))).toBeUndefined();
    expect(obstacleTo(parent, picking(parent))).toBeUndefined();
  });

  it("is the owner who asks, but no other owner", () => {
    expect(obstacleTo(owner, picking(owner))).toBeUndefined();
    expect(obstacleTo(coOwner, picking(coOwner))).toBe("co-owner-picked");
  });

  it("is nobody who is not registered there, whatever else they are", () => {
    const residents = household.residents.filter(({ iin }) => iin !== coOwner);
    expect(obstacleTo(coOwner, { ...picking(coOwner), residents })).toBe("not-registered-there");
    expect(obstacleTo(people[6] as Iin, picking(people[6] as Iin))).toBe("not-registered-there");
  });

  it("is no minor whose parent stays, not even one who has a home elsewhere", () => {
    expect(obstacleTo(child, picking(child))).toBe("minor-with-parent");
    expect(obstacleTo(child, { ...picking(child), housed: new Set([child]) })).toBe("minor-with-parent");
  });

  it("is a minor whose parents all leave, if they have a home elsewhere", () => {
    expect(obstacleTo(child, picking(child, parent))).toBe("minor-without-residence");
    expect(obstacleTo(child, { ...picking(child, parent), housed: new Set([child]) })).toBeUndefined();
    const both = new Map([[child, [parent, adult]]]);
    const housed = new Set([child]);
    expect(obstacleTo(child, { ...picking(child, parent), parents: both, housed })).toBe("minor-with-parent");
    expect(obstacleTo(child, { ...picking(child, parent, adult), parents: both, housed })).toBeUndefined();
  });

  it("is a minor whose parents live elsewhere, if they have a home elsewhere too", () => {
    const parents = new Map([[child, [people[7] as Iin]]]);
    expect(obstacleTo(child, { ...picking(child), parents })).toBe("minor-without-residence");
    expect(obstacleTo(child, { ...picking(child), parents, housed: new Set([child]) })).toBeUndefined();
  });

  it("is no minor of whom nobody has been asked", () => {
    const housed = new Set([child]);
    expect(obstacleTo(child, { ...picking(child), parents: new Map(), housed })).toBe("minor-without-residence");
  });

  it("changes on the eighteenth birthday, and on no day before", () => {
    const birthDate = addYears(today, -18);
    expect(isMinor(birthDate, today)).toBe(false);
    expect(isMinor(addDays(birthDate, 1), today)).toBe(true);
    expect(isMinor(birthDate, addDays(today, -1))).toBe(true);
    expect(isMinor(localDate("2008-02-29"), localDate("2026-02-27"))).toBe(true);
    expect(isMinor(localDate("2008-02-29"), localDate("2026-03-01"))).toBe(false);
  });
});

describe("those whom an obstacle keeps", () => {
  it("are named each once, under the first obstacle that holds", () => {
    const removal = picking(coOwner, child, adult, coOwner);
    expect(keptBy("co-owner-picked", removal)).toEqual([coOwner]);
    expect(keptBy("minor-with-parent", removal)).toEqual([child]);
    expect(keptBy("minor-without-residence", removal)).toEqual([]);
    expect(keptBy("not-registered-there", removal)).toEqual([]);
  });
});

it("a residence is lost with a permanent registration, not with a temporary one", () => {
  expect(losesResidence(resident(adult, grownUp))).toBe(true);
  expect(losesResidence(resident(adult, grownUp, "temporary"))).toBe(false);
});

const days = fc.integer({ min: -30 * 365, max: -1 }).map((back) => addDays(today, back));
const someone = fc.constantFrom(...people);
const removals: fc.Arbitrary<Removal> = fc
  .record({
    applicant: someone,
    picked: fc.array(someone, { maxLength: 10 }),
    others: fc.uniqueArray(someone, { maxLength: 3 }),
    residents: fc.uniqueArray(fc.tuple(someone, days, fc.constantFrom("permanent" as const, "temporary" as const)), {
      selector: ([iin]) => iin,
    }),
    parents: fc.array(fc.tuple(someone, fc.uniqueArray(someone, { maxLength: 2 }))),
    housed: fc.uniqueArray(someone),
  })
  .map(({ applicant, picked, others, residents, parents, housed }) => ({
    applicant,
    picked,
    owners: [applicant, ...others],
    residents: residents.map(([iin, birthDate, kind]) => resident(iin, birthDate, kind)),
    today,
    parents: new Map(parents),
    housed: new Set(housed),
  }));

describe("whatever is picked", () => {
  const obstacles = [
    "not-registered-there",
    "co-owner-picked",
    "minor-with-parent",
    "minor-without-residence",
  ] as const;

  it("nobody protected is ever removed", () => {
    fc.assert(
      fc.property(removals, (removal) => {
        if (obstacles.some((obstacle) => keptBy(obstacle, removal).length > 0)) return;
        const staying = removal.residents.filter(({ iin }) => !removal.picked.includes(iin)).map(({ iin }) => iin);
        for (const person of removal.picked) {
          const known = removal.residents.find(({ iin }) => iin === person);
          expect(known).toBeDefined();
          if (person !== removal.applicant) expect(removal.owners).not.toContain(person);
          if (known && isBefore(addYears(today, -18), known.birthDate)) {
            expect(removal.housed.has(person)).toBe(true);
            for (const one of removal.parents.get(person) ?? []) expect(staying).not.toContain(one);
          }
        }
      }),
      { numRuns: 5_000 },
    );
  });

  it("each of them has one obstacle at most, and picking more people frees no co-owner", () => {
    fc.assert(
      fc.property(removals, someone, (removal, more) => {
        for (const person of new Set(removal.picked)) {
          expect(obstacles.filter((obstacle) => keptBy(obstacle, removal).includes(person)).length).toBeLessThan(2);
        }
        const wider = { ...removal, picked: [...removal.picked, more] };
        for (const person of keptBy("co-owner-picked", removal)) {
          expect(keptBy("co-owner-picked", wider)).toContain(person);
        }
      }),
    );
  });
});
