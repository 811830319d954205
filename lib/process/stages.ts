import type { z } from "zod";
import type { Answer } from "@/lib/kernel/answer";
import type { LocalDate } from "@/lib/kernel/local-date";
import type { Tenge } from "@/lib/kernel/tenge";
import type { DatabaseName, Ports } from "@/lib/state-databases/ports";
import type { Follows } from "./events";
import type { AnyQuery, Evidence, FactsOf, Known, Subject } from "./facts";

/** What a rule may look at besides the facts: the application so far, and the day. */
export interface Situation<A = Readonly<Record<string, unknown>>> {
  readonly answers: Readonly<Partial<A>>;
  readonly evidence: Readonly<Record<string, Evidence>>;
  readonly today: LocalDate;
  /** The annulled application that this one comes after, as the portal knew it when this one started. */
  readonly follows?: Follows | undefined;
}

/** The outcome of a rule. "The database did not answer" is decided before a rule is asked. */
export type Verdict<R extends string = string> =
  | { readonly kind: "passed"; readonly evidence: Evidence }
  | { readonly kind: "refused"; readonly reason: R; readonly params: Evidence };

/** The rule is met; `evidence` is what the person and the officer see beside the tick. */
export function passed(evidence: Evidence = {}): Verdict<never> {
  return { kind: "passed", evidence };
}

/** The rule is not met; `params` are the values its message names. */
export function refused<R extends string>(reason: R, params: Evidence = {}): Verdict<R> {
  return { kind: "refused", reason, params };
}

interface StageBase {
  readonly id: string;
  /** The clause it comes from, as in "S4 §3.7". */
  readonly clause: string;
  /** Left out when the stage is always there. */
  readonly when?: (situation: Situation) => boolean;
}

export interface CheckStage extends StageBase {
  readonly kind: "check";
  readonly uses: readonly string[];
  readonly judge: (facts: Readonly<Record<string, Known<unknown>>>, situation: Situation) => Verdict;
  /** Neighbouring checks of one group are judged together, so that a person learns all that stands against them at once. */
  readonly group?: string;
  /** A refusal sends the applicant back to this step; left out, it ends the application. */
  readonly returnsTo?: string;
}

/** Options that a state database offers; reference data, never about a person. */
export interface OptionsQuery {
  readonly database: DatabaseName;
  readonly ask: (port: never, subject: Subject) => Promise<Answer<Option[]>>;
}

export type Option = { readonly value: string; readonly kk: string; readonly ru: string };

/** What an upload must be to be looked at; what it must show is for the service's checks to say. */
export interface ImageRules {
  readonly formats: readonly ("jpeg" | "png")[];
  readonly maxBytes: number;
  /** It is a portrait of this form: the page shows it in its frame before it is sent, and lets it be cut to it. */
  readonly portrait?: PortraitFrame;
}

/** The form of a portrait. */
export interface PortraitFrame {
  /** The proportion of its sides, and how far off they may be, in percent. */
  readonly shape: { readonly width: number; readonly height: number };
  readonly tolerancePercent: number;
  /** The fewest pixels that can be printed. */
  readonly minWidth: number;
  readonly minHeight: number;
  /** From the chin to the top of the hair, in percent of the height. */
  readonly leastHead: number;
  readonly mostHead: number;
}

export type Field =
  | {
      readonly kind: "radios" | "select";
      readonly name: string;
      readonly options: readonly string[];
      readonly labels?: "regions";
    }
  | { readonly kind: "radios" | "select"; readonly name: string; readonly optionsFrom: OptionsQuery }
  | {
      readonly kind: "text" | "tel" | "email";
      readonly name: string;
      readonly optional?: boolean;
      readonly autocomplete?: string;
    }
  | { readonly kind: "confirm"; readonly name: string }
  | { readonly kind: "image"; readonly name: string; readonly rules: ImageRules };

