import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/infra/db/client";
import type { Iin } from "@/lib/kernel/iin";
import { rkaSchema } from "@/lib/kernel/rka";
import { openPorts } from "../gateway";
import { iin, makeWorld, noon, portsFor, purpose } from "../world-for-tests";
import type { RealEstate } from "./port";

const owner = iin("900101300007");
const other = iin("850515400012");
const nobody = iin("050612500029");
const bin = "050612500029";
const shared = rkaSchema.parse("0201710012345678");
const sold = rkaSchema.parse("0201710012345679");
const unknown = rkaSchema.parse("0201710012345670");
const parts = { region: "Астана қаласы", locality: "Есіл ауданы", street: "Сығанақ көшесі", house: "1", flat: "2" };
const address = { kk: parts, ru: parts };
const world = {
  dwellings: [
    {
      rka: shared,
      kato: "710000000",
      cadastralNumber: "71:1:1:1",
      totalAreaM2: 62.45,
      usableAreaM2: 40.1,
      address,
      owners: [
        { iin: owner, share: "1/2", since: "2020-01-10" },
        { bin, share: "1/2", since: "2020-01-10" },
      ],
    },
    {
      rka: sold,
      kato: "710000000",
      totalAreaM2: 30,
      address,
      owners: [
        { iin: owner, share: "1/1", since: "2019-01-01", until: "2026-11-22" },
        { iin: other, share: "1/1", since: "2026-11-22" },
      ],
    },
  ],
};

/** What every EGKN does; it holds a dwelling with two owners and one that is sold on 22 November 2026. */
export function describeContract(makePort: (person: Iin, now?: Date) => Promise<RealEstate>): void {
  test("tells areas, address and owners, a person by IIN and a legal entity by BIN", async () => {
    expect(await (await makePort(owner)).dwelling({ rka: shared })).toEqual({
      kind: "found",
      value: {
        rka: shared,
        kato: "710000000",
        cadastralNumber: "71:1:1:1",
        totalAreaM2: 62.45,
        usableAreaM2: 40.1,
        address,
        owners: [
          { iin: owner, share: "1/2", since: "2020-01-10" },
          { bin, share: "1/2", since: "2020-01-10" },
        ],
      },
    });
  });

  test("has not heard of some", async () => {
    expect(await (await makePort(owner)).dwelling({ rka: unknown })).toEqual({ kind: "not-found" });
    expect(await (await makePort(nobody)).dwellingsOf({ iin: nobody })).toEqual({ kind: "found", value: [] });
  });

  test.each([
    ["2026-11-21T23:59:59+05:00", owner, [shared, sold]],
    ["2026-11-22T00:00:00+05:00", owner, [shared]],
    ["2026-11-21T23:59:59+05:00", other, []],
    ["2026-11-22T00:00:00+05:00", other, [sold]],
  ])("at %s %s owns %j", async (now, who, codes) => {
    const answer = await (await makePort(who, new Date(now))).dwellingsOf({ iin: who });
    if (answer.kind !== "found") throw new Error(answer.kind);
    expect(answer.value.map(({ rka }) => rka)).toEqual(codes);
  });
}

describe("the mock of EGKN", () => {
  beforeAll(() => makeWorld(world));
  describeContract(async (who, now) => (await portsFor(who, now ? { now } : {}))["real-estate"]);
});

describe("who owns a dwelling is personal", () => {
  test("every owner finds the access in their own log", async () => {
    const applicationId = randomUUID();
    const ports = await portsFor(nobody, { applicationId });
    await ports["real-estate"].dwelling({ rka: sold });
    const rows = await db.accessLog.findMany({ where: { applicationId, database: "real-estate" } });
    expect(rows.map(({ subject, answer }) => ({ subject, answer }))).toEqual([{ subject: owner, answer: "found" }]);
  });

  test("without anybody's consent nothing is told", async () => {
    const context = { reader: { kind: "portal" }, purpose, now: noon } as const;
    const forged = openPorts({ ...context, accessToken: randomUUID() });
    expect(await forged["real-estate"].dwelling({ rka: shared })).toEqual({ kind: "denied" });
    const bare = openPorts(context);
    expect(await bare["real-estate"].dwelling({ rka: shared })).toEqual({ kind: "denied" });
    expect(await bare["real-estate"].dwellingsOf({ iin: owner })).toEqual({ kind: "denied" });
  });
});
