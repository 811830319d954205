import { beforeAll, describe, expect, test } from "vitest";
import type { Iin } from "@/lib/kernel/iin";
import { iin, makeWorld, portsFor } from "../world-for-tests";
import type { SocialProtection } from "./port";

const ward = iin("900101300007");
const applicant = iin("850515400012");
const guardian = iin("050612500029");

/** What every E-Sobes does; it holds one guardianship of the year 2025, asked about by somebody who applies. */
export function describeContract(makePort: (applicant: Iin) => Promise<SocialProtection>): void {
  test.each([
    ["2024-12-31", 0],
    ["2025-01-01", 1],
    ["2025-12-31", 1],
    ["2026-01-01", 0],
  ])("on %s there are %i", async (on, count) => {
    const answer = await (await makePort(applicant)).guardianships({ iin: ward, on });
    if (answer.kind !== "found") throw new Error(answer.kind);
    expect(answer.value).toHaveLength(count);
  });

  test("does not say who the guardian is", async () => {
    expect(await (await makePort(applicant)).guardianships({ iin: ward, on: "2025-06-01" })).toEqual({
      kind: "found",
      value: [{ iin: ward, since: "2025-01-01", to: "2025-12-31" }],
    });
  });
}

describe("the mock of E-Sobes", () => {
  beforeAll(() => makeWorld({ guardianships: [{ ward, guardian, since: "2025-01-01", to: "2025-12-31" }] }));
  describeContract(async (who) => (await portsFor(who))["social-protection"]);
});