export interface StepStage extends StageBase {
  readonly kind: "step";
  readonly schema: z.ZodType<Readonly<Record<string, unknown>>>;
  readonly fields: readonly Field[];
  /** The checks whose evidence the page shows above the question. */
  readonly shows?: readonly string[];
  /** Values the fields start with, from evidence of earlier checks. */
  readonly prefill?: (situation: Situation) => Readonly<Record<string, string>>;
  /** Steps whose answers this one's are a part of: when they change, this one is asked again. */
  readonly follows?: readonly string[];
  /** A richer page than the generic form can draw. */
  readonly component?: string;
}

export interface SignatureStage extends StageBase {
  readonly kind: "signature";
  readonly methods: readonly ("eds" | "otp")[];
  /** Checks judged once more at the moment of signing. */
  readonly rechecks: readonly string[];
}

export interface ConsentStage extends StageBase {
  readonly kind: "consent";
  /** IINs of those who must agree; nobody means that the stage passes. */
  readonly from: (situation: Situation) => readonly string[];
  readonly termWorkingDays: number;
  readonly methods: readonly ("eds" | "otp")[];
  /** Why somebody may decline: one of these is chosen. */
  readonly declineReasons: readonly string[];
}

/** What came of a request to a state database. */
export type OrderAnswer<R extends string = string> =
  | { readonly kind: "confirmed"; readonly result: Evidence }
  | { readonly kind: "waiting" }
  | { readonly kind: "refused"; readonly reason: R; readonly params: Evidence }
  | { readonly kind: "sent-back"; readonly params: Evidence };

export interface OrderStage extends StageBase {
  readonly kind: "order";
  readonly database: DatabaseName;
  /** Places the request, or learns where it stands: safe to repeat, since it carries the application's own key. */
  readonly place: (port: never, subject: Subject) => Promise<Answer<OrderAnswer>>;
  /** Takes the request back when the application ends without being granted. */
  readonly cancel?: (port: never, subject: Subject) => Promise<Answer<OrderAnswer>>;
  /** Where a request that was sent back goes on. */
  readonly returnsTo?: string;
  /** Something is made meanwhile, which takes days. */
  readonly produces?: boolean;
}

export interface PaymentStage extends StageBase {
  readonly kind: "payment";
  /** Tenge due on the day; 0 passes, with the ground shown. */
  readonly amount: (situation: Situation) => { readonly tenge: Tenge; readonly ground: string };
  readonly termDays: number;
}

export type TaskDecision =
  | { readonly outcome: "continue" }
  | {
      readonly outcome: "annulled";
      readonly reasons: readonly string[];
      /** Those of the reasons for which what was paid is given back. */
      readonly refunds?: readonly string[];
      /** Those of them that are offered only where something has been paid. */
      readonly onlyIfPaid?: readonly string[];
    };

export interface TaskStage extends StageBase {
  readonly kind: "task";
  /** Role strings with their region, as in "umd-officer:71"; several decide side by side, and one at least. */
  readonly roles: (situation: Situation) => readonly [string, ...string[]];
  readonly termWorkingDays: number;
  readonly decisions: Readonly<Record<string, TaskDecision>>;
  /** Checks whose state databases the officer may ask once more, to see what has changed since they passed. */
  readonly rechecks?: readonly string[];
}

export interface HandoverStage extends StageBase {
  readonly kind: "handover";
  readonly role: (situation: Situation) => string;
  /** What the person must bring: the coupon's number. */
  readonly proof: (situation: Situation) => string;
  /** Days after which the person is reminded to collect. */
  readonly reminderDays: number;
}

export type Stage =
  CheckStage | StepStage | SignatureStage | ConsentStage | OrderStage | PaymentStage | TaskStage | HandoverStage;

/** A stage whose functions know the types of the form's answers. */
type Typed<T, A> = {
  readonly [K in keyof T]: T[K] extends (situation: Situation) => infer V ? (situation: Situation<A>) => V : T[K];
};

