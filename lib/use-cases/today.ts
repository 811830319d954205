import "server-only";
import { now, realNow } from "@/lib/infra/clock";
import { localDateOf, type LocalDate } from "@/lib/kernel/local-date";

/** Every public page asks; a second is short enough for whoever has just moved the clock. */
const keptMs = 1_000;

let kept: { readonly at: number; readonly day: Promise<LocalDate> } | undefined;

async function lookUp(): Promise<LocalDate> {
  try {
    return localDateOf(await now());
  } catch {
    return localDateOf(realNow());
  }
}

/** The day on everyone's clock. The public pages need it while the database is down as well: then it is the machine's day. */
export async function today(): Promise<LocalDate> {
  const at = realNow().getTime();
  if (kept === undefined || at - kept.at > keptMs) kept = { at, day: lookUp() };
  return kept.day;
}
