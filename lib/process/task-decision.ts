import type { z } from "zod";
import type { Answer } from "@/lib/kernel/answer";
import type { Result } from "@/lib/kernel/result";
import type { DatabaseName } from "@/lib/state-databases/ports";
import type { Evidence } from "./facts";
import type { Situation } from "./stages";

/** What an officer enters with a decision, and how a state database makes it good. */
export interface DecisionEntry {
  /** Its words stand under `tasks.<stage>.entries.<name>` among the service's messages. */
  readonly name: string;
  readonly schema: z.ZodType<string>;
  readonly database: DatabaseName;
  /** Why what was found cannot be taken all the same: keys of `tasks.<stage>.refusals` among the service's messages. */
  readonly refusals: readonly string[];
  /**
   * Reference data, never about a person. What it finds is signed with the decision and left behind by the stage; a refusal, or not-found, takes no
   * decision. `roles`: those in which the officer holds the task, several only where one is enough.
   */
  readonly ask: (
    port: never,
    entered: string,
    situation: Situation,
    roles: readonly string[],
  ) => Promise<Answer<Result<Evidence, string>>>;
}

/** What a state database must bear out before a decision is taken with which nothing is entered. */
export interface DecisionDemand {
  readonly database: DatabaseName;
  /** As of an entry. */
  readonly refusals: readonly string[];
  /** Reference data, never about a person. Out: one of the refusals; null where nothing stands against the decision. */
  readonly ask: (port: never, situation: Situation) => Promise<Answer<string | null>>;
}

interface DecisionBase {
  /** Left out where it can always be made. */
  readonly when?: (situation: Situation) => boolean;
}

/** A decision is left behind by its stage: later stages find it in its evidence, as `decision`. */
export type TaskDecision =
  | (DecisionBase & {
      readonly outcome: "continue";
      readonly enters?: DecisionEntry;
      readonly demands?: DecisionDemand;
    })
  | (DecisionBase & {
      readonly outcome: "annulled";
      readonly reasons: readonly string[];
      /** Those of the reasons for which what was paid is given back. */
      readonly refunds?: readonly string[];
      /** Those of them that are offered only where something has been paid. */
      readonly onlyIfPaid?: readonly string[];
    });
