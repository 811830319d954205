import { beforeAll, describe, expect, test } from "vitest";
import type { Iin } from "@/lib/kernel/iin";
import { iin, makeWorld, portsFor } from "../world-for-tests";
import type { Schools } from "./port";

const student = iin("900101300007");
const other = iin("850515400012");
const place = { institution: "Политехникалық колледж", kato: "710000000", form: "full-time", level: "college" };

/** What every NOBD does; it holds a place from 2024 to 2026 and one that begins on 21 November 2026. */
export function describeContract(makePort: (person: Iin, now?: Date) => Promise<Schools>): void {
  test("tells places of study from their first day on, past ones too", async () => {
    const on = async (day: string) =>
      (await makePort(student, new Date(`${day}T12:00:00+05:00`))).studies({ iin: student });
    const past = { iin: student, ...place, from: "2024-09-01", to: "2026-06-30" };
    expect(await on("2026-11-20")).toEqual({ kind: "found", value: [past] });
    expect(await on("2026-11-21")).toEqual({
      kind: "found",
      value: [past, { iin: student, ...place, from: "2026-11-21" }],
    });
  });

  test("knows nothing of universities: no place is an empty list", async () => {
    expect(await (await makePort(other)).studies({ iin: other })).toEqual({ kind: "found", value: [] });
  });
}

describe("the mock of NOBD", () => {
  beforeAll(() =>
    makeWorld({
      studies: [
        { iin: student, source: "schools", ...place, from: "2026-11-21" },
        { iin: student, source: "schools", ...place, from: "2024-09-01", to: "2026-06-30" },
        { iin: other, source: "universities", ...place, level: "university", from: "2024-09-01" },
      ],
    }),
  );
  describeContract(async (who, now) => (await portsFor(who, now ? { now } : {})).schools);
});
