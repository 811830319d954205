import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { localDate } from "@/lib/kernel/local-date";
import { isOnlineOnly } from "./astana";
import { capacityOf, hasRoom, normOn, type OccupancyNorm } from "./norm";

const astana = normOn("711110000", localDate("2026-11-21")) as OccupancyNorm;
const capacity = (area: number | string) => capacityOf({ totalAreaM2: area, usableAreaM2: 1 }, astana);

describe("the norm of a city", () => {
  test("is Astana's alone, with the decision that stands behind it", () => {
    expect(astana).toMatchObject({
      metresPerPerson: 15,
      basis: "total",
      decision: { number: "368/48-VIII", on: "2025-12-26" },
    });
    for (const elsewhere of ["750000000", "117110000", "790000000"])
      expect(normOn(elsewhere, localDate("2026-11-21"))).toBeUndefined();
  });

  test("holds from the day of the decision, not a day earlier", () => {
    expect(normOn("710000000", localDate("2025-12-25"))).toBeUndefined();
    expect(normOn("710000000", localDate("2025-12-26"))).toBe(astana);
  });

  test("gives way to a later one from that one's day on", () => {
    const later = { ...astana, from: localDate("2027-01-01"), metresPerPerson: "16.5" };
    const on = (day: string) => normOn("710000000", localDate(day), [astana, later])?.metresPerPerson;
    expect([on("2026-12-31"), on("2027-01-01")]).toEqual([15, "16.5"]);
    expect(capacityOf({ totalAreaM2: 33, usableAreaM2: 33 }, later)).toBe(2);
    expect(capacityOf({ totalAreaM2: 32.99, usableAreaM2: 32.99 }, later)).toBe(1);
  });

  test("may ask for hundredths of a metre", () => {
    const precise = { ...astana, metresPerPerson: 15.25 };
    expect(capacityOf({ totalAreaM2: 30.49, usableAreaM2: 30 }, precise)).toBe(1);
    expect(capacityOf({ totalAreaM2: 30.5, usableAreaM2: 30 }, precise)).toBe(2);
  });
});

describe("a registration that can be made online only", () => {
  const rka = "0201710031702312";
  const named = (region: string) => ({
    dwelling: { whose: "another" },
    "address-way": { way: "steps" },
    region: { region },
  });
  const own = { dwelling: { whose: "own" }, "own-dwelling": { rka } };
  const knownIn = (kato: string) => ({ "own-dwelling-known": { rka, kato } });

  test.each([
    ["Astana, found", own, knownIn("711110000"), true],
    ["Almaty, found", own, knownIn("750000000"), false],
    ["Astana, named", named("71"), {}, true],
    ["Almaty, named", named("75"), {}, false],
    ["a region that was named before one's own was chosen", { ...named("75"), ...own }, {}, true],
    ["nowhere yet", {}, {}, true],
  ])("is that in %s", (_, answers, evidence, expected) => {
    expect(isOnlineOnly({ answers, evidence })).toBe(expected);
  });
});

describe("the capacity of a dwelling", () => {
  test.each([
    [14.99, 0],
    [15, 1],
    [15.01, 1],
    [29.99, 1],
    [30, 2],
    [44.9999, 2],
    [44.99999, 2],
    [45, 3],
    [62.4, 4],
    [74.99, 4],
    ["75.00", 5],
    [0.1, 0],
    [99_999, 6_666],
  ])("%s m² are for %i people", (area, people) => {
    expect(capacity(area)).toBe(people);
  });

  test("changes at every multiple of 15 m² and nowhere else, however the area is written", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6_666 }), fc.integer({ min: 0, max: 1_499 }), (people, hundredths) => {
        const area = people * 1_500 + hundredths;
        expect(capacity(area / 100)).toBe(people);
        expect(capacity((area / 100).toFixed(2))).toBe(people);
        expect(capacity((people * 1_500 - 1) / 100)).toBe(people - 1);
      }),
      { numRuns: 5_000 },
    );
  });

  test("rests on the area that the norm names", () => {
    const areas = { totalAreaM2: 62.4, usableAreaM2: 40.1 };
    expect(capacityOf(areas, astana)).toBe(4);
    expect(capacityOf(areas, { ...astana, basis: "usable" })).toBe(2);
  });

  test.each([-15, Number.NaN, Number.POSITIVE_INFINITY, "15,5", "", 1e21])("%s is no area", (area) => {
    expect(() => capacity(area)).toThrow(RangeError);
  });
});

describe("room", () => {
  test("for one person is what the law compares: fewer registered than the norm lets be", () => {
    fc.assert(
      fc.property(fc.nat(40), fc.nat(40), (most, registeredNow) => {
        expect(hasRoom({ capacity: most, registered: registeredNow, needed: 1 })).toBe(registeredNow < most);
      }),
    );
  });

  test("for a family is one place for each of them", () => {
    expect(hasRoom({ capacity: 4, registered: 1, needed: 3 })).toBe(true);
    expect(hasRoom({ capacity: 4, registered: 2, needed: 3 })).toBe(false);
    expect(hasRoom({ capacity: 4, registered: 9, needed: 0 })).toBe(true);
    expect(hasRoom({ capacity: 4, registered: 9, needed: 1 })).toBe(false);
  });

  test("is never more for more people, nor less in a larger dwelling", () => {
    const small = fc.nat(30);
    fc.assert(
      fc.property(small, small, small, small, (most, now, needed, more) => {
        const here = hasRoom({ capacity: most, registered: now, needed });
        if (here) expect(hasRoom({ capacity: most + more, registered: now, needed })).toBe(true);
        else expect(hasRoom({ capacity: most, registered: now + more, needed })).toBe(false);
      }),
    );
  });
});
