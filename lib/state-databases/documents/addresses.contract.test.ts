import { beforeEach, describe, expect, test } from "vitest";
import { rkaSchema, type Rka } from "@/lib/kernel/rka";
import { db } from "@/lib/infra/db/client";
import { iin, makeWorld, portsFor } from "../world-for-tests";

const agreed = iin("900101300007");
const differs = iin("850515400012");
const parent = iin("050612500029");
const home = rkaSchema.parse("0201710012345678");
const wrong = rkaSchema.parse("0201710012345679");
const day = "2026-11-21";
const parts = { region: "Астана", locality: "Есіл", street: "Сығанақ", house: "1", flat: "2" };
const address = { kk: parts, ru: parts };
const person = { surname: "А", givenName: "Б", birthDate: "1990-01-01", sex: "female" };
const world = {
  persons: [agreed, differs, parent].map((one) => ({ ...person, iin: one })),
  dwellings: [home, wrong].map((rka) => ({ rka, kato: "710000000", totalAreaM2: 40, address })),
  registrations: [agreed, differs].map((one) => ({ iin: one, rka: home, kind: "permanent", from: "2020-01-10" })),
  addressEntries: [
    { iin: differs, kind: "permanent", rka: wrong, from: "2019-01-01" },
    { iin: parent, kind: "permanent", rka: home, from: "2018-01-01" },
    { iin: agreed, kind: "temporary", from: "2018-01-01" },
  ],
};

describe("the addresses that the mock of RP DRN holds", () => {
  beforeEach(() => makeWorld(world));

  // A parent asks about a child: it is their own consent that counts.
  const port = async () => (await portsFor(parent)).documents;
  const held = async (who: typeof agreed, on = day) => {
    const answer = await (await port()).addresses({ iin: who, on });
    return answer.kind === "found" ? answer.value.map(({ rka, kind, from }) => [rka, kind, from]) : answer.kind;
  };
  const correct = async (who: typeof agreed, rka: Rka, expected: Rka | null) =>
    (await port()).correctAddress({ iin: who, rka, kind: "permanent", expected, from: "2020-01-10", on: day });
  const outcome = (iin: typeof agreed, told: string) => ({ kind: "found", value: { iin, outcome: told } });

  test("are those of GBD FL, unless the dataset says that RP DRN holds another, or none", async () => {
    expect(await held(agreed)).toEqual([[home, "permanent", "2020-01-10"]]);
    expect(await held(differs)).toEqual([[wrong, "permanent", "2019-01-01"]]);
    expect(await held(parent)).toEqual([[home, "permanent", "2018-01-01"]]);
    expect(await held(parent, "2017-12-31")).toEqual([]);
  });

  test("are put right once: from then on they follow GBD FL where it holds the same", async () => {
    expect(await correct(differs, home, wrong)).toEqual(outcome(differs, "corrected"));
    expect(await correct(differs, home, wrong)).toEqual(outcome(differs, "corrected"));
    expect(await held(differs)).toEqual([[home, "permanent", "2020-01-10"]]);
    expect(await db.mockAddressEntry.count({ where: { iin: differs } })).toBe(0);
  });

  test("stay what they were put to where GBD FL holds something else", async () => {
    expect(await correct(agreed, wrong, home)).toEqual(outcome(agreed, "corrected"));
    expect(await held(agreed)).toEqual([[wrong, "permanent", "2020-01-10"]]);
  });

  test("are left alone where something else than expected is held", async () => {
    expect(await correct(agreed, wrong, null)).toEqual(outcome(agreed, "changed-since"));
    expect(await held(agreed)).toEqual([[home, "permanent", "2020-01-10"]]);
    await db.mockRegistration.deleteMany({ where: { iin: agreed } });
    expect(await correct(agreed, wrong, home)).toEqual(outcome(agreed, "changed-since"));
    expect(await held(agreed)).toEqual([]);
  });

  test("are not put to where there is no address", async () => {
    expect(await correct(differs, rkaSchema.parse("0201710012345670"), wrong)).toEqual({ kind: "not-found" });
    expect(await held(differs)).toEqual([[wrong, "permanent", "2019-01-01"]]);
  });

  test("are those of GBD FL again once RP DRN has been told of a new registration", async () => {
    const { documents } = await portsFor(differs);
    const content = { rka: home, kind: "permanent", from: day, children: [], documentHash: "0" } as const;
    await documents.enterAddress({ iin: differs, key: "k", content });
    expect(await held(differs)).toEqual([[home, "permanent", "2020-01-10"]]);
  });
});
