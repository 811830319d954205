import type { Answer } from "@/lib/kernel/answer";
import type { Iin } from "@/lib/kernel/iin";
import type { DatabaseName } from "./ports";

/** Who asks, for what, and at what hour on the person's clock. */
export interface CallContext {
  readonly reader: {
    readonly kind: "citizen" | "officer" | "portal";
    readonly iin?: Iin | undefined;
    readonly role?: string | undefined;
  };
  readonly purpose: string;
  readonly applicationId?: string | undefined;
  /** KDP's token; without it no database tells anything personal. */
  readonly accessToken?: string | undefined;
  readonly now: Date;
}

/**
 * Under whose consent a question is put: that of the person whose data they are, that of the person who applies (about people and
 * dwellings that their application depends on), or nobody's.
 */
export type ConsentDemanded = "subject" | "applicant" | "none";

/** One attempt at a question, as an adapter sees it. */
export interface Call {
  readonly database: DatabaseName;
  readonly operation: string;
  /** Whose data; null when the answer holds no personal data. */
  readonly subject: Iin | null;
  readonly consent: ConsentDemanded;
  readonly context: CallContext;
  /** Aborted when the time limit is over. */
  readonly signal: AbortSignal;
}

/** An implementation of a port: the same questions, each with the call it is part of. */
export type Adapter<Port> = {
  readonly [Operation in keyof Port]: Port[Operation] extends (request: infer Request) => Promise<Answer<infer Value>>
    ? (request: Request, call: Call) => Promise<Answer<Value>>
    : never;
};

/**
 * What comes over the wire before it is believed. Every answer names the person it is about, an empty list and "not found"
 * included: an answer about another person would else pass for "none".
 */
export type WireAnswer = Answer<unknown> & { readonly about: Iin | null };

/**
 * The database did not answer, or answered with a fault. `person`: the fault lies in one person's record, so that the database
 * is not held to be down for everyone else.
 */
export class DatabaseFailure extends Error {
  override readonly name = "DatabaseFailure";
  readonly scope: "database" | "person";

  constructor(scope: "database" | "person", options?: ErrorOptions) {
    super("The state database did not answer", options);
    this.scope = scope;
  }
}
