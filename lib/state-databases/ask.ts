import "server-only";
import {
  circuitBreaker,
  ConsecutiveBreaker,
  ExponentialBackoff,
  handleWhen,
  isBrokenCircuitError,
  retry,
  type CircuitBreakerPolicy,
} from "cockatiel";
import { Histogram, register } from "prom-client";
import { z } from "zod";
import type { Answer } from "@/lib/kernel/answer";
import { iinSchema, type Iin } from "@/lib/kernel/iin";
import { recordAccess } from "@/lib/infra/access-log";
import { log } from "@/lib/infra/log";
import { DatabaseFailure, type Adapter, type Call, type CallContext, type ConsentDemanded } from "./adapter";
import type { DatabaseName, Ports } from "./ports";

type Adapters = { readonly [D in DatabaseName]?: () => Promise<Adapter<Ports[D]>> };

/** Where answers come from. A database without an adapter answers `unavailable`. */
export interface AdapterSource {
  /** Stands around every attempt; what it gives is parsed before it is believed. */
  readonly around: (call: Call, answer: () => Promise<Answer<unknown>>) => Promise<unknown>;
  readonly adapters: Adapters;
}

export interface GatewaySettings {
  /** Null: there is no adapter at all. */
  readonly source: () => Promise<AdapterSource | null>;
  /** How long a caller waits at most, repeats included, in milliseconds of real time. */
  readonly timeLimitMs: number;
  /** The longest first pause before a repeat, in milliseconds; later ones grow, all with jitter. */
  readonly retryDelayMs: number;
  /** How long a breaker stays open before it lets one question through, in milliseconds. */
  readonly halfOpenAfterMs: number;
  readonly breakers: Map<DatabaseName, CircuitBreakerPolicy>;
}

/** One question to one database, and what makes its answer good. */
export interface Question<Port, Value> {
  readonly database: DatabaseName;
  readonly operation: string;
  /** Whose data; null when the answer holds no personal data. */
  readonly subject: Iin | null;
  readonly answer: z.ZodType<Value>;
  readonly adapter: (adapters: Adapters) => (() => Promise<Adapter<Port>>) | undefined;
  readonly put: (adapter: Adapter<Port>, call: Call) => Promise<Answer<Value>>;
  /** Repeated after a failure. Only a read may be: the outcome of a write that failed is unknown. */
  readonly repeatable: boolean;
  readonly consent: ConsentDemanded;
  /** Whose data besides the subject's the answer tells: each of them finds the access in their log. */
  readonly tellsOf?: ((value: Value) => readonly Iin[]) | undefined;
}

const mostAttempts = 3;
const failuresToOpen = 5;
// An adapter that ends by itself when it is told to can still say whose fault it was.
const graceMs = 100;

const metricName = "portal_state_database_call_seconds";
// next dev loads this module anew after every change, and a name can be registered only once.
register.removeSingleMetric(metricName);
const callSeconds = new Histogram({
  name: metricName,
  help: "Time a state database took to answer the portal, repeats included",
  labelNames: ["database", "operation", "answer"],
  buckets: [0.01, 0.03, 0.1, 0.3, 1, 3, 6],
});

/**
 * Puts a question: time limit, repeats of reads, breaker, parsing, one access-log row, a metric. Nothing is thrown: failures are
 * answers. The row is written before the data are handed out, and without it the answer is `unavailable`.
 */
export async function ask<Port, Value>(
  question: Question<Port, Value>,
  context: CallContext,
  settings: GatewaySettings,
): Promise<Answer<Value>> {
  const { database, operation } = question;
  const stop = callSeconds.startTimer({ database, operation });
  const answer = await answered(question, context, settings);
  const handedOut: Answer<Value> = (await recorded(question, context, answer)) ? answer : { kind: "unavailable" };
  stop({ answer: handedOut.kind });
  return handedOut;
}

