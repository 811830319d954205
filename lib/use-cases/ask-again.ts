import "server-only";
import type { Applicant } from "@/lib/process/applicant";
import { judgeChecks } from "./judge-checks";
import { askAccessAgain } from "./officer-kinship";
import { placeOrder } from "./place-order";
import { openOwnApplication } from "./view-application";

/** Asks for the applicant, at once, whatever state databases their application waits for; nobody else's application is touched. */
export async function askAgain(id: string, applicant: Applicant): Promise<void> {
  const application = await openOwnApplication(id, applicant);
  if (!application) return;
  await askAccessAgain(application);
  await judgeChecks(id);
  await placeOrder(id);
}
