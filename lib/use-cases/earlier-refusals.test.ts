import { describe, expect, it } from "vitest";
import type { Evidence } from "@/lib/process/facts";
import { addressCertificate } from "@/lib/services/address-certificate/service";
import { reasonValues, wordsOf } from "./words";

/** What outcomes hold that were stored before the words came to name more. */
const earlier: readonly (readonly [string, Evidence])[] = [
  ["no-registration", {}],
  ["residence-not-determined", {}],
  ...["changed", "unknownAddress", "elsewhere", "differ"].map((why) => ["data-still-differ", { why }] as const),
];
const languages = ["kk", "ru", "en"] as const;
const ofParts = (locale: (typeof languages)[number], reason: string, params: Evidence) => {
  const words = wordsOf(locale, `services.${addressCertificate.id}.reasons`);
  const values = reasonValues(locale, addressCertificate, reason, params);
  return ["title", "explanation", "next"].map((part) => words(`${reason}.${part}`, values));
};

describe.each(languages)("a refusal of earlier, in %s", (locale) => {
  it.each(earlier)("%s, %j: reads as words", (reason, params) => {
    for (const text of ofParts(locale, reason, params)) expect(text).not.toMatch(/reasons\.|unsaid|[{}]| {2}/);
  });
});

describe("a refusal of which it is not known what was entered", () => {
  it.each(languages)("says in %s neither that nothing was, nor that something was", (locale) => {
    const [, unsaid = ""] = ofParts(locale, "data-still-differ", { why: "changed" });
    for (const entered of ["nothing", "gbdFl", "part", "all"]) {
      const [, said = ""] = ofParts(locale, "data-still-differ", { why: "changed", entered });
      expect(said.length, entered).toBeGreaterThan(unsaid.length + 20);
      expect(said).not.toMatch(/ {2}/);
    }
  });

  it("does not say of a child's that it is the applicant's", () => {
    for (const reason of ["no-registration", "residence-not-determined"])
      expect(ofParts("en", reason, {}).join(" ")).not.toMatch(/\byou(r|rs)?\b/i);
  });
});
