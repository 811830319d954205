import fc from "fast-check";
import { expect, test } from "vitest";
import { binSchema, isBin } from "@/lib/kernel/bin";
import { checkDigit, iinSchema, isIin } from "@/lib/kernel/iin";
import { isRka } from "@/lib/kernel/rka";
import { phoneSchema } from "@/lib/kernel/phone";
import { freshBin, freshDigits, freshIin, freshPhone } from "./fresh-numbers";

const someIin = fc
  .stringMatching(/^[0-9]{11}$/)
  .filter((first11) => checkDigit(first11) !== null)
  .map((first11) => iinSchema.parse(`${first11}${String(checkDigit(first11))}`));

test("a fresh IIN is valid, another one, and keeps birth date and sex", () => {
  fc.assert(
    fc.property(someIin, fc.integer({ min: 0, max: 39 }), (like, attempt) => {
      const fresh = freshIin(like, attempt);
      expect(isIin(fresh)).toBe(true);
      expect(fresh).not.toBe(like);
      expect(fresh.slice(0, 7)).toBe(like.slice(0, 7));
    }),
  );
});

test("after forty tries the date is let go, and the IIN is still valid", () => {
  const like = iinSchema.parse("900101300007");
  const fresh = Array.from({ length: 50 }, () => freshIin(like, 40));
  expect(fresh.every(isIin)).toBe(true);
  expect(fresh.some((iin) => !iin.startsWith("9001013"))).toBe(true);
});

test("a fresh BIN is valid, another one, and keeps the month and the form of the entity", () => {
  const bin = binSchema.parse("190340100003");
  for (let time = 0; time < 200; time += 1) {
    const fresh = freshBin(bin);
    expect(isBin(fresh)).toBe(true);
    expect(fresh).not.toBe(bin);
    expect(fresh.slice(0, 6)).toBe("190340");
  }
});

test("fresh digits keep the form", () => {
  expect(isRka(freshDigits("0201710012345678"))).toBe(true);
  expect(freshDigits("N12345678")).toMatch(/^N[0-9]{8}$/);
  expect(phoneSchema.safeParse(freshPhone("+77012100001")).success).toBe(true);
  expect(freshPhone("+77012100001")).toMatch(/^\+7701/);
  expect(new Set(Array.from({ length: 20 }, () => freshDigits("0201710012345678"))).size).toBe(20);
});
