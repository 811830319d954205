import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allowedFields, iinTag } from "./log";

describe("allowedFields", () => {
  it("keeps what is named and drops everything else", () => {
    expect(allowedFields({ service: "id-card-renewal", count: 3, surname: "Ахметов", phone: "+77010000000" })).toEqual({
      service: "id-card-renewal",
      count: 3,
    });
  });

  it("masks twelve digits in a row wherever they stand", () => {
    expect(allowedFields({ route: "/x/900101300017/y" })).toEqual({ route: "/x/[number]/y" });
  });

  it("leaves eleven digits", () => {
    expect(allowedFields({ reference: "90010130001" })).toEqual({ reference: "90010130001" });
  });

  it("drops objects put where a plain value belongs", () => {
    expect(allowedFields({ service: { iin: "900101300017" } })).toEqual({});
  });

  it("names an error, its code and its places, and none of its text", () => {
    const error = Object.assign(new Error("iin 900101300017 of Ахметов"), { code: "23505", detail: "Ахметов" });
    const written = JSON.stringify(allowedFields({ error: new Error("outer Ахметов", { cause: error }) }));
    expect(written).toContain('"code":"23505"');
    expect(written).toContain("log.test.ts");
    expect(written).not.toMatch(/Ахметов|900101300017/);
  });

  it("lets no text of an error through, whatever the text is", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (text) => {
        const canary = `canary-${text}`;
        expect(JSON.stringify(allowedFields({ error: new Error(canary), anything: canary }))).not.toContain("canary");
      }),
    );
  });
});

describe("iinTag", () => {
  it("is the same for the same IIN and another for another", () => {
    expect(iinTag("900101300017")).toBe(iinTag("900101300017"));
    expect(iinTag("900101300017")).not.toBe(iinTag("900101300018"));
  });

  it("does not contain the number and depends on the portal's key", () => {
    const tag = iinTag("900101300017");
    expect(tag).toMatch(/^[\w-]{16}$/);
    const kept = process.env["IIN_HMAC_KEY"];
    process.env["IIN_HMAC_KEY"] = "another key";
    expect(iinTag("900101300017")).not.toBe(tag);
    process.env["IIN_HMAC_KEY"] = kept;
  });
});
