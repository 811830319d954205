import { beforeAll, describe, expect, test } from "vitest";
import type { Iin } from "@/lib/kernel/iin";
import { iin, makeWorld, portsFor } from "../world-for-tests";
import type { MobileCitizens } from "./port";

const reachable = iin("900101300007");
const silent = iin("850515400012");

/** What every BMG does; it holds one number. */
export function describeContract(makePort: (person: Iin) => Promise<MobileCitizens>): void {
  test("tells the verified number", async () => {
    const answer = await (await makePort(reachable)).phone({ iin: reachable });
    expect(answer).toEqual({ kind: "found", value: { iin: reachable, number: "+77010000001" } });
  });

  test("a person without a number is not found", async () => {
    expect(await (await makePort(silent)).phone({ iin: silent })).toEqual({ kind: "not-found" });
  });
}

describe("the mock of BMG", () => {
  beforeAll(() => makeWorld({ phones: [{ iin: reachable, number: "+77010000001" }] }));
  describeContract(async (who) => (await portsFor(who))["mobile-citizens"]);
});
