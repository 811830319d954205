import type { Answer } from "@/lib/kernel/answer";
import type { Bin } from "@/lib/kernel/bin";
import type { Iin } from "@/lib/kernel/iin";
import type { LocalDate } from "@/lib/kernel/local-date";
import type { DatabaseName, Ports } from "@/lib/state-databases/ports";

/** What a state database is asked about: the application as it stands, and the day on the applicant's clock. */
export interface Subject {
  readonly applicationId: string;
  readonly applicant: Iin;
  /** Of the legal entity that the application is made for; null where the applicant asks for themselves. */
  readonly bin: Bin | null;
  readonly answers: Readonly<Record<string, unknown>>;
  readonly evidence: Readonly<Record<string, Evidence>>;
  readonly documentHash: string | null;
  readonly today: LocalDate;
  /** The base64 of a picture that a step holds, for the databases that compare it; null when there is none. */
  readonly picture: (step: string, field: string) => Promise<string | null>;
}

/** One question to one state database. */
export interface Query<D extends DatabaseName, T> {
  readonly database: D;
  readonly ask: (port: Ports[D], subject: Subject) => Promise<Answer<T>>;
}

/** Declares a fact: which database is asked, and what. */
export function read<D extends DatabaseName, T>(
  database: D,
  ask: (port: Ports[D], subject: Subject) => Promise<Answer<T>>,
): Query<D, T> {
  return { database, ask };
}

/** A question whose database and answer are known only at run time. */
export interface AnyQuery {
  readonly database: DatabaseName;
  readonly ask: (port: never, subject: Subject) => Promise<Answer<unknown>>;
}

/** What a rule is given: the database has answered. Silence never reaches a rule. */
export type Known<T> = Extract<Answer<T>, { kind: "found" | "not-found" | "denied" }>;

/** The facts behind a set of declared questions. */
export type FactsOf<R extends Readonly<Record<string, AnyQuery>>> = {
  readonly [K in keyof R]: R[K] extends { ask: (port: never, subject: Subject) => Promise<Answer<infer T>> }
    ? Known<T>
    : never;
};

/** What a rule leaves behind for the applicant, the officer and the audit: names and values, dates as YYYY-MM-DD. */
export type Evidence = Readonly<Record<string, string>>;

/** Answers of state databases by the name of the declared question. */
export type Answers = Readonly<Record<string, Answer<unknown>>>;
