import { beforeAll, describe, expect, test } from "vitest";
import type { Answer } from "@/lib/kernel/answer";
import { rkaSchema } from "@/lib/kernel/rka";
import { openPorts } from "../gateway";
import { makeWorld, noon, purpose } from "../world-for-tests";
import type { AddressRegister } from "./port";

const flat = (rka: string, kato: string, street: readonly [string, string], house: string, number?: string) => ({
  rka: rkaSchema.parse(rka),
  kato,
  totalAreaM2: 50,
  address: {
    kk: {
      region: "Шымкент қаласы",
      locality: "Абай ауданы",
      street: street[0],
      house,
      ...(number ? { flat: number } : {}),
    },
    ru: {
      region: "город Шымкент",
      locality: "Абайский район",
      street: street[1],
      house,
      ...(number ? { flat: number } : {}),
    },
  },
  owners: [],
});
const turan = ["Тұран көшесі", "улица Туран"] as const;
const abai = ["Абай даңғылы", "проспект Абая"] as const;
const dwellings = [
  flat("0201790000000001", "790000000", turan, "10", "12"),
  flat("0201790000000002", "790000000", turan, "10", "3"),
  flat("0201790000000003", "790000000", turan, "9"),
  flat("0201790000000004", "790000000", abai, "1", "1"),
];

async function value<T>(answer: Promise<Answer<T>>): Promise<T> {
  const given = await answer;
  if (given.kind !== "found") throw new Error(given.kind);
  return given.value;
}

/** What every address register does; it holds four dwellings on two streets of Shymkent. Nobody has consented to anything. */
export function describeContract(port: () => AddressRegister): void {
  test("leads from the region to the dwelling, each part once and in order", async () => {
    const [locality] = await value(port().localities({ region: "79" }));
    expect(locality).toMatchObject({ kk: "Абай ауданы", ru: "Абайский район" });
    const streets = await value(port().streets({ locality: locality?.id ?? "" }));
    expect(streets.map(({ kk }) => kk)).toEqual(["Абай даңғылы", "Тұран көшесі"]);
    const houses = await value(port().houses({ street: streets[1]?.id ?? "" }));
    expect(houses.map(({ kk }) => kk)).toEqual(["9", "10"]);
    const flats = await value(port().dwellings({ house: houses[1]?.id ?? "" }));
    expect(flats.map(({ rka, address }) => [rka, address.kk.flat])).toEqual([
      ["0201790000000002", "3"],
      ["0201790000000001", "12"],
    ]);
    const [house] = await value(port().dwellings({ house: houses[0]?.id ?? "" }));
    expect(house).toMatchObject({ rka: "0201790000000003", address: { kk: { house: "9" } } });
  });

  test("knows nothing under a part that there is not", async () => {
    expect(await value(port().localities({ region: "10" }))).toEqual([]);
    expect(await value(port().streets({ locality: "79-none" }))).toEqual([]);
    expect(await value(port().dwellings({ house: "" }))).toEqual([]);
  });

  test.each([
    ["тұран 10 12", ["0201790000000001"]],
    ["Туран, 10", ["0201790000000001", "0201790000000002"]],
    ["ШЫМКЕНТ абая", ["0201790000000004"]],
    ["%", []],
    ["_", []],
    [" ,. ", []],
  ])("finds %j: %j", async (text, codes) => {
    expect((await value(port().search({ text }))).map(({ rka }) => rka)).toEqual(codes);
  });

  test("knows an address by its code", async () => {
    const [{ rka, kato, address } = expect.fail("no dwelling")] = dwellings;
    expect(await port().address({ rka })).toEqual({ kind: "found", value: { rka, kato, address } });
    expect(await port().address({ rka: rkaSchema.parse("0201790000000009") })).toEqual({ kind: "not-found" });
  });
}

describe("the mock of the address register", () => {
  beforeAll(() => makeWorld({ dwellings }));
  describeContract(() => openPorts({ reader: { kind: "portal" }, purpose, now: noon })["address-register"]);
});
