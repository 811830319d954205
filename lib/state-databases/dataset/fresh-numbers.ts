import { randomInt } from "node:crypto";
import { binSchema, type Bin } from "@/lib/kernel/bin";
import { checkDigit, iinSchema, type Iin } from "@/lib/kernel/iin";

const triesOfOneDay = 40;

const digits = (count: number) => Array.from({ length: count }, () => String(randomInt(10))).join("");

/**
 * An IIN like the given one: same birth date and sex in it, another serial, its own check digit; never the same one. One day
 * and sex has some nine thousand numbers, so that after forty tries (`attempt`) the date in it is let go too: since decree 853
 * it means nothing.
 */
export function freshIin(like: Iin, attempt: number): Iin {
  for (;;) {
    const first11 = attempt < triesOfOneDay ? like.slice(0, 7) + digits(4) : digits(11);
    const iin = iinSchema.safeParse(`${first11}${String(checkDigit(first11))}`);
    if (iin.success && iin.data !== like) return iin.data;
  }
}

/** A BIN like the given one: same month and form of the entity in it, another number, its own check digit; never the same one. */
export function freshBin(like: Bin): Bin {
  for (;;) {
    const first11 = like.slice(0, 6) + digits(5);
    const bin = binSchema.safeParse(`${first11}${String(checkDigit(first11))}`);
    if (bin.success && bin.data !== like) return bin.data;
  }
}

/** A text of the same form with other digits: a document's number, an address code, a cadastral number. */
export function freshDigits(like: string): string {
  return like.replace(/[0-9]/g, () => digits(1));
}

/** A mobile number of the same operator. */
export function freshPhone(like: string): string {
  return like.slice(0, -7) + digits(7);
}
