import "server-only";
import type { Answer } from "@/lib/kernel/answer";
import { localDateOf } from "@/lib/kernel/local-date";
import type { Answers, AnyQuery, Subject } from "@/lib/process/facts";
import type { Service } from "@/lib/process/define-service";
import { judgeAgain } from "@/lib/process/judge-again";
import type { State } from "@/lib/process/state";
import { openPorts, type CallContext } from "@/lib/state-databases/gateway";
import type { Ports } from "@/lib/state-databases/ports";
import type { ApplicationRecord } from "./application-record";
import { subjectOf } from "./subject";

export type Reader = CallContext["reader"];

/** The portal itself, working on an application. */
export const portalReader: Reader = { kind: "portal" };

/**
 * Asks the state databases for the named facts, all at once and each once. No transaction is open meanwhile.
 * A database that does not answer gives an answer that says so; nothing is thrown.
 */
export async function gatherFacts(
  application: ApplicationRecord,
  names: readonly string[],
  reader: Reader,
  now: Date,
): Promise<Answers> {
  const { service } = application;
  const subject = subjectOf(application, localDateOf(now));
  const { ports, isKdpSilent } = await openFor(application, reader, now);
  const asked = [...new Set(names)].map(async (name): Promise<[string, Answer<unknown>]> => {
    const query = service.reads[name];
    // Without KDP's word a database says "denied", which would be a refusal for nothing but KDP's silence.
    return [name, query && !isKdpSilent ? await ask(query, ports, subject) : { kind: "unavailable" }];
  });
  return Object.fromEntries(await Promise.all(asked));
}

/**
 * Asks for the facts by which checks are judged once more: for each check when those before it have been judged, so that a question
 * about what they have found is about what they have found now. Each fact is asked for once.
 */
export async function gatherToJudgeAgain(
  application: ApplicationRecord,
  checks: readonly string[],
  reader: Reader,
  now: Date,
): Promise<Answers> {
  const { service, state } = application;
  let facts: Answers = {};
  for (;;) {
    const known = facts;
    const { state: reached, stoppedAt } = judgeAgain(service, state, checks, known, now);
    const missing = (stoppedAt?.uses ?? []).filter((name) => !Object.hasOwn(known, name));
    if (missing.length === 0) return known;
    facts = { ...known, ...(await gatherFacts({ ...application, state: reached }, missing, reader, now)) };
  }
}

/** The state databases for one application: with KDP's consent to read the person's data, where KDP has given it. */
export async function portsFor(application: ApplicationRecord, reader: Reader, now: Date): Promise<Ports> {
  return (await openFor(application, reader, now)).ports;
}

async function openFor(
  { id, applicant, service, state }: ApplicationRecord,
  reader: Reader,
  now: Date,
): Promise<{ readonly ports: Ports; readonly isKdpSilent: boolean }> {
  const context = { reader, purpose: service.id, applicationId: id, now };
  const ports = openPorts(context);
  // Before the person has agreed on the form, nothing is asked of KDP on their behalf.
  if (!isAgreed(service, state)) return { ports, isKdpSilent: false };
  const consent = await ports["access-control"].grant({
    iin: applicant,
    databases: databasesOf(service),
    purpose: service.id,
  });
  if (consent.kind === "found")
    return { ports: openPorts({ ...context, accessToken: consent.value.token }), isKdpSilent: false };
  return { ports, isKdpSilent: consent.kind === "unavailable" || consent.kind === "invalid-answer" };
}

/** Whether the check that asks KDP has passed. */
function isAgreed(service: Service, state: State): boolean {
  return service.stages.some(
    (stage) =>
      stage.kind === "check" &&
      stage.uses.some((name) => service.reads[name]?.database === "access-control") &&
      state.stages[stage.id]?.status === "done",
  );
}

/** What KDP has a say in: all that is asked or ordered, but neither KDP itself nor the portal's own examiner. */
function databasesOf(service: Service): readonly string[] {
  const asked = Object.values(service.reads).map((query) => query.database);
  const ordered = service.stages.flatMap((stage) => (stage.kind === "order" ? [stage.database] : []));
  return [...new Set([...asked, ...ordered])].filter(
    (database) => database !== "access-control" && database !== "photo-examiner",
  );
}

/** The declaration has paired each question with its database; here the pair is put together again. */
function ask(query: AnyQuery, ports: Ports, subject: Subject): Promise<Answer<unknown>> {
  return query.ask(ports[query.database] as never, subject);
}
