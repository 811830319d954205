import { expect, it } from "vitest";
import { fieldsOf as fieldsAsked, toldFormSchema } from "./walk-form";

const fieldsOf = (told: Parameters<typeof toldFormSchema.parse>[0]) =>
  fieldsAsked(toldFormSchema.parse(told), ["whose", "rka", "ownerIin"]);

it("leaves texts as they are", () => {
  expect(fieldsOf({ region: "71", photo: "p2-new" })).toEqual({ region: "71", photo: "p2-new" });
});

it("takes a dwelling without an owner for one's own, and with an owner for another's", () => {
  expect(fieldsOf({ rka: "1" })).toEqual({ whose: "own", rka: "1" });
  expect(fieldsOf({ rka: "1", ownerIin: "2" })).toEqual({ whose: "another", way: "code", rka: "1", ownerIin: "2" });
  expect(fieldsOf({ rka: "1", whose: "another", way: "steps" })).toEqual({ rka: "1", whose: "another", way: "steps" });
});

it("takes kinship and children apart", () => {
  const told = { kinship: { degree: "grandchild", via: "mother" }, children: ["1", "2"] };
  expect(fieldsOf(told)).toEqual({ degree: "grandchild", via: "mother", children: "1 2" });
});

it("does not answer whose the dwelling is where that is not asked", () => {
  const told = { rka: "1", people: ["2", "3"], ground: "owner" };
  expect(fieldsAsked(told, ["rka", "people", "ground"])).toEqual({ rka: "1", people: "2 3", ground: "owner" });
});
