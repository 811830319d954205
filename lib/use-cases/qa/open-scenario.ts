import "server-only";
import type { Iin } from "@/lib/kernel/iin";
import { binSchema, type Bin } from "@/lib/kernel/bin";
import { localDate } from "@/lib/kernel/local-date";
import { err, ok, type Result } from "@/lib/kernel/result";
import type { Task } from "@/lib/infra/db/generated/client";
import { binOf, type Applicant } from "@/lib/process/applicant";
import type { Example, PointOfInterest, Service } from "@/lib/process/define-service";
import { findApplication } from "../application-record";
import { actingForQa } from "./acting-for-qa";
import { copyForScenario, renamed, type Copies, type CopyFailure } from "./copy-person";
import { findScenario } from "./scenarios";
import { walkApplication, type Walk, type WalkTarget } from "./walk";
import { officersFor, openTaskOf } from "./walk-officer";

/** Where a scenario can be opened; "interest" is where its point shows, "start" before anything was done. */
export const openingPoints = [
  "interest",
  "start",
  "checks",
  "form",
  "sign",
  "payment",
  "review",
  "ready",
  "handover",
  "done",
] as const;
export type OpeningPoint = (typeof openingPoints)[number];

type Destination = Exclude<OpeningPoint, "interest"> | PointOfInterest | "end";

/** Before a stage of the service, by its id: nothing of it is done yet. */
interface Before {
  readonly before: string;
}

/** Which page to open, signed in as whom: the applicant, or an officer at the application's task. */
export interface OpenedScenario {
  readonly service: string;
  /** The fresh copy of the persona. */
  readonly applicant: Iin;
  readonly signIn: Iin;
  /** The fresh copy of the legal entity for which they sign in; null where they do for themselves. */
  readonly bin: Bin | null;
  readonly copies: Copies;
  readonly page:
    | { readonly kind: "service" }
    /** The eligibility list, whether or not it has been passed. */
    | { readonly kind: "checks"; readonly id: string }
    | { readonly kind: "sign" | "payment"; readonly id: string }
    /** Wherever the application stands. */
    | { readonly kind: "application"; readonly id: string }
    | { readonly kind: "task"; readonly task: string };
}

/** Why a scenario could not be opened: in words, where it is the walk that was stuck. */
export type OpeningFailure = CopyFailure | "no-such-scenario" | "no-such-stage" | { readonly stuck: string };

/** How far an application is walked for a page. */
const targets: Readonly<Record<Exclude<Destination, "start">, WalkTarget>> = {
  checks: "draft",
  form: "draft",
  sign: "draft",
  payment: "awaiting-payment",
  consent: "awaiting-consent",
  review: "in-review",
  relative: "in-review",
  ready: "ready",
  handover: "ready",
  done: "done",
  end: "done",
};

/** Who applies in an example: its persona's copy, for the copy of the legal entity that it names or for themselves. */
export async function whoApplies(
  { entity }: Example,
  { iin, bins }: { readonly iin: Iin } & Copies,
): Promise<Applicant> {
  return entity === undefined ? iin : actingForQa(iin, bins?.[entity] ?? binSchema.parse(entity));
}

/** What the people around an example's application answer, decide and do, with the copied people and dwellings under their new numbers. */
export function playedBy({ answers = {}, decides, owners, expect }: Example, copies: Copies): Walk {
  const annulled = typeof expect === "object" && "annulled" in expect ? expect.annulled : undefined;
  const decision =
    annulled === undefined
      ? decides && {
          ...renamed({ ...decides }, copies),
          decision: decides.decision,
          reason: null,
          meanwhile: decides.meanwhile,
        }
      : { decision: "annul", reason: annulled };
  return {
    form: renamed(answers, copies),
    ...(owners === undefined ? {} : { owners }),
    ...(decision === undefined ? {} : { decision }),
  };
}

/**
 * Makes a scenario ready on a fresh copy of its persona, walks it to the point, and says which page shows it. A rule that refuses, or
 * a database that is silent, stops the walk: then that is what is shown. Before a stage that never comes it is stuck.
 */
