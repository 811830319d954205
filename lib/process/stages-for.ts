import type { z } from "zod";
import type { Answer } from "@/lib/kernel/answer";
import type { DatabaseName, Ports } from "@/lib/state-databases/ports";
import type { AnyQuery, Evidence, FactsOf, Subject } from "./facts";
import type { Field } from "./fields";
import type {
  CheckStage,
  ConsentStage,
  HandoverStage,
  Occupancy,
  OccupancyQuestion,
  OrderAnswer,
  OrderStage,
  PaymentStage,
  PlaceStage,
  SignatureStage,
  Situation,
  Stage,
  StepStage,
  TaskStage,
  Verdict,
} from "./stages";

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
    stage: Omit<CheckStage, "kind" | "uses" | "judge" | "settledBy" | "judgementsADay" | "returnsTo"> & {
      readonly uses: readonly U[];
      readonly settledBy?: (facts: Partial<Pick<FactsOf<R>, U>>, situation: Situation<AnswersOf<F>>) => Evidence | null;
      readonly judgementsADay?: { readonly most: number; readonly from: keyof F & string };
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
    stage: Omit<OrderStage, "kind" | "database" | "place" | "cancel" | "find"> & {
      readonly database: D;
      readonly place: (port: Ports[D], subject: Subject) => Promise<Answer<OrderAnswer<S>>>;
      readonly cancel?: (port: Ports[D], subject: Subject) => Promise<Answer<OrderAnswer>>;
      readonly find?: (port: Ports[D], subject: Subject) => Promise<Answer<OrderAnswer<S>>>;
    },
  ) => OrderStage;
  readonly signature: (stage: Omit<SignatureStage, "kind">) => SignatureStage;
  readonly consent: <U extends keyof R & string = never>(
    stage: Typed<Omit<ConsentStage, "kind" | "entitlement" | "outlives">, AnswersOf<F>> & {
      readonly entitlement?: {
        readonly uses: readonly U[];
        readonly who: (facts: Pick<FactsOf<R>, U>, situation: Situation<AnswersOf<F>>) => readonly string[];
        readonly returnsTo: keyof F & string;
      };
      readonly outlives?: readonly (keyof F & string)[];
    },
  ) => ConsentStage;
  readonly place: <U extends keyof R & string, D extends DatabaseName>(
    stage: Typed<Omit<PlaceStage, "kind" | "uses" | "limit" | "database" | "occupied" | "returnsTo">, AnswersOf<F>> & {
      readonly uses: readonly U[];
      readonly limit: (facts: Pick<FactsOf<R>, U>, situation: Situation<AnswersOf<F>>) => number | "unlimited";
      readonly database: D;
      readonly occupied: (port: Ports[D], question: OccupancyQuestion) => Promise<Answer<Occupancy>>;
      readonly returnsTo: keyof F & string;
    },
  ) => PlaceStage;
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
    check: (stage) => forgotten<CheckStage>({ ...stage, kind: "check" }),
    step: (stage) => ({ ...stage, kind: "step", schema: schemaOf(service.form, stage.id) }) as StepStage,
    order: (stage) => ({ ...stage, kind: "order" }),
    signature: (stage) => ({ ...stage, kind: "signature" }),
    consent: (stage) => forgotten<ConsentStage>({ ...stage, kind: "consent" }),
    place: (stage) => forgotten<PlaceStage>({ ...stage, kind: "place" }),
    payment: (stage) => ({ ...stage, kind: "payment" }) as PaymentStage,
    task: (stage) => ({ ...stage, kind: "task" }) as TaskStage,
    handover: (stage) => ({ ...stage, kind: "handover" }) as HandoverStage,
  };
}

function schemaOf<F extends Readonly<Record<string, z.ZodType>>>(form: F, step: keyof F & string): F[keyof F & string] {
  return form[step] as F[keyof F & string];
}

/** A stage whose functions have forgotten which facts and answers they know: the engine hands them exactly those. */
function forgotten<T extends Stage>(stage: { readonly [K in keyof T]: unknown }): T {
  return stage as T;
}
