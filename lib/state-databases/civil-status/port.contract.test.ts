import { beforeAll, describe, expect, test } from "vitest";
import type { Iin } from "@/lib/kernel/iin";
import { iin, makeWorld, portsFor } from "../world-for-tests";
import type { CivilStatus } from "./port";

const changed = iin("900101300007");
const unchanged = iin("850515400012");
const changes = [
  { field: "surname", from: "Бекова", to: "Төлегенова", date: "2024-09-07" },
  { field: "birthDate", from: "1990-01-10", to: "1990-01-01", date: "2026-11-21" },
];

/** What every ZAGS does; it holds two changes of one person and a marriage of both. */
export function describeContract(makePort: (person: Iin, now?: Date) => Promise<CivilStatus>): void {
  test("tells every change of data, oldest first, and no other record", async () => {
    const answer = await (await makePort(changed)).dataChanges({ iin: changed });
    expect(answer).toEqual({ kind: "found", value: changes.map((change) => ({ iin: changed, ...change })) });
  });

  test("no change is an empty list", async () => {
    const answer = await (await makePort(unchanged)).dataChanges({ iin: unchanged });
    expect(answer).toEqual({ kind: "found", value: [] });
  });

  test("a change is known from its day on, on the person's clock", async () => {
    const at = async (now: string) => {
      const answer = await (await makePort(changed, new Date(now))).dataChanges({ iin: changed });
      return answer.kind === "found" ? answer.value.length : answer.kind;
    };
    expect(await at("2026-11-20T18:59:59.999Z")).toBe(1);
    expect(await at("2026-11-20T19:00:00.000Z")).toBe(2);
  });
}

describe("the mock of ZAGS", () => {
  beforeAll(() =>
    makeWorld({
      civilRecords: [
        ...changes.toReversed().map((change) => ({ type: "data-change", person: changed, ...change })),
        { type: "marriage", spouses: [changed, unchanged], date: "2024-09-07", number: "24-71-1" },
      ],
    }),
  );
  describeContract(async (who, now) => (await portsFor(who, now ? { now } : {}))["civil-status"]);
});
