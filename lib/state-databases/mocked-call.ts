import "server-only";
import { setTimeout as wait } from "node:timers/promises";
import type { Answer } from "@/lib/kernel/answer";
import { isIin, type Iin } from "@/lib/kernel/iin";
import { db } from "@/lib/infra/db/client";
import { DatabaseFailure, type Call, type WireAnswer } from "./adapter";

interface Fault {
  readonly kind: string;
  readonly ms: number | null;
  readonly scope: "database" | "person";
}

const strangers = ["900101300007", "850515400012"].filter(isIin);
const slowMs = 2_000;

/**
 * Answers one attempt as the console told this database to: slowly, wrongly or not at all, else as `answer` does.
 * A fault comes first (a database that is down denies nothing), then KDP's token.
 * Throws DatabaseFailure; what it returns is not to be believed before it has been parsed.
 */
export async function mockedCall(call: Call, answer: () => Promise<Answer<unknown>>): Promise<unknown> {
  const fault = await takeFault(call);
  if (fault !== null) await delay(fault, call.signal);
  switch (fault?.kind) {
    case "timeout":
    case "error":
    case "cut":
      throw new DatabaseFailure(fault.scope);
    case "empty":
      return undefined;
    case "malformed":
      return '{"kind":"found","value":{"iin":"';
    case "wrong-person":
      return aboutStranger(await permittedAnswer(call, answer), call.subject);
    default:
      return permittedAnswer(call, answer);
  }
}

async function permittedAnswer(call: Call, answer: () => Promise<Answer<unknown>>): Promise<WireAnswer> {
  const permitted = call.consent === "none" || (await holdsToken(call));
  return { ...(permitted ? await answer() : { kind: "denied" as const }), about: call.subject };
}

/**
 * The fault that this attempt meets, that of one person before everyone's: who is asked about, who applies, or, of what is about nobody, who
 * asks. Its `times` goes down by one, never below zero.
 */
async function takeFault({ database, subject, consent, context }: Call): Promise<Fault | null> {
  const isUnderConsent = consent === "applicant" || (subject === null && context.reader.kind === "portal");
  const applicant = isUnderConsent ? (await tokenOf(context))?.iin : undefined;
  const asking = subject === null && context.reader.kind === "citizen" ? context.reader.iin : undefined;
  const concerned = [subject, applicant, asking].filter((iin) => iin != null);
  const faults = await db.mockFault.findMany({
    where: {
      database,
      AND: [
        { OR: [{ iin: null }, { iin: { in: concerned } }] },
        { OR: [{ times: null }, { times: { gt: 0 } }] },
        { OR: [{ until: null }, { until: { gt: context.now } }] },
      ],
    },
    orderBy: [{ iin: { sort: "asc", nulls: "last" } }, { id: "asc" }],
  });
  for (const { id, kind, ms, iin, times } of faults) {
    const taken =
      times === null ||
      (await db.mockFault.updateMany({ where: { id, times: { gt: 0 } }, data: { times: { decrement: 1 } } })).count ===
        1;
    if (taken) return { kind, ms, scope: iin === null ? "database" : "person" };
  }
  return null;
}

async function delay(fault: Fault, signal: AbortSignal): Promise<void> {
  const ms = fault.ms ?? (fault.kind === "slow" ? slowMs : fault.kind === "timeout" ? 2 ** 31 - 1 : 0);
  if (ms === 0) return;
  try {
    await wait(ms, undefined, { signal });
  } catch (cause) {
    throw new DatabaseFailure(fault.scope, { cause });
  }
}

async function tokenOf({ accessToken: token }: Call["context"]) {
  return token === undefined ? null : db.mockAccessToken.findUnique({ where: { token } });
}

async function holdsToken({ database, subject, consent, context }: Call): Promise<boolean> {
  const token = await tokenOf(context);
  return (
    token !== null &&
    (consent === "applicant" || token.iin === subject) &&
    token.databases.includes(database) &&
    token.purpose === context.purpose &&
    token.revokedAt === null &&
    token.expiresAt > context.now
  );
}

/** The answer as if it were another person's: the person it is about, and every IIN in it. */
function aboutStranger(answer: WireAnswer, subject: Iin | null): unknown {
  const stranger = strangers.find((iin) => iin !== subject);
  const swapped = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(swapped);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, key === "iin" ? stranger : swapped(inner)]),
    );
  };
  return { ...answer, about: stranger, ...("value" in answer ? { value: swapped(answer.value) } : {}) };
}
