import "server-only";
import { randomBytes, randomUUID } from "node:crypto";
import { z } from "zod";
import type { Answer } from "@/lib/kernel/answer";
import { err, ok, type Result } from "@/lib/kernel/result";
import { localDateOf } from "@/lib/kernel/local-date";
import { now as clockOf } from "@/lib/infra/clock";
import type { Locale } from "@/lib/i18n/locale";
import type { Evidence } from "@/lib/process/facts";
import { offeredDecisions } from "@/lib/process/offered-decisions";
import { situationOf } from "@/lib/process/position";
import type { Situation } from "@/lib/process/stages";
import type { DecisionDemand, DecisionEntry } from "@/lib/process/task-decision";
import type { DatabaseName } from "@/lib/state-databases/ports";
import { openPorts } from "@/lib/state-databases/gateway";
import { offeredReasons } from "@/lib/process/refunds";
import { decisiveAmong } from "@/lib/process/recheck";
import type { SigningWay } from "@/lib/process/signing-ways";
import type { State } from "@/lib/process/state";
import { changeApplication, type ChangeFailure } from "./change-application";
import { portalReader } from "./gather-facts";
import { keepRequest, type DocumentToSign } from "./prepare-signature";
import { recheckOf, recheckRecord, timeOfRecheck, type Recheck } from "./recheck-task";
import { recheckLines } from "./recheck-words";
import {
  ClaimLost,
  demandClaim,
  findTask,
  isHeldBy,
  rolesOf,
  taskStage,
  type Officer,
  type TaskWithApplication,
} from "./task-access";
import { DocumentAlreadySigned, keepSignature } from "./signing/keep-signature";
import { verifyProof } from "./signing/verify-proof";
import type { SigningFailure } from "./verify-cms";
import { evidenceLines, wordsOf } from "./words";

/** What an officer means to decide. */
export interface Decision {
  readonly decision: string;
  /** One of the decision's reason codes; null where it has none. */
  readonly reason: string | null;
  /** For the applicant to read; may be empty. */
  readonly comment: string;
  /** What the officer has typed where the decision asks for something. */
  readonly entry?: string;
  /** The officer has seen that a check which passed at submission would refuse now. */
  readonly seesDifference?: boolean;
}

export type DecisionFailure =
  | { readonly kind: "not-found" }
  /** The claim has run out, or another officer has it. */
  | { readonly kind: "not-claimed" }
  | { readonly kind: "unknown-decision" | "reason-required" | "comment-required" }
  /** What was typed cannot be taken, or the state database knows nothing of it. */
  | { readonly kind: "entry-invalid" }
  /** A state database says something that stands against it; `message`: the key of what is said of it. */
  | { readonly kind: "refused-by-database"; readonly field: "decision" | "entry"; readonly message: string }
  | { readonly kind: "unanswered"; readonly databases: readonly string[] }
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
  const now = await clockOf(found.application.applicant);
  const today = localDateOf(now);
  const declared = stage && offeredDecisions(stage, situationOf(found.application.state, today)).get(decision.decision);
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
  const entered =
    declared.outcome === "continue" && declared.enters
      ? await madeGood(found, declared.enters, decision, rolesOf(found, officer), now)
      : declared.outcome === "continue" && declared.demands
        ? await borneOut(found, declared.demands, now)
        : ok(null);
  if (!entered.ok) return entered;
  const content =
    declared.outcome === "annulled"
      ? { decision: decision.decision, reason: decision.reason, comment: decision.comment, entered: null }
      : { decision: decision.decision, reason: null, comment: "", entered: entered.value };
  const nonce = randomBytes(16).toString("hex");
  const document = await keepRequest({
    application,
    stage: stage.id,
    purpose: `decide-task:${task.id}`,
    signer: officer.iin,
    nonce,
    text: decisionText(found, officer, content, recheck, locale, nonce, today),
    content: {
      ...content,
      entered: content.entered && JSON.stringify(content.entered),
      recheckedAt: timeOfRecheck(recheck),
    },
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
  const { decision, reason, comment, entered, recheckedAt } = preparedSchema.parse(document.content);
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
        ...(entered === null ? {} : { entered }),
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

const preparedSchema = z.object({
  decision: z.string(),
  reason: z.string().nullable(),
  comment: z.string(),
  entered: z
    .string()
    .transform((text) => evidenceSchema.parse(JSON.parse(text)))
    .nullable()
    .default(null),
  recheckedAt: z.string().nullable(),
});
const evidenceSchema = z.record(z.string(), z.string());

/** What an officer signs of a decision. */
interface Content {
  readonly decision: string;
  readonly reason: string | null;
  readonly comment: string;
  readonly entered: Evidence | null;
}

/** What was typed, as the state database that knows of it makes it good. */
async function madeGood(
  task: TaskWithApplication,
  { schema, database, ask }: DecisionEntry,
  { entry }: Decision,
  roles: readonly string[],
  now: Date,
): Promise<Result<Evidence, DecisionFailure>> {
  const typed = schema.safeParse(entry);
  if (!typed.success) return err({ kind: "entry-invalid" });
  const told = heard(await ask(portOf(task, database, now), typed.data, standingOf(task, now), roles), database);
  if (!told.ok) return told;
  return told.value.ok ? ok(told.value.value) : err(refusedBy(task, "entry", told.value.error));
}

/** Whether the state database on whose word a decision rests has nothing against it. */
async function borneOut(
  task: TaskWithApplication,
  { database, ask }: DecisionDemand,
  now: Date,
): Promise<Result<null, DecisionFailure>> {
  const told = heard(await ask(portOf(task, database, now), standingOf(task, now)), database);
  if (!told.ok) return told;
  return told.value === null ? ok(null) : err(refusedBy(task, "decision", told.value));
}

function portOf({ application }: TaskWithApplication, database: DatabaseName, now: Date): never {
  const purpose = application.service.id;
  return openPorts({ reader: portalReader, purpose, applicationId: application.id, now })[database] as never;
}

function standingOf({ application }: TaskWithApplication, now: Date): Situation {
  return situationOf(application.state, localDateOf(now));
}

/** What a state database has told of what an officer decides; what it does not know is no ground. */
function heard<T>(answer: Answer<T>, database: DatabaseName): Result<T, DecisionFailure> {
  switch (answer.kind) {
    case "found":
      return ok(answer.value);
    case "not-found":
    case "denied":
      return err({ kind: "entry-invalid" });
    case "unavailable":
    case "invalid-answer":
      return err({ kind: "unanswered", databases: [database] });
  }
}

function refusedBy(
  { application, task }: TaskWithApplication,
  field: "decision" | "entry",
  refusal: string,
): DecisionFailure {
  const message = `services.${application.service.id}.tasks.${task.stage}.refusals.${refusal}`;
  return { kind: "refused-by-database", field, message };
}

function decisionText(
  { application, task }: TaskWithApplication,
  officer: Officer,
  { decision, reason, comment, entered }: Content,
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
    ...evidenceLines(entered ?? {}, words, locale).map(({ label, text }) => `${label}: ${text}`),
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
