import { describe, expect, it } from "vitest";
import { localDate } from "@/lib/kernel/local-date";
import { tenge } from "@/lib/kernel/tenge";
import { formatDate, formatDateTime, formatTenge, formatTime } from "./format";

const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, " ");

describe("dates", () => {
  it("writes a day in each language", () => {
    const day = localDate("2026-03-09");
    expect(plain(formatDate("kk", day))).toBe("2026 ж. 9 наурыз");
    expect(plain(formatDate("ru", day))).toBe("9 марта 2026 г.");
    expect(plain(formatDate("en", day))).toBe("9 March 2026");
  });

  it("tells an instant by the clocks of Kazakhstan: 19:30 UTC is the next day", () => {
    const instant = new Date("2026-03-08T19:30:00Z");
    expect(plain(formatDateTime("en", instant))).toBe("9 March 2026 at 00:30");
    expect(plain(formatDateTime("kk", instant))).toBe("2026 ж. 9 наурыз, 00:30");
    expect(formatTime("ru", instant)).toBe("00:30");
  });
});

describe("money", () => {
  it("parts the thousands and never the amount from its sign", () => {
    expect(plain(formatTenge("kk", tenge(12_865)))).toBe("12 865 ₸");
    expect(plain(formatTenge("ru", tenge(12_865)))).toBe("12 865 ₸");
    expect(formatTenge("en", tenge(12_865))).toBe("12,865\u00a0₸");
    expect(formatTenge("en", tenge(0))).toBe("0\u00a0₸");
  });
});
