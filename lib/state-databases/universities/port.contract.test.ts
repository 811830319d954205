import { beforeAll, describe, expect, test } from "vitest";
import type { Iin } from "@/lib/kernel/iin";
import { iin, makeWorld, portsFor } from "../world-for-tests";
import type { Universities } from "./port";

const student = iin("900101300007");
const pupil = iin("850515400012");
const place = { institution: "Еуразия ұлттық университеті", kato: "710000000", form: "full-time", level: "university" };

/** What every EPVO does; it holds a place that begins on 21 November 2026. */
export function describeContract(makePort: (person: Iin, now?: Date) => Promise<Universities>): void {
  test("tells a place of study from its first day on", async () => {
    const on = async (day: string) =>
      (await makePort(student, new Date(`${day}T12:00:00+05:00`))).studies({ iin: student });
    expect(await on("2026-11-20")).toEqual({ kind: "found", value: [] });
    expect(await on("2026-11-21")).toEqual({
      kind: "found",
      value: [{ iin: student, ...place, from: "2026-11-21", to: "2030-06-30" }],
    });
  });

  test("knows nothing of schools and colleges: no place is an empty list", async () => {
    expect(await (await makePort(pupil)).studies({ iin: pupil })).toEqual({ kind: "found", value: [] });
  });
}

describe("the mock of EPVO", () => {
  beforeAll(() =>
    makeWorld({
      studies: [
        { iin: student, source: "universities", ...place, from: "2026-11-21", to: "2030-06-30" },
        { iin: pupil, source: "schools", ...place, level: "college", from: "2024-09-01" },
      ],
    }),
  );
  describeContract(async (who, now) => (await portsFor(who, now ? { now } : {})).universities);
});
