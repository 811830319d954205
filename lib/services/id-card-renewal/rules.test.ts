import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { iinSchema } from "@/lib/kernel/iin";
import { addDays, localDate, localDateOf, type LocalDate } from "@/lib/kernel/local-date";
import type { Follows } from "@/lib/process/events";
import type { IdentityDocument } from "@/lib/state-databases/documents/port";
import { cardInQuestion, changesSince, exemptStatuses, judgeWindow, keptUntil, stateDutyOn } from "./rules";

const iin = iinSchema.parse("900101300007");
const day = localDate;

const days = fc
  .date({ min: new Date("2024-01-01T00:00:00Z"), max: new Date("2032-12-31T00:00:00Z"), noInvalidDate: true })
  .map(localDateOf);

/** Counts days one by one on a calendar of its own, leap years and all, so as not to trust the kernel's arithmetic. */
function countedDays(from: LocalDate, to: LocalDate): number {
  const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const lengths = (year: number) => [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  const [startsAt, endsAt, sign] = from <= to ? [from, to, 1] : [to, from, -1];
  let [year = 0, month = 0, dayOfMonth = 0] = startsAt.split("-").map(Number);
  const written = () =>
    [String(year).padStart(4, "0"), String(month).padStart(2, "0"), String(dayOfMonth).padStart(2, "0")].join("-");
  let count = 0;
  while (written() !== endsAt) {
    count += 1;
    dayOfMonth += 1;
    if (dayOfMonth > (lengths(year)[month - 1] ?? 0)) [month, dayOfMonth] = [month + 1, 1];
    if (month > 12) [year, month] = [year + 1, 1];
  }
  return sign * count;
}

describe("the window of renewal, from 30 days before the expiry to 10 days after it [S4 §7]", () => {
  const expiresOn = day("2026-12-11");

  it.each([
    ["2026-11-10", { kind: "too-early", firstDay: "2026-11-11" }],
    ["2026-11-11", { kind: "inside", lastDay: "2026-12-21" }],
    ["2026-12-10", { kind: "inside", lastDay: "2026-12-21" }],
    ["2026-12-11", { kind: "inside", lastDay: "2026-12-21" }],
    ["2026-12-12", { kind: "inside", lastDay: "2026-12-21" }],
    ["2026-12-21", { kind: "inside", lastDay: "2026-12-21" }],
    ["2026-12-22", { kind: "too-late", lastDay: "2026-12-21" }],
  ])("on %s it is %o", (today, verdict) => {
    expect(judgeWindow(expiresOn, day(today))).toEqual(verdict);
  });

  it.each([
    ["across a leap day", "2028-03-30", "2028-02-29", "2028-02-28", "2028-04-09"],
    ["across the end of a common February", "2027-03-15", "2027-02-13", "2027-02-12", "2027-03-25"],
    ["on a leap day", "2028-02-29", "2028-01-30", "2028-01-29", "2028-03-10"],
    ["at the end of a month of 31 days", "2026-08-31", "2026-08-01", "2026-07-31", "2026-09-10"],
    ["across the new year", "2027-01-05", "2026-12-06", "2026-12-05", "2027-01-15"],
  ])("%s: a card that expires on %s is accepted from %s, not on %s, until %s", (_, expiry, first, dayBefore, last) => {
    expect(judgeWindow(day(expiry), day(dayBefore))).toEqual({ kind: "too-early", firstDay: first });
    expect(judgeWindow(day(expiry), day(first))).toEqual({ kind: "inside", lastDay: last });
    expect(judgeWindow(day(expiry), day(last))).toEqual({ kind: "inside", lastDay: last });
    expect(judgeWindow(day(expiry), addDays(day(last), 1))).toEqual({ kind: "too-late", lastDay: last });
  });

  it("agrees with days counted one by one on any two days", () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -60, max: 60 }), (expiry, offset) => {
        const today = addDays(expiry, offset);
        const left = countedDays(today, expiry);
        const expected = left > 30 ? "too-early" : left < -10 ? "too-late" : "inside";
        expect(judgeWindow(expiry, today).kind).toBe(expected);
      }),
    );
  });

  it("names a first day that is accepted while the day before it is not", () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 31, max: 400 }), (expiry, left) => {
        const verdict = judgeWindow(expiry, addDays(expiry, -left));
        expect(verdict.kind).toBe("too-early");
        if (verdict.kind !== "too-early") return;
        expect(judgeWindow(expiry, verdict.firstDay).kind).toBe("inside");
        expect(judgeWindow(expiry, addDays(verdict.firstDay, -1)).kind).toBe("too-early");
      }),
    );
  });
});

function card(over: Partial<IdentityDocument>): IdentityDocument {
  const base = {
    iin,
    type: "id-card",
    number: "1",
    issuedOn: day("2016-12-11"),
    expiresOn: day("2026-12-11"),
  } as const;
  return { ...base, issuer: "ІІМ", status: "valid", ...over };
}

