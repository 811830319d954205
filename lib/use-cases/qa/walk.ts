import "server-only";
import { localDateOf } from "@/lib/kernel/local-date";
import { now as clockOf } from "@/lib/infra/clock";
import type { Applicant } from "@/lib/process/applicant";
import { savableSteps } from "@/lib/process/available";
import type { Service } from "@/lib/process/define-service";
import { currentStage, isSigned, phaseOf, type Phase } from "@/lib/process/position";
import type { Stage, StepStage } from "@/lib/process/stages";
import type { State } from "@/lib/process/state";
import { findApplication, type ApplicationRecord } from "../application-record";
import { judgeChecks } from "../judge-checks";
import { orderInvoice } from "../order-invoice";
import { placeOrder } from "../place-order";
import { prepareSignature } from "../prepare-signature";
import { settlePayment } from "../settle-payment";
import { signApplication } from "../sign-application";
import { startApplication } from "../start-application";
import { takePlace } from "../take-place";
import { payAtProvider } from "@/lib/state-databases/payments/mock-provider";
import { applicantForQa } from "./acting-for-qa";
import { signFor } from "./test-keys";
import { NoSuchPicture, saveAsTold, type WalkForm } from "./walk-answers";
import { refusalsIn, type Refusal } from "./walk-refusals";
import { answerAsOwners, type OwnersPlay } from "./walk-owner";
import { decideAsAny, handOverAsOfficer, openTaskOf, type Wanted } from "./walk-officer";

export const walkTargets = [
  "draft",
  "signed",
  "awaiting-consent",
  "awaiting-payment",
  "in-review",
  "ready",
  "done",
] as const;
export type WalkTarget = (typeof walkTargets)[number];

/** The kind of stage at which a target stands still. */
const standsAt = {
  "awaiting-consent": "consent",
  "awaiting-payment": "payment",
  "in-review": "task",
  ready: "handover",
} as const satisfies Partial<Record<WalkTarget, Stage["kind"]>>;

export interface Where {
  readonly id: string;
  readonly number: string;
  readonly state: Phase;
}

/** What came of a walk. `waiting`: these state databases do not answer. `stuck`: why it goes no further, in words. */
export type Walked =
  | ({ readonly kind: "reached" } & Where)
  | ({ readonly kind: "refused"; readonly refusals: readonly Refusal[] } & Where)
  | ({ readonly kind: "waiting"; readonly databases: readonly string[] } & Where)
  | { readonly kind: "stuck"; readonly message: string; readonly where?: Where }
  | { readonly kind: "invalid"; readonly field: string; readonly message: string; readonly where: Where };

/** More moves than the longest service has stages. */
const mostMoves = 200;

type Failed = Exclude<Walked, { readonly kind: "reached" }>;

/** What the people around an application do. */
export interface Walk {
  readonly form: WalkForm;
  /** What an officer is to decide; left out, they let it go on. */
  readonly decision?: Wanted | undefined;
  /** What the owners do who are asked; left out, they consent. */
  readonly owners?: OwnersPlay | undefined;
  /** Stands still before its target where this says so: in the state, with this stage next, and of which kind. */
  readonly pausesAt?: (state: State, next: Stage["kind"] | undefined, stage: string | undefined) => boolean;
}

/**
 * Walks an application to a state by the very use cases that a person, an officer and the portal would set off: starts it (or takes the active one),
 * answers, signs with the person's test key, decides and hands over as officers of the region. A rule that says no stops the walk.
 */
export async function walkApplication(
  serviceId: string,
  applicant: Applicant,
  to: WalkTarget,
  walk: Walk = { form: {} },
): Promise<Walked> {
  const started = await startApplication(serviceId, applicant);
  if (!started.ok) return { kind: "stuck", message: started.error.kind };
  if (!started.value.isNew) {
    const failed = await answerAnew(await load(started.value.id), walk.form);
    if (failed) return failed;
  }
  for (let move = 0; move < mostMoves; move += 1) {
    const application = await load(started.value.id);
    const { service, state } = application;
    const here = await whereIs(application);
    const next = await standsBefore(application);
    if (walk.pausesAt?.(state, next?.kind, next?.id)) return { kind: "reached", ...here };
    const arrived = arrival(service, state, here, to, next?.kind);
    if (arrived) return arrived;
    const failed = await goOn(application, walk);
    if (failed) return failed;
    const after = await load(application.id);
    const refusals = refusalsIn(after.state);
    if (after.state.seq > state.seq && refusals.length > 0) {
      return { kind: "refused", refusals, ...(await whereIs(after)) };
    }
    if (after.state.seq === state.seq) return standstill(after);
  }
  return { kind: "stuck", message: "the application goes round in circles" };
}