type AnswersOf<F extends Readonly<Record<string, z.ZodType>>> = { readonly [K in keyof F]: z.output<F[K]> };

/** Stage constructors that know a service's facts, form and reasons, so that the compiler can hold a rule to them. */
export interface StagesOf<
  R extends Readonly<Record<string, AnyQuery>>,
  F extends Readonly<Record<string, z.ZodType>>,
  S extends string,
> {
  readonly check: <U extends keyof R & string>(
    stage: Omit<CheckStage, "kind" | "uses" | "judge" | "returnsTo"> & {
      readonly uses: readonly U[];
      readonly judge: (facts: Pick<FactsOf<R>, U>, situation: Situation<AnswersOf<F>>) => Verdict<S>;
      readonly returnsTo?: keyof F & string;
    },
  ) => CheckStage;
  readonly step: <K extends keyof F & string>(
    stage: Omit<StepStage, "kind" | "id" | "schema" | "fields" | "prefill" | "follows"> & {
      readonly id: K;
      readonly fields: readonly (Field & { readonly name: keyof z.output<F[K]> & string })[];
      readonly prefill?: (situation: Situation) => { readonly [N in keyof z.output<F[K]>]?: string };
      readonly follows?: readonly (keyof F & string)[];
    },
  ) => StepStage;
  readonly order: <D extends DatabaseName>(
    stage: Omit<OrderStage, "kind" | "database" | "place" | "cancel"> & {
      readonly database: D;
      readonly place: (port: Ports[D], subject: Subject) => Promise<Answer<OrderAnswer<S>>>;
      readonly cancel?: (port: Ports[D], subject: Subject) => Promise<Answer<OrderAnswer>>;
    },
  ) => OrderStage;
  readonly signature: (stage: Omit<SignatureStage, "kind">) => SignatureStage;
  readonly consent: (stage: Typed<Omit<ConsentStage, "kind">, AnswersOf<F>>) => ConsentStage;
  readonly payment: (stage: Typed<Omit<PaymentStage, "kind">, AnswersOf<F>>) => PaymentStage;
  readonly task: (stage: Typed<Omit<TaskStage, "kind">, AnswersOf<F>>) => TaskStage;
  readonly handover: (stage: Typed<Omit<HandoverStage, "kind">, AnswersOf<F>>) => HandoverStage;
}

/**
 * The stage constructors for one service.
 * In: its questions to state databases, its form (a zod schema per step), its reasons.
 * The typed rule is stored with its types forgotten: the engine hands it exactly the facts it names in `uses`.
 */
export function stagesFor<
  R extends Readonly<Record<string, AnyQuery>>,
  F extends Readonly<Record<string, z.ZodType<Readonly<Record<string, unknown>>>>>,
  S extends string,
>(service: { readonly reads: R; readonly form: F; readonly reasons: Readonly<Record<S, unknown>> }): StagesOf<R, F, S> {
  return {
    check: (stage) => ({ ...stage, kind: "check", judge: untyped(stage.judge) }),
    step: (stage) => ({ ...stage, kind: "step", schema: schemaOf(service.form, stage.id) }) as StepStage,
    order: (stage) => ({ ...stage, kind: "order" }),
    signature: (stage) => ({ ...stage, kind: "signature" }),
    consent: (stage) => ({ ...stage, kind: "consent" }) as ConsentStage,
    payment: (stage) => ({ ...stage, kind: "payment" }) as PaymentStage,
    task: (stage) => ({ ...stage, kind: "task" }) as TaskStage,
    handover: (stage) => ({ ...stage, kind: "handover" }) as HandoverStage,
  };
}

function schemaOf<F extends Readonly<Record<string, z.ZodType>>>(form: F, step: keyof F & string): F[keyof F & string] {
  return form[step] as F[keyof F & string];
}

function untyped(judge: (facts: never, situation: never) => Verdict): CheckStage["judge"] {
  return judge as CheckStage["judge"];
}