describe("the card in question", () => {
  it("is none when there is none, whatever else the person holds", () => {
    expect(cardInQuestion([])).toBeUndefined();
    expect(cardInQuestion([card({ type: "passport" })])).toBeUndefined();
  });

  it("is the valid card that expires last", () => {
    const older = card({ number: "older", expiresOn: day("2025-01-01") });
    const newer = card({ number: "newer" });
    expect(cardInQuestion([older, newer])?.number).toBe("newer");
    expect(cardInQuestion([newer, older])?.number).toBe("newer");
  });

  it("is a valid card rather than a lost or invalid one, however new that is", () => {
    const valid = card({ number: "valid" });
    const lost = card({ number: "lost", status: "lost", issuedOn: day("2024-01-01"), expiresOn: day("2034-01-01") });
    expect(cardInQuestion([lost, valid])?.number).toBe("valid");
  });

  it("is the one issued last when none is valid", () => {
    const invalid = card({
      number: "invalid",
      status: "invalid",
      issuedOn: day("2015-01-01"),
      expiresOn: day("2035-01-01"),
    });
    const lost = card({ number: "lost", status: "lost", issuedOn: day("2020-01-01") });
    expect(cardInQuestion([invalid, lost])?.number).toBe("lost");
    expect(cardInQuestion([lost, invalid])?.number).toBe("lost");
  });

  it("is never a passport", () => {
    const passport = card({ number: "passport", type: "passport", expiresOn: day("2036-01-01") });
    expect(cardInQuestion([passport, card({ number: "card" })])?.number).toBe("card");
  });
});

describe("changes of data since the card was issued [S4 §3.5]", () => {
  const change = (date: string) => ({ iin, field: "surname", from: "А", to: "Б", date: day(date) }) as const;

  it.each([
    ["2016-12-10", 0],
    ["2016-12-11", 1],
    ["2016-12-12", 1],
  ])("of a card issued on 2016-12-11, a change on %s counts %i times", (date, count) => {
    expect(changesSince([change(date)], day("2016-12-11"))).toHaveLength(count);
  });

  it("leaves out what came before and keeps all that came after", () => {
    const changes = [change("2010-01-01"), change("2020-01-01"), change("2024-01-01")];
    expect(changesSince(changes, day("2016-12-11")).map(({ date }) => date)).toEqual(["2020-01-01", "2024-01-01"]);
  });
});

describe("the state duty by the day [S4 §3.14–15]", () => {
  it.each([
    ["2025-01-01", 786],
    ["2025-12-31", 786],
    ["2026-01-01", 0],
    ["2026-11-21", 0],
  ])("on %s is %i ₸", (today, amount) => {
    expect(stateDutyOn(day(today))).toBe(amount);
  });

  it("is not guessed for a day before the table begins", () => {
    expect(() => stateDutyOn(day("2024-12-31"))).toThrow(RangeError);
  });

  it("knows every category of the 2025 table that is freed from it", () => {
    expect(exemptStatuses.size).toBe(20);
    expect(exemptStatuses.has("disability")).toBe(true);
    expect(exemptStatuses.has("student")).toBe(false);
  });
});

describe("applying anew after an annulment", () => {
  const follows = (changes: Partial<Follows> = {}): Follows => ({
    number: "2025-0000001",
    startedOn: "2025-12-28",
    annulledOn: "2025-12-30",
    reason: "photo-quality",
    ...changes,
  });
  const expiresOn = localDate("2025-12-21");

  it.each([
    ["2025-12-29", undefined],
    ["2025-12-30", "2026-01-09"],
    ["2026-01-09", "2026-01-09"],
    ["2026-01-10", undefined],
  ])("keeps the window of the first application for ten days: on %s until %s", (today, until) => {
    expect(keptUntil(follows(), expiresOn, localDate(today))).toBe(until);
  });

  it.each(["photo-quality", "signature-quality"])("does so after %s", (reason) => {
    expect(keptUntil(follows({ reason }), expiresOn, localDate("2026-01-05"))).toBe("2026-01-09");
  });

  it("does so after nothing else", () => {
    expect(keptUntil(follows({ reason: "further-verification" }), expiresOn, localDate("2026-01-05"))).toBeUndefined();
    expect(keptUntil(undefined, expiresOn, localDate("2026-01-05"))).toBeUndefined();
  });

  it.each([
    ["2025-11-20", undefined],
    ["2025-11-21", "2026-01-09"],
    ["2025-12-31", "2026-01-09"],
    ["2026-01-01", undefined],
  ])("keeps no window that the first application was not in: started on %s", (startedOn, until) => {
    expect(keptUntil(follows({ startedOn }), expiresOn, localDate("2026-01-05"))).toBe(until);
  });
});
