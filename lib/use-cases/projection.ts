import "server-only";
import { z } from "zod";
import { canonicalJson } from "@/lib/infra/event-log";
import type { DatedEvent } from "@/lib/process/events";
import { replay } from "@/lib/process/state";

const storedSchema = z.looseObject({
  stages: z.record(z.string(), z.looseObject({ status: z.string(), at: z.string() })),
  silentSince: z.string().optional(),
});

/**
 * Whether a stored projection is what this program, or an earlier one, makes of these events. An earlier one put down a silent check with
 * the hour of the last question in vain instead of the first, and did not say since when the application had waited: either is an hour
 * of the events themselves, and is written anew with the application's next event.
 */
export function isProjectionOf(events: readonly DatedEvent[], stored: unknown): boolean {
  const replayed = replay(events);
  if (canonicalJson(replayed) === canonicalJson(stored)) return true;
  const earlier = storedSchema.safeParse(stored);
  if (!earlier.success) return false;
  return canonicalJson(withoutHours(events, replayed)) === canonicalJson(withoutHours(events, earlier.data));
}

interface Hours {
  readonly silentSince?: string | undefined;
  readonly stages: Readonly<Record<string, { readonly status: string; readonly at: string }>>;
}

/** The state without the hours of questions in vain, as far as the events have them. */
function withoutHours(events: readonly DatedEvent[], { silentSince, stages, ...state }: Hours): object {
  const silent = events.filter((event) => event.type === "check-unanswered");
  const isOne = (at: string | undefined) => at === undefined || silent.some((event) => event.at === at);
  const waiting = Object.entries(stages).map(([id, stage]) => {
    const isAsked =
      stage.status === "unanswered" && silent.some((event) => event.stage === id && event.at === stage.at);
    return [id, isAsked ? { ...stage, at: null } : stage];
  });
  return {
    ...state,
    stages: Object.fromEntries(waiting) as object,
    ...(isOne(silentSince) ? {} : { silentSince }),
  };
}
