import type { z } from "zod";
import type { Answer } from "@/lib/kernel/answer";
import type { Iin } from "@/lib/kernel/iin";
import type { LocalDate } from "@/lib/kernel/local-date";
import type { Rka } from "@/lib/kernel/rka";
import type { Tenge } from "@/lib/kernel/tenge";
import type { DatabaseName } from "@/lib/state-databases/ports";
import type { Follows } from "./events";
import type { Evidence, Known, Subject } from "./facts";
import type { Printed } from "./resulting-paper";
import type { Field } from "./fields";
import type { TaskDecision } from "./task-decision";

/** What a rule may look at besides the facts: the application so far, and the day. */
export interface Situation<A = Readonly<Record<string, unknown>>> {
  readonly answers: Readonly<Partial<A>>;
  readonly evidence: Readonly<Record<string, Evidence>>;
  readonly today: LocalDate;
  /** Of the legal entity that the application is made for; left out where the applicant asks for themselves. */
  readonly bin?: string | undefined;
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
  /** Names among its evidence that are for officers and the audit: the applicant is never told them. */
  readonly confidential?: readonly string[];
}

export interface CheckStage extends StageBase {
  readonly kind: "check";
  readonly uses: readonly string[];
  readonly judge: (facts: Readonly<Record<string, Known<unknown>>>, situation: Situation) => Verdict;
  /** Neighbouring checks of one group are judged together, so that a person learns all that stands against them at once. */
  readonly group?: string;
  /** A refusal sends the applicant back to this step; left out, it ends the application. */
  readonly returnsTo?: string;
  /** Consents that a refusal takes back: they were given on what is no longer so. */
  readonly voids?: readonly string[];
  /** By what it passes already while some of its databases are silent: nothing that they could say would change it. Null: by nothing. */
  readonly settledBy?: (facts: Readonly<Record<string, Known<unknown>>>, situation: Situation) => Evidence | null;
  /** It is judged after so many answers a day to this step and the later ones: what it finds tells of others than the applicant. */
  readonly judgementsADay?: { readonly most: number; readonly from: string };
  /** So many refusals a day, of all applications of the person together, and no answer is taken any more that leads here. */
  readonly triesADay?: number;
}

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
  /** Checks judged once more at the moment of signing, one after another. */
  readonly rechecks: readonly string[];
}

/** What somebody is asked to agree to, as they and what they sign see it. */
export interface ConsentMatter {
  /** The dwelling's RKA, and its address. */
  readonly dwelling: string;
  readonly address: { readonly kk: string; readonly ru: string };
  /** The applicant's full name. */
  readonly applicant: string;
  /** How many people it is about: who would be registered, the applicant included, or removed. */
  readonly people: number;
  /** Who they are, where they are others than the applicant and their children. */
  readonly whom?: readonly { readonly iin: string; readonly name: string; readonly birthDate: LocalDate }[];
  readonly from: LocalDate | null;
  /** The last day; null where there is no end. */
  readonly until: LocalDate | null;
}

/** Who may answer, looked up again at the moment of the answer. */
export interface Entitlement {
  readonly uses: readonly string[];
  /** IINs of those whose answer counts at this moment. */
  readonly who: (facts: Readonly<Record<string, Known<unknown>>>, situation: Situation) => readonly string[];
  /** The step to which the application goes back when somebody who was asked is entitled no more. */
  readonly returnsTo: string;
}

export interface ConsentStage extends StageBase {
  readonly kind: "consent";
  /** IINs of those who must agree, from the evidence of earlier checks; nobody means that the stage passes. */
  readonly from: (situation: Situation) => readonly string[];
  readonly about: (situation: Situation) => ConsentMatter;
  /** Left out where whoever was asked stays entitled. */
  readonly entitlement?: Entitlement;
  /** Steps that may be answered anew without asking for consent again: nobody agreed to what they say. */
  readonly outlives?: readonly string[];
  readonly termWorkingDays: number;
  readonly methods: readonly ("eds" | "otp")[];
  /** Why somebody may decline: one of these is chosen. */
  readonly declineReasons: readonly string[];
}

/** How many others there are. */
export interface Occupancy {
  readonly count: number;
}

