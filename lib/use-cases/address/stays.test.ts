import { describe, expect, it } from "vitest";
import { localDate } from "@/lib/kernel/local-date";
import { rkaSchema } from "@/lib/kernel/rka";
import { isEnding, isFollowed, isStay } from "./stays";

const here = rkaSchema.parse("0201110031702013");
const elsewhere = rkaSchema.parse("0201270031702039");
const lastDay = localDate("2026-12-20");

const stay = (rka = here, from = "2026-11-21", to = "2026-12-20") => ({
  kind: "temporary" as const,
  rka,
  from: localDate(from),
  to: localDate(to),
});
const home = (rka = elsewhere, from = "2018-06-01") => ({ kind: "permanent" as const, rka, from: localDate(from) });

describe("a stay that ends", () => {
  it("is one with nothing after it, wherever its person lives for good", () => {
    expect(isEnding(here, lastDay, [stay()])).toBe(true);
    expect(isEnding(here, lastDay, [stay(), home()])).toBe(true);
  });

  it("is none that is gone, was ended early or made longer, or is another dwelling's", () => {
    expect(isEnding(here, lastDay, [])).toBe(false);
    expect(isEnding(here, lastDay, [home()])).toBe(false);
    expect(isEnding(here, lastDay, [stay(here, "2026-11-21", "2026-12-01")])).toBe(false);
    expect(isEnding(here, lastDay, [stay(here, "2026-11-21", "2027-01-20")])).toBe(false);
    expect(isEnding(here, lastDay, [stay(elsewhere)])).toBe(false);
  });

  it("is none that another stay follows on the next day, here or elsewhere; two days later is too late", () => {
    expect(isFollowed(stay(), [stay(), stay(here, "2026-12-21", "2027-06-20")])).toBe(true);
    expect(isFollowed(stay(), [stay(), stay(elsewhere, "2026-12-21", "2027-06-20")])).toBe(true);
    expect(isFollowed(stay(), [stay(), stay(here, "2026-12-22", "2027-06-20")])).toBe(false);
    // One that lies over the end and ends on the next day itself.
    expect(isFollowed(stay(), [stay(), stay(elsewhere, "2026-12-01", "2026-12-21")])).toBe(true);
    expect(isFollowed(stay(), [stay(), stay(elsewhere, "2026-12-01", "2026-12-20")])).toBe(false);
  });

  it("is none where its person lives for good by then; elsewhere is where they come from", () => {
    expect(isFollowed(stay(), [stay(), home(here, "2026-12-21")])).toBe(true);
    expect(isFollowed(stay(), [stay(), home(here, "2026-12-22")])).toBe(false);
    expect(isFollowed(stay(), [stay(), home(elsewhere, "2026-12-21")])).toBe(false);
  });
});

it("knows a stay by its last day", () => {
  expect([stay(), home()].filter(isStay)).toEqual([stay()]);
});
