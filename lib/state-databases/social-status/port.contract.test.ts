import { beforeAll, describe, expect, test } from "vitest";
import type { Iin } from "@/lib/kernel/iin";
import { iin, makeWorld, portsFor } from "../world-for-tests";
import type { SocialStatuses } from "./port";

const holder = iin("900101300007");
const other = iin("850515400012");

/** What every SIC does; it holds a status without end and one for a year. */
export function describeContract(makePort: (person: Iin) => Promise<SocialStatuses>): void {
  test.each([
    ["2024-12-31", []],
    ["2025-01-01", ["disability"]],
    ["2026-01-01", ["disability", "orphan-in-institution"]],
    ["2026-12-31", ["disability", "orphan-in-institution"]],
    ["2027-01-01", ["disability"]],
  ])("on %s: %j", async (on, codes) => {
    const answer = await (await makePort(holder)).statuses({ iin: holder, on });
    if (answer.kind !== "found") throw new Error(answer.kind);
    expect(answer.value.map(({ code }) => code)).toEqual(codes);
  });

  test("a status without end has none", async () => {
    const answer = await (await makePort(holder)).statuses({ iin: holder, on: "2025-01-01" });
    expect(answer).toEqual({ kind: "found", value: [{ iin: holder, code: "disability", from: "2025-01-01" }] });
  });

  test("no status is an empty list", async () => {
    expect(await (await makePort(other)).statuses({ iin: other, on: "2026-01-01" })).toEqual({
      kind: "found",
      value: [],
    });
  });
}

describe("the mock of SIC", () => {
  beforeAll(() =>
    makeWorld({
      socialStatuses: [
        { iin: holder, code: "disability", from: "2025-01-01" },
        { iin: holder, code: "orphan-in-institution", from: "2026-01-01", to: "2026-12-31" },
      ],
    }),
  );
  describeContract(async (who) => (await portsFor(who))["social-status"]);
});