/** What a state database is asked before a place is taken: it answers with a number and names nobody. */
export interface OccupancyQuestion {
  readonly rka: Rka;
  /** People who are counted otherwise: those for whom a place is wanted, or held. */
  readonly without: readonly Iin[];
  readonly period: Period;
}

/** The days on which somebody will be there, both included; without `to` from then on. */
export interface Period {
  readonly from: LocalDate;
  readonly to?: LocalDate | undefined;
}

/**
 * A place in a dwelling for each of some people. It is taken under the dwelling's lock, where the count is exact, and held until the
 * application ends. Where there is none left the applicant goes back to a step.
 */
export interface PlaceStage extends StageBase {
  readonly kind: "place";
  /** The RKA of the dwelling. */
  readonly dwelling: (situation: Situation) => string;
  /** IINs of those who will be there besides the applicant; with them each of these is held a place. */
  readonly people: (situation: Situation) => readonly string[];
  /** When they will be there: a place is free when on none of these days too many others are there. */
  readonly period: (situation: Situation) => Period;
  /** How many places have to be free for them; fewer than there are people where somebody is exempt. */
  readonly needed: (situation: Situation) => number;
  /** Checks judged once more at the moment of taking, one after another: what is not so any more is no ground for a place. */
  readonly rechecks?: readonly string[];
  readonly uses: readonly string[];
  /** How many people there may be. Facts are known: silence never reaches it. */
  readonly limit: (facts: Readonly<Record<string, Known<unknown>>>, situation: Situation) => number | "unlimited";
  /** Whether the limit that there is stands in nobody's way here. */
  readonly lifted?: (situation: Situation) => boolean;
  readonly database: DatabaseName;
  readonly occupied: (port: never, question: OccupancyQuestion) => Promise<Answer<Occupancy>>;
  /** The step that may help where there is no place; it may appear for that reason alone, see `isPlaceLost`. */
  readonly returnsTo: string;
}

/** Whether there was no place left in the end: what the condition of the step rests on to which the applicant goes back. */
export function isPlaceLost({ evidence }: Pick<Situation<never>, "evidence">, stage: string): boolean {
  return evidence[stage]?.["lost"] === "yes";
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
  /**
   * Checks judged once more, one after another, each time before the request is made: a database may be down for days, and what is not so any
   * more is no ground for it. A refusal goes back as the check says, and nothing is made. Once the request is made they are judged no more:
   * nobody is left half-way. Needs `find`.
   */
  readonly rechecks?: readonly string[];
  /** Learns what has come of the request, and makes none; not-found while there is none. */
  readonly find?: (port: never, subject: Subject) => Promise<Answer<OrderAnswer>>;
  /** Without KDP's permission it lapses, though the application cannot be withdrawn any more: whatever has been ordered is taken back. */
  readonly lapses?: true;
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

/** Rows of one value from each database, null where it holds none; the words of a row stand under `tasks.<stage>.compares.<name>`. */
export interface Comparison {
  readonly databases: readonly [DatabaseName, DatabaseName];
  /** Every name that a row can have. */
  readonly names: readonly string[];
  readonly rows: (situation: Situation) => readonly {
    readonly name: string;
    readonly values: readonly [Printed | null, Printed | null];
  }[];
}

/** How long a task may take: until the end of a working day, or for so many minutes in which people are received. */
export type TaskTerm = { readonly workingDays: number } | { readonly receptionMinutes: number };

export interface TaskStage extends StageBase {
  readonly kind: "task";
  /** Role strings with their region, as in "umd-officer:71"; several decide side by side, and one at least. */
  readonly roles: (situation: Situation) => readonly [string, ...string[]];
  /** One of the roles is enough: whoever takes the task has it alone, and decides for all. */
  readonly anyOne?: true;
  /**
   * IINs of those whose affair it is besides the applicant's: a child for whom a parent asks. Neither they nor a close relative of theirs
   * decides about it. Left out where it is the applicant's alone.
   */
  readonly whose?: (situation: Situation) => readonly string[];
  readonly term: TaskTerm;
  readonly decisions: Readonly<Record<string, TaskDecision>>;
  /** What two state databases hold of the same, which the officer is shown side by side. */
  readonly compares?: Comparison;
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
  | CheckStage
  | StepStage
  | SignatureStage
  | ConsentStage
  | PlaceStage
  | OrderStage
  | PaymentStage
  | TaskStage
  | HandoverStage;
