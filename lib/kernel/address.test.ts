import { expect, it } from "vitest";
import { addressLines } from "./address";

const flat = {
  kk: { region: "Ақмола облысы", locality: "Көкшетау қаласы", street: "Абай көшесі", house: "12/1", flat: "3" },
  ru: { region: "Акмолинская область", locality: "город Кокшетау", street: "улица Абая", house: "12/1", flat: "3" },
};

it("writes an address from its widest part to its narrowest, in each language", () => {
  expect(addressLines(flat)).toEqual({
    kk: "Ақмола облысы, Көкшетау қаласы, Абай көшесі, 12/1-үй, 3-пәтер",
    ru: "Акмолинская область, город Кокшетау, улица Абая, дом 12/1, квартира 3",
  });
});

it("names no flat where a house has none", () => {
  const { kk, ru } = flat;
  const house = { kk: { ...kk, flat: undefined }, ru: { ...ru, flat: undefined } };
  expect(addressLines(house)).toEqual({
    kk: "Ақмола облысы, Көкшетау қаласы, Абай көшесі, 12/1-үй",
    ru: "Акмолинская область, город Кокшетау, улица Абая, дом 12/1",
  });
});
