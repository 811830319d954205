import type { Answer } from "@/lib/kernel/answer";
import type { KeyRight } from "@/lib/kernel/key-right";
import type { Answers, Evidence } from "./facts";
import type { Occupancy, OrderAnswer } from "./stages";

/** What somebody, or a deadline, wants of an application. */
export type Command =
  | { readonly type: "judge-checks"; readonly facts: Answers }
  | {
      readonly type: "save-step";
      readonly stage: string;
      readonly answers: Readonly<Record<string, unknown>>;
      readonly labels: Readonly<Record<string, { readonly kk: string; readonly ru: string }>>;
    }
  | {
      readonly type: "sign";
      readonly stage: string;
      readonly signatureId: string;
      readonly documentHash: string;
      readonly method: "eds" | "otp";
      readonly facts: Answers;
    }
  | {
      readonly type: "give-consent";
      readonly stage: string;
      readonly by: string;
      readonly method: "eds" | "otp";
      readonly signatureId: string;
      /** What the entitlement of whoever consents rests on, looked up just now. */
      readonly facts: Answers;
    }
  | {
      readonly type: "decline-consent";
      readonly stage: string;
      readonly by: string;
      readonly method: "eds" | "otp";
      readonly reason: string;
      readonly facts: Answers;
    }
  /** `occupied`: how many others the state database counts; null where it was not asked, since there is no limit. */
  | {
      readonly type: "take-place";
      readonly stage: string;
      readonly facts: Answers;
      readonly occupied: Answer<Occupancy> | null;
      /** That the owners may not be asked again: then a consent that is out of date ends the application. */
      readonly mayAsk?: false;
    }
  /** `denied`: KDP does not let the portal put the request. `not-made`: it has not, since a check refuses by these facts of the moment. */
  | {
      readonly type: "answer-order";
      readonly stage: string;
      readonly answer:
        OrderAnswer | { readonly kind: "denied" } | { readonly kind: "not-made"; readonly facts: Answers };
    }
  | { readonly type: "pay"; readonly stage: string; readonly tenge: number; readonly invoice: string }
  /** The payer's bank has taken the payment back. */
  | { readonly type: "reverse-payment"; readonly stage: string }
  | {
      readonly type: "decide-task";
      readonly stage: string;
      readonly role: string;
      readonly decision: string;
      readonly reason: string | null;
      readonly comment: string;
      /** What was entered with it, as a state database made it good; left out where the decision asks for nothing. */
      readonly entered?: Evidence;
      readonly signatureId: string;
    }
  | { readonly type: "hand-over"; readonly stage: string; readonly role: string; readonly proof: string }
  | { readonly type: "withdraw" }
  | { readonly type: "pass-deadline"; readonly stage: string; readonly deadline: string };

export type CommandType = Command["type"];

/** Who gives a command. */
export type Actor =
  /** `entity`: that they act for, by a right that they have shown; left out where they act for themselves. */
  | {
      readonly kind: "citizen";
      readonly iin: string;
      readonly entity?: { readonly bin: string; readonly right: KeyRight };
    }
  | { readonly kind: "officer"; readonly iin: string; readonly roles: readonly string[] }
  | { readonly kind: "portal" };

/** Why a command was not carried out. Nothing has changed. */
export type NotDone =
  | { readonly kind: "not-available"; readonly possible: readonly AvailableCommand[] }
  | { readonly kind: "not-yours" }
  | { readonly kind: "own-application" }
  /** The answers break the step's schema: what came from outside must be parsed, with words for the person, before. */
  | { readonly kind: "invalid-answers" }
  | { readonly kind: "unanswered"; readonly databases: readonly string[] }
  | { readonly kind: "unknown-decision" }
  | { readonly kind: "wrong-proof" }
  | { readonly kind: "wrong-amount" }
  | { readonly kind: "not-due" };

/** One thing that can be done now, and at which stage. */
export interface AvailableCommand {
  readonly type: CommandType;
  readonly stage: string | null;
}