/** Whether the target is reached, or can be reached no more; nothing while it lies ahead. */
function arrival(
  service: Service,
  state: State,
  here: Where,
  to: WalkTarget,
  next: Stage["kind"] | undefined,
): Walked | undefined {
  const stuck = (message: string): Walked => ({ kind: "stuck", message, where: here });
  if (here.state === "granted") return to === "done" ? { kind: "reached", ...here } : stuck("it is done already");
  if (state.outcome) {
    const refusals = refusalsIn(state);
    if (state.outcome.kind === "refused") return { kind: "refused", refusals, ...here };
    return { kind: "stuck", message: `it has ended: ${state.outcome.kind}`, where: here };
  }
  switch (to) {
    case "draft":
      if (isSigned(service, state)) return stuck("it is signed already");
      return next === "signature" ? { kind: "reached", ...here } : undefined;
    case "signed":
      return isSigned(service, state) ? { kind: "reached", ...here } : undefined;
    case "done":
      return undefined;
    default: {
      const kind = standsAt[to];
      const stages = service.stages.filter((stage) => stage.kind === kind);
      if (stages.length === 0) return stuck(`this service has no stage of ${kind}: ${to} is not reachable`);
      if (here.state === to) return { kind: "reached", ...here };
      return stages.every(({ id }) => state.stages[id]?.status === "done")
        ? stuck(passed(to, stages, state))
        : undefined;
    }
  }
}

/** The stage that comes next on the applicant's day. */
async function standsBefore({ service, state, applicant }: ApplicationRecord): Promise<Stage | undefined> {
  return currentStage(service, state, localDateOf(await clockOf(applicant)));
}

function passed(to: WalkTarget, stages: readonly Stage[], state: State): string {
  if (to !== "awaiting-payment") return `${to} is over already`;
  if (stages.some(({ id }) => isPaid(state, id))) return `${to} is over already`;
  const notes = stages.map(({ id }) => state.stages[id]).map((at) => (at?.status === "done" ? (at.note ?? "") : ""));
  return `with duty 0 (${notes.join(", ")}) awaiting-payment is not reachable`;
}

function isPaid(state: State, stage: string): boolean {
  const at = state.stages[stage];
  return at?.status === "done" && at.tenge !== undefined;
}

/** One move, by whoever has to make it. Out: why it could not be made. */
async function goOn(application: ApplicationRecord, walk: Walk): Promise<Failed | undefined> {
  const { id, applicant, service, state } = application;
  const now = await clockOf(applicant);
  const stage = currentStage(service, state, localDateOf(now));
  const obstacle = async (message: string | null): Promise<Failed | undefined> =>
    message === null ? undefined : { kind: "stuck", message, where: await whereIs(await load(id)) };
  switch (stage?.kind) {
    case undefined:
      return undefined;
    case "check":
      await judgeChecks(id);
      return undefined;
    case "place":
      await takePlace(id);
      return undefined;
    case "step":
      return answer(application, stage, walk.form, now);
    case "signature":
      return obstacle(await sign(application, now));
    case "order":
      await placeOrder(id);
      // What is placed may be ready by the time it is asked after.
      if ((await load(id)).state.seq === state.seq) await placeOrder(id);
      return undefined;
    case "task":
      return obstacle(await decideAsAny(application, walk.decision));
    case "handover": {
      const task = await openTaskOf(application);
      return obstacle(task ? await handOverAsOfficer(application, task) : "there is no open task");
    }
    case "payment":
      return obstacle(await pay(application, stage.id));
    case "consent":
      return obstacle(await answerAsOwners(application, stage, walk.owners ?? "consent"));
  }
}

