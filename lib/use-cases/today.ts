import "server-only";
import { now, realNow } from "@/lib/infra/clock";
import { localDateOf, type LocalDate } from "@/lib/kernel/local-date";

/** The day on everyone's clock. The public pages need it while the database is down as well: then it is the machine's day. */
export async function today(): Promise<LocalDate> {
  try {
    return localDateOf(await now());
  } catch {
    return localDateOf(realNow());
  }
}
