import "server-only";
import type { Iin } from "@/lib/kernel/iin";
import { judgeChecks } from "./judge-checks";
import { placeOrder } from "./place-order";
import { openOwnApplication } from "./view-application";

/** Asks for the applicant, at once, whatever state databases their application waits for; nobody else's application is touched. */
export async function askAgain(id: string, applicant: Iin): Promise<void> {
  if (!(await openOwnApplication(id, applicant))) return;
  await judgeChecks(id);
  await placeOrder(id);
}
