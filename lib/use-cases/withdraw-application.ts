import "server-only";
import { err, type Result } from "@/lib/kernel/result";
import type { Iin } from "@/lib/kernel/iin";
import type { State } from "@/lib/process/state";
import { findApplication } from "./application-record";
import { changeApplication, type ChangeFailure } from "./change-application";

/** Withdraws the applicant's own application, where the service still allows it. */
export async function withdrawApplication(id: string, applicant: Iin): Promise<Result<State, ChangeFailure>> {
  const application = await findApplication(id);
  if (application?.applicant !== applicant) return err({ kind: "not-found" });
  return changeApplication({ id, actor: { kind: "citizen", iin: applicant }, command: { type: "withdraw" } });
}