async function answered<Port, Value>(
  question: Question<Port, Value>,
  context: CallContext,
  settings: GatewaySettings,
): Promise<Answer<Value>> {
  const { database, operation } = question;
  try {
    const source = await settings.source();
    const load = source === null ? undefined : question.adapter(source.adapters);
    if (source === null || load === undefined) return { kind: "unavailable" };
    const adapter = await load();
    const attempt = (signal: AbortSignal) => {
      const call: Call = { ...question, context, signal };
      return source.around(call, () => question.put(adapter, call));
    };
    const repeats = retry(
      handleWhen((error) => error instanceof DatabaseFailure),
      {
        maxAttempts: question.repeatable ? mostAttempts - 1 : 0,
        backoff: new ExponentialBackoff({ initialDelay: settings.retryDelayMs, maxDelay: 10 * settings.retryDelayMs }),
      },
    );
    const wire = await breakerOf(database, settings).execute(() =>
      withinLimit(settings.timeLimitMs, (signal) => repeats.execute(() => attempt(signal), signal)),
    );
    return believed(wire, question);
  } catch (error) {
    if (!isBrokenCircuitError(error)) log.warn("state-database-failed", { database, operation, error });
    return { kind: "unavailable" };
  }
}

/**
 * One breaker per database. A fault in one person's record never moves it: a database that fails for one is not down for all, and the
 * console can break a database for one person without disturbing the tests beside it.
 */
function breakerOf(database: DatabaseName, settings: GatewaySettings): CircuitBreakerPolicy {
  const known = settings.breakers.get(database);
  if (known) return known;
  const made = circuitBreaker(
    handleWhen((error) => !(error instanceof DatabaseFailure && error.scope === "person")),
    { halfOpenAfter: settings.halfOpenAfterMs, breaker: new ConsecutiveBreaker(failuresToOpen) },
  );
  settings.breakers.set(database, made);
  return made;
}

async function withinLimit<T>(limitMs: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const timers: NodeJS.Timeout[] = [];
  const tooLate = new Promise<never>((_, reject) => {
    timers.push(
      setTimeout(() => {
        controller.abort();
      }, limitMs),
      setTimeout(() => {
        reject(new DatabaseFailure("database"));
      }, limitMs + graceMs),
    );
  });
  try {
    return await Promise.race([work(controller.signal), tooLate]);
  } finally {
    timers.forEach(clearTimeout);
  }
}

const about = iinSchema.nullable();
const wireSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("found"), about, value: z.unknown() }),
  z.object({ kind: z.literal("not-found"), about }),
  z.object({ kind: z.literal("denied"), about }),
]);
const namesPerson = z.object({ iin: z.string() });

function believed<Port, Value>(wire: unknown, question: Question<Port, Value>): Answer<Value> {
  const answer = wireSchema.safeParse(wire);
  if (!answer.success || answer.data.about !== question.subject) return { kind: "invalid-answer" };
  if (answer.data.kind !== "found") return { kind: answer.data.kind };
  const value = question.answer.safeParse(answer.data.value);
  if (!value.success || !concerns(value.data, question.subject)) return { kind: "invalid-answer" };
  return { kind: "found", value: value.data };
}

function concerns(value: unknown, subject: Iin | null): boolean {
  return [value].flat().every((record) => {
    const named = namesPerson.safeParse(record);
    return !named.success || named.data.iin === subject;
  });
}

/** Whether the call has its rows in the access log. An answer without personal data needs none. */
async function recorded<Port, Value>(
  { subject, database, operation, tellsOf }: Question<Port, Value>,
  { reader, purpose, applicationId }: CallContext,
  answer: Answer<Value>,
): Promise<boolean> {
  const told = answer.kind === "found" ? (tellsOf?.(answer.value) ?? []) : [];
  const people = new Set(subject === null ? told : [subject, ...told]);
  try {
    for (const person of people) {
      await recordAccess({
        readerKind: reader.kind,
        reader: reader.iin ?? null,
        readerRole: reader.role ?? null,
        subject: person,
        database,
        operation,
        purpose,
        applicationId: applicationId ?? null,
        answer: answer.kind,
      });
    }
    return true;
  } catch (error) {
    log.error("access-not-recorded", { database, operation, error });
    return false;
  }
}
