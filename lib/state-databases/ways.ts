import "server-only";
import type { z } from "zod";
import type { Answer } from "@/lib/kernel/answer";
import type { Iin } from "@/lib/kernel/iin";
import type { Adapter, Call, CallContext } from "./adapter";
import { ask, type AdapterSource, type GatewaySettings, type Question } from "./ask";
import type { DatabaseName } from "./ports";

/** The ways to put questions to one database, for one reader with one purpose at one hour. */
export function waysTo(context: CallContext, settings: GatewaySettings) {
  return function <Port>(
    database: DatabaseName,
    adapter: (adapters: AdapterSource["adapters"]) => (() => Promise<Adapter<Port>>) | undefined,
    timeLimitMs = settings.timeLimitMs,
  ) {
    const way =
      (rights: Pick<Question<Port, never>, "repeatable" | "consent">) =>
      <Value>(
        operation: keyof Port & string,
        subject: Iin | null,
        answer: z.ZodType<Value>,
        put: (adapter: Adapter<Port>, call: Call) => Promise<Answer<Value>>,
        tellsOf?: (value: Value) => readonly Iin[],
      ): Promise<Answer<Value>> =>
        ask({ database, operation, subject, answer, adapter, put, tellsOf, ...rights }, context, {
          ...settings,
          timeLimitMs,
        });
    return {
      read: way({ repeatable: true, consent: "subject" }),
      write: way({ repeatable: false, consent: "subject" }),
      /** About people and dwellings that the applicant's request depends on: under the applicant's consent. */
      readForApplicant: way({ repeatable: true, consent: "applicant" }),
      writeForApplicant: way({ repeatable: false, consent: "applicant" }),
      /** For what is not personal, and for the two databases that are asked before or beside KDP. */
      readFreely: way({ repeatable: true, consent: "none" }),
      writeFreely: way({ repeatable: false, consent: "none" }),
    };
  };
}

/** How a database's ways are had. */
export type WaysTo = ReturnType<typeof waysTo>;