export async function openScenario(
  id: string,
  point: OpeningPoint | Before,
): Promise<Result<OpenedScenario, OpeningFailure>> {
  const scenario = findScenario(id);
  if (!scenario) return err("no-such-scenario");
  const before = typeof point === "object" ? point.before : undefined;
  if (before !== undefined && !scenario.service.stages.some((stage) => stage.id === before)) {
    return err("no-such-stage");
  }
  const copied = await copyForScenario(scenario);
  if (!copied.ok) return copied;
  const { iin, iins } = copied.value;
  const { service, example } = scenario;
  const to = typeof point === "object" ? "end" : point === "interest" ? pointOf(service, example) : point;
  const applicant = await whoApplies(example, copied.value);
  const here = { service: service.id, applicant: iin, signIn: iin, bin: binOf(applicant), copies: copied.value };
  if (to === "start") return ok({ ...here, page: { kind: "service" } });
  const walked = await walkApplication(service.id, applicant, targets[to], {
    ...playedBy(example, copied.value),
    ...(to === "checks" || to === "form" ? { pausesAt: isPastChecks(service) } : {}),
    ...(before === undefined ? {} : { pausesAt: (_state, _kind, next) => next === before }),
  });
  const where = walked.kind === "stuck" || walked.kind === "invalid" ? walked.where?.id : walked.id;
  if (where === undefined) return err({ stuck: walked.kind === "stuck" ? walked.message : walked.kind });
  if (walked.kind !== "reached") return ok({ ...here, page: { kind: "application", id: where } });
  if (before !== undefined && walked.state === "granted") return err({ stuck: `it is done without "${before}"` });
  switch (to) {
    case "checks":
    case "sign":
    case "payment":
      return ok({ ...here, page: { kind: to, id: where } });
    case "review":
    case "relative":
    case "handover": {
      const found = await findApplication(where);
      const task = found && (await openTaskOf(found));
      const officer = task && (await officerFor(task, iin, to === "relative" ? Object.values(iins) : []));
      if (!task || !officer) return err({ stuck: "no officer can be found for the task" });
      return ok({ ...here, signIn: officer, bin: null, page: { kind: "task", task: task.id } });
    }
    case "form":
    case "consent":
    case "ready":
    case "done":
    case "end":
      return ok({ ...here, page: { kind: "application", id: where } });
  }
}

/**
 * Where the point of an example shows: a refusal or a silence stops the walk by itself; what is granted, before it is paid where it
 * costs, else before it is signed.
 */
export function pointOf(service: Service, { expect, interest, outage, day }: Example): Destination {
  if (interest !== undefined) return interest;
  if (outage) return "checks";
  if (expect === "granted") return costs(service, day) ? "payment" : "sign";
  return "annulled" in expect ? "review" : "end";
}

/** The points at which an example can be opened besides: those that its walk comes to, as far as that is known beforehand. */
export function pointsOf(service: Service, { expect, outage, day }: Example): readonly OpeningPoint[] {
  const has = (kind: string) => service.stages.some((stage) => stage.kind === kind);
  const before: OpeningPoint[] = ["start", "checks", "form", "sign"];
  if (typeof expect === "object" && "waitsFor" in expect) return ["start"];
  if (typeof expect === "object" && "refused" in expect) return ["start", "sign"];
  if (outage) return ["start"];
  const review: OpeningPoint[] = has("task") ? ["review"] : [];
  if (typeof expect === "object") return [...before, ...review];
  return [
    ...before,
    ...(costs(service, day) ? (["payment"] as const) : []),
    ...review,
    ...(has("handover") ? (["ready", "handover"] as const) : []),
    "done",
  ];
}

/** Whether something is to be paid on that day, by whoever is not exempt. */
function costs(service: Service, day: string): boolean {
  const situation = { answers: {}, evidence: {}, today: localDate(day) };
  return service.stages.some((stage) => stage.kind === "payment" && stage.amount(situation).tenge > 0);
}

function isPastChecks(service: Service) {
  const checks = service.stages.filter(({ kind }) => kind === "check").map(({ id }) => id);
  return (state: { readonly stages: Readonly<Record<string, unknown>> }, next: string | undefined) =>
    (next === "step" || next === "signature") && checks.some((id) => Object.hasOwn(state.stages, id));
}

/** The officer who does a task: of the family where there is one among `family`, else the first. */
async function officerFor(task: Task, applicant: Iin, family: readonly Iin[]): Promise<Iin | undefined> {
  const officers = await officersFor(task.role, applicant);
  return (officers.find(({ iin }) => family.includes(iin)) ?? officers[0])?.iin;
}
