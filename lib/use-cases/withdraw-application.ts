import "server-only";
import { err, type Result } from "@/lib/kernel/result";
import { actorOf, type Applicant } from "@/lib/process/applicant";
import type { State } from "@/lib/process/state";
import { findOwn } from "./application-record";
import { changeApplication, type ChangeFailure } from "./change-application";

/** Withdraws an application that is open to this applicant, where the service still allows it. */
export async function withdrawApplication(id: string, applicant: Applicant): Promise<Result<State, ChangeFailure>> {
  if (!(await findOwn(id, applicant))) return err({ kind: "not-found" });
  return changeApplication({ id, actor: actorOf(applicant), command: { type: "withdraw" } });
}
