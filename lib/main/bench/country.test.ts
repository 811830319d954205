import { describe, expect, test } from "vitest";
import { found } from "@/lib/kernel/answer";
import { localDate } from "@/lib/kernel/local-date";
import { judgeKinship } from "@/lib/residence/kinship/judge";
import { readKinshipRecords } from "@/lib/residence/kinship/read";
import { zagsOver, type Archive } from "@/lib/residence/kinship/zags-for-tests";
import { makeCountry } from "./country";
import { asIin } from "./country-tables";

const people = 8_000;
const country = makeCountry(people);
const fields = (rows: Iterable<string>) => [...rows].map((row) => row.split("\t"));
const known = (field: string | undefined) =>
  field === undefined || field === "\\N" ? undefined : asIin(Number(field));

describe("the country that is measured", () => {
  test("has a mother, elder by a generation, for everybody but the first generation; each mother has two children", () => {
    const children = new Map<string, number>();
    for (const [child, adoption, mother = ""] of fields(country.parentages())) {
      if (adoption === "t") continue;
      expect(Math.floor(Number(mother) / (people / 4))).toBe(Math.floor(Number(child) / (people / 4)) - 1);
      children.set(mother, (children.get(mother) ?? 0) + 1);
    }
    expect([...children.values()].every((count) => count === 2)).toBe(true);
    expect(children.size).toBe((people * 3) / 4 / 2);
  });

  test("registers everybody once, three or four to a dwelling, besides those who have left", () => {
    const now = fields(country.registrations()).filter(([, , , until]) => until === "\\N");
    expect(new Set(now.map(([, person]) => person)).size).toBe(people);
    const each = new Map<string, number>();
    for (const [dwelling = ""] of now) each.set(dwelling, (each.get(dwelling) ?? 0) + 1);
    expect(each.size).toBe(country.dwellings);
    expect([...each.values()].every((count) => count === 3 || count === 4)).toBe(true);
  });

  test("asks about relatives, most of whom the records bear out, and about strangers, whom they do not", async () => {
    const archive: Archive = {
      parentages: fields(country.parentages()).map(([child, adoption, mother, father, day = ""]) => ({
        type: adoption === "t" ? "adoption" : "birth",
        child: asIin(Number(child)),
        date: localDate(day),
        ...Object.fromEntries(
          Object.entries({ mother: known(mother), father: known(father) }).filter(([, who]) => who),
        ),
      })),
      marriages: fields(country.marriages()).map(([wife, husband, day = "", ended]) => ({
        spouses: [asIin(Number(wife)), asIin(Number(husband))],
        date: localDate(day),
        ...(ended === undefined || ended === "\\N" ? {} : { dissolvedOn: localDate(ended) }),
      })),
    };
    const today = localDate("2026-11-21");
    const zags = zagsOver(archive, today);
    const next = country.kin(7);
    let confirmed = 0;
    for (let asked = 0; asked < 200; asked++) {
      const { claim, applicant, owner } = next();
      const claimed = { claim, applicant: asIin(applicant), owners: [asIin(owner)], today };
      const records = await readKinshipRecords(zags, claimed);
      const nothing = found([]);
      if (records.kind !== "found" || nothing.kind !== "found") throw new Error("silent");
      const mart = { kind: "not-found" } as const;
      if (judgeKinship({ records, mart, colleges: nothing, universities: nothing }, claimed).kind === "confirmed")
        confirmed += 1;
    }
    expect(confirmed).toBeGreaterThan(70);
    expect(confirmed).toBeLessThan(115);
  });

  test("needs a number of people that makes whole couples in every generation", () => {
    expect(() => makeCountry(0)).toThrow(RangeError);
  });
});