async function answer(
  application: ApplicationRecord,
  step: StepStage,
  form: WalkForm,
  now: Date,
): Promise<Failed | undefined> {
  const applicant = await applicantForQa(application);
  const where = await whereIs(application);
  try {
    const saved = await saveAsTold(application, applicant, step, form, now);
    if (saved.ok) return undefined;
    if (saved.error.kind === "unanswered") return { kind: "waiting", databases: saved.error.databases, ...where };
    if (saved.error.kind !== "invalid") return { kind: "stuck", message: `${step.id}: ${saved.error.kind}`, where };
    const [first] = saved.error.errors;
    return { kind: "invalid", field: first?.field ?? "", message: first?.message ?? "", where };
  } catch (error) {
    if (error instanceof NoSuchPicture) return { kind: "invalid", field: error.field, message: error.message, where };
    throw error;
  }
}

/** Pays at the provider's, and lets the portal ask: as a person would who comes back to the portal's page. */
async function pay({ id }: ApplicationRecord, stage: string): Promise<string | null> {
  const invoice = await orderInvoice(id, stage).catch(() => undefined);
  if (!invoice) return invoice === null ? "nothing is to be paid" : "the payment provider does not answer";
  await payAtProvider(invoice.number);
  const settled = await settlePayment(invoice.number);
  return settled === "paid" ? null : `the state duty could not be paid: ${settled}`;
}

/** Gives the told answers of an application that was there before; the rest of those steps is filled in again. */
async function answerAnew(application: ApplicationRecord, form: WalkForm): Promise<Failed | undefined> {
  const { service, state, applicant } = application;
  const now = await clockOf(applicant);
  const told = service.stages.filter(
    (stage): stage is StepStage => stage.kind === "step" && stage.fields.some(({ name }) => name in form),
  );
  const savable = savableSteps(service, state, localDateOf(now));
  if (told.length > 0 && isSigned(service, state)) {
    return { kind: "stuck", message: "it is signed: its answers stay", where: await whereIs(application) };
  }
  for (const step of told.filter(({ id, fields }) => savable.includes(id) && isOtherwise(state, id, fields, form))) {
    const failed = await answer(await load(application.id), step, form, now);
    if (failed) return failed;
  }
  return undefined;
}

function isOtherwise(state: State, step: string, fields: StepStage["fields"], form: WalkForm): boolean {
  const saved = state.answers[step];
  return saved !== undefined && fields.some(({ name }) => name in form && saved[name] !== form[name]);
}

async function sign(application: ApplicationRecord, now: Date): Promise<string | null> {
  const { id } = application;
  const applicant = await applicantForQa(application);
  const prepared = await prepareSignature(id, applicant, "kk");
  if (!prepared.ok) return `the document could not be made: ${prepared.error.kind}`;
  const { nonce, text } = prepared.value;
  const signed = await signApplication({ id, applicant, nonce, cms: await signFor(applicant, text, now) });
  if (signed.ok) return null;
  const { error } = signed;
  return `it could not be signed: ${error.kind === "signature" ? error.failure.reason : error.kind}`;
}

async function standstill(application: ApplicationRecord): Promise<Walked> {
  const { service, state } = application;
  const where = await whereIs(application);
  const silent = Object.values(state.stages).flatMap((at) => (at.status === "unanswered" ? at.databases : []));
  if (silent.length > 0) return { kind: "waiting", databases: [...new Set(silent)], ...where };
  const stage = service.stages.find(({ id }) => state.stages[id]?.status === "open");
  const message =
    stage?.kind === "order" ? `"${stage.id}" is not answered yet by ${stage.database}` : "nothing moves it on";
  return { kind: "stuck", message, where };
}

async function whereIs({ id, service, state, applicant }: ApplicationRecord): Promise<Where> {
  return { id, number: state.number, state: phaseOf(service, state, localDateOf(await clockOf(applicant))) };
}

async function load(id: string): Promise<ApplicationRecord> {
  const application = await findApplication(id);
  if (!application) throw new Error("An application that was just there is gone");
  return application;
}
