import "server-only";
import { env } from "@/lib/infra/env";

/** Whether the state databases behind this portal are played: every page says so. */
export function isTrial(): boolean {
  return env.mocks;
}

/** Whether a service whose legal period has ended takes no new applications. */
export function enforcesLegalPeriods(): boolean {
  return env.enforceLegalPeriods;
}
