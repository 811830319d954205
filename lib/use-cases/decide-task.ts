import "server-only";
import { randomBytes, randomUUID } from "node:crypto";
import { err, ok, type Result } from "@/lib/kernel/result";
import { localDateOf } from "@/lib/kernel/local-date";
import { now as clockOf } from "@/lib/infra/clock";
import type { Locale } from "@/lib/i18n/locale";
import { offeredReasons } from "@/lib/process/refunds";
import { decisiveAmong } from "@/lib/process/recheck";
import type { SigningWay } from "@/lib/process/signing-ways";
import type { State } from "@/lib/process/state";
import { changeApplication, type ChangeFailure } from "./change-application";
import { keepRequest, type DocumentToSign } from "./prepare-signature";
import { recheckOf, recheckRecord, timeOfRecheck, type Recheck } from "./recheck-task";
import { recheckLines } from "./recheck-words";
import {
  ClaimLost,
  demandClaim,
  findTask,
  isHeldBy,
  taskStage,
  type Officer,
  type TaskWithApplication,
} from "./task-access";
import { DocumentAlreadySigned, keepSignature } from "./signing/keep-signature";
import { verifyProof } from "./signing/verify-proof";
import type { SigningFailure } from "./verify-cms";
import { wordsOf } from "./words";

/** What an officer means to decide. */
export interface Decision {
  readonly decision: string;
  /** One of the decision's reason codes; null where it has none. */
  readonly reason: string | null;
  /** For the applicant to read; may be empty. */
  readonly comment: string;
  /** The officer has seen that a check which passed at submission would refuse now. */
  readonly seesDifference?: boolean;
}

export type DecisionFailure =
  | { readonly kind: "not-found" }
  /** The claim has run out, or another officer has it. */
  | { readonly kind: "not-claimed" }
  | { readonly kind: "unknown-decision" | "reason-required" | "comment-required" }
  /** A check would refuse now, and the officer has not said that they go on all the same. */
  | { readonly kind: "difference-unseen" };

/** Makes the document with which an officer confirms a decision by EDS. The officer holds the task. */
export async function prepareDecision(
  taskId: string,
  officer: Officer,
  decision: Decision,
  locale: Locale,
): Promise<Result<DocumentToSign, DecisionFailure>> {
  const found = await findTask(taskId, officer);
  if (!found) return err({ kind: "not-found" });
  if (!isHeldBy(found.task, officer.iin)) return err({ kind: "not-claimed" });
  const stage = taskStage(found);
  const declared =
    stage && Object.hasOwn(stage.decisions, decision.decision) ? stage.decisions[decision.decision] : undefined;
  if (!stage || !declared) return err({ kind: "unknown-decision" });
  if (declared.outcome === "annulled") {
    const { service, state } = found.application;
    if (decision.reason === null || !offeredReasons(service, state, declared).includes(decision.reason))
      return err({ kind: "reason-required" });
    if (decision.comment === "") return err({ kind: "comment-required" });
  }
  const { application, task } = found;
  const recheck = await recheckOf(task.id, officer.iin);
  if (declared.outcome === "continue" && decisiveAmong(recheck?.results ?? []).length > 0 && !decision.seesDifference) {
    return err({ kind: "difference-unseen" });
  }
  const content =
    declared.outcome === "annulled"
      ? { decision: decision.decision, reason: decision.reason, comment: decision.comment }
      : { decision: decision.decision, reason: null, comment: "" };
  const nonce = randomBytes(16).toString("hex");
  const today = localDateOf(await clockOf(application.applicant));
  const document = await keepRequest({
    application,
    stage: stage.id,
    purpose: `decide-task:${task.id}`,
    signer: officer.iin,
    nonce,
    text: decisionText(found, officer, content, recheck, locale, nonce, today),
    content: { ...content, recheckedAt: timeOfRecheck(recheck) },
  });
  return ok(document);
}

/** Decides a task by the officer's EDS over the prepared decision. */
export async function decideTask(request: {
  readonly taskId: string;
  readonly officer: Officer;
  readonly nonce: string;
  readonly cms: string;
  /** A key file, unless said otherwise. */
  readonly way?: SigningWay;
}): Promise<Result<State, ChangeFailure | SigningFailure | DecisionFailure>> {
  const { officer, taskId } = request;
  const found = await findTask(taskId, officer);
  if (!found) return err({ kind: "not-found" });
  if (!isHeldBy(found.task, officer.iin)) return err({ kind: "not-claimed" });
  const signed = await verifyProof(
    request.nonce,
    { cms: request.cms, way: request.way },
    officer.iin,
    await clockOf(officer.iin),
  );
  if (!signed.ok) return signed;
  const document = signed.value.request;
  if (document.purpose !== `decide-task:${taskId}`) return err({ kind: "document-gone" });
  const { decision, reason, comment, recheckedAt } = document.content as Decision & { recheckedAt: string | null };
  // What the officer signed names what the databases said: asked again meanwhile, it is another document.
  const recheck = await recheckOf(taskId, officer.iin);
  if (timeOfRecheck(recheck) !== recheckedAt) return err({ kind: "document-gone" });
  const signatureId = randomUUID();
  try {
    return await changeApplication({
      id: found.application.id,
      actor: { kind: "officer", ...officer },
      command: {
        type: "decide-task",
        stage: document.stage,
        role: found.task.role,
        decision,
        reason,
        comment,
        signatureId,
      },
      seq: document.seq,
      also: async (tx) => {
        await demandClaim(tx, taskId, officer.iin);
        await keepSignature(tx, signatureId, officer.iin, signed.value, recheckRecord(found.application, recheck));
        await tx.taskRecheck.deleteMany({ where: { taskId } });
      },
    });
  } catch (error) {
    if (error instanceof DocumentAlreadySigned) return err({ kind: "document-gone" });
    if (error instanceof ClaimLost) return err({ kind: "not-claimed" });
    throw error;
  }
}

function decisionText(
  { application, task }: TaskWithApplication,
  officer: Officer,
  { decision, reason, comment }: Decision,
  recheck: Recheck | null,
  locale: Locale,
  nonce: string,
  today: ReturnType<typeof localDateOf>,
): string {
  const { service, state } = application;
  const words = wordsOf(locale, `services.${service.id}`);
  const document = wordsOf(locale, "document");
  return [
    document("decisionTitle"),
    words("title"),
    "",
    `${document("number")}: ${state.number}`,
    `${document("signedApplication")}: ${state.documentHash ?? ""}`,
    `${document("decision")}: ${words(`tasks.${task.stage}.decisions.${decision}`)}`,
    ...(reason === null ? [] : [`${document("reason")}: ${words(`annulments.${reason}.title`)}`]),
    ...(comment === "" ? [] : [`${document("comment")}: ${comment}`]),
    ...((taskStage({ task, application })?.rechecks?.length ?? 0) > 0
      ? recheckLines(application, recheck, locale)
      : []),
    "",
    document("decisionStatement"),
    "",
    `${document("officerIin")}: ${officer.iin}`,
    `${document("date")}: ${today}`,
    `${document("nonce")}: ${nonce}`,
    "",
  ].join("\n");
}
