import { beforeAll, describe, expect, test } from "vitest";
import type { Iin } from "@/lib/kernel/iin";
import { iin, makeWorld, portsFor } from "../world-for-tests";
import type { KinshipMart } from "./port";

const son = iin("900101300007");
const mother = iin("850515400012");

/** What every mart of kinship does; it holds that one person is another's child, and since 21 November 2026 a former spouse's spouse. */
export function describeContract(makePort: (person: Iin, now?: Date) => Promise<KinshipMart>): void {
  test("tells what a person is to others, each edge from its day on", async () => {
    const on = async (day: string) => (await makePort(son, new Date(`${day}T12:00:00+05:00`))).edges({ iin: son });
    const child = { iin: son, relative: mother, degree: "child", asOf: "2020-01-01" };
    const spouse = { iin: son, relative: mother, degree: "spouse", asOf: "2026-11-21" };
    expect(await on("2026-11-20")).toEqual({ kind: "found", value: [child] });
    expect(await on("2026-11-21")).toEqual({ kind: "found", value: [child, spouse] });
  });

  test("tells nothing of the other direction: no edge is an empty list", async () => {
    expect(await (await makePort(mother)).edges({ iin: mother })).toEqual({ kind: "found", value: [] });
  });
}

describe("the mock of Smart Data Ukimet", () => {
  beforeAll(() =>
    makeWorld({
      kinEdges: [
        { from: son, to: mother, degree: "spouse", asOf: "2026-11-21" },
        { from: son, to: mother, degree: "child", asOf: "2020-01-01" },
      ],
    }),
  );
  describeContract(async (who, now) => (await portsFor(who, now ? { now } : {}))["kinship-mart"]);
});
