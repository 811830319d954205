import "server-only";
import { z } from "zod";
import { iinSchema, type Iin } from "@/lib/kernel/iin";
import type { LocalDate } from "@/lib/kernel/local-date";
import { durationSchema, setClock, type ClockChange } from "@/lib/infra/clock";
import { morningOf } from "./copy-person";
import { done, qaCall } from "./qa-call";

/** What may be asked of a clock: one of `now`, `advance`, `reset`; of one person's with `iin`. */
export const clockSchema = z
  .strictObject({
    iin: iinSchema.optional(),
    now: z.iso.datetime({ offset: true, error: "an instant looks like 2026-11-21T10:00:00+05:00" }).optional(),
    advance: z
      .string()
      .refine((text) => durationSchema.safeParse(text).success, { error: "a length of time looks like P3D or PT10M" })
      .optional(),
    reset: z.literal(true).optional(),
  })
  .transform(({ iin, now, advance, reset }, context): ClockChange => {
    const wanted: ClockChange[] = [
      ...(now === undefined ? [] : [{ iin, now: new Date(now) }]),
      ...(advance === undefined ? [] : [{ iin, advance }]),
      ...(reset === undefined ? [] : [{ iin, reset }]),
    ];
    const [change] = wanted;
    if (change && wanted.length === 1) return change;
    context.addIssue({ code: "custom", message: "give exactly one of now, advance and reset" });
    return z.NEVER;
  });

/** `POST /api/qa/clock`: sets, moves or resets a clock. Out: the instant it shows then. */
export const clockCall = qaCall(clockSchema, async (change) => done({ now: (await setClock(change)).toISOString() }));

/** A change of the console: a length of time to go forward, a day to go to, or back to real time. */
export async function moveClock(iin: Iin | undefined, change: string, day: LocalDate | undefined): Promise<void> {
  if (change === "reset") await setClock({ iin, reset: true });
  else if (change !== "set") await setClock({ iin, advance: change });
  else if (day !== undefined) await setClock({ iin, now: morningOf(day) });
}
