import "server-only";
import { randomInt } from "node:crypto";

/** A document's number, 16 digits: easily typed on any keyboard, and never guessed. */
export function newCode(): string {
  return Array.from({ length: 16 }, () => String(randomInt(10))).join("");
}

/** Digits in fours, as they are printed and typed. */
export function inFours(code: string): string {
  return code.replaceAll(/(\d{4})(?=\d)/g, "$1 ");
}
