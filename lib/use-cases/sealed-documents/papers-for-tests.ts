import "server-only";
import { randomInt, randomUUID } from "node:crypto";
import type { Iin } from "@/lib/kernel/iin";
import { localDate } from "@/lib/kernel/local-date";
import { now as clockOf } from "@/lib/infra/clock";
import { inTransaction, type Tx } from "@/lib/infra/db/client";
import { defineService, type Service } from "@/lib/process/define-service";
import type { DatedEvent, ProcessEvent } from "@/lib/process/events";
import type { ResultingPaper } from "@/lib/process/resulting-paper";
import type { Stage } from "@/lib/process/stages";
import { nothing, replay } from "@/lib/process/state";
import { services } from "@/lib/services";
import { newPeople } from "../homes-for-tests";
import { storeEvents } from "../store-events";

// Services of nothing but a signature, and an order where they change something: what they end with, and what they change, is all that matters.

const signature: Stage = { kind: "signature", id: "signature", clause: "none", methods: ["eds"], rechecks: [] };

function declare(id: string, more: Partial<Pick<Service, "stages" | "paper" | "changesRegistrations">>): Service {
  return defineService({
    id,
    version: 1,
    audience: ["citizen"],
    legalBasis: { seed: "S0", from: localDate("2026-01-01"), to: null },
    reads: {},
    reasons: {},
    form: {},
    stages: [signature],
    examples: [],
    draftDays: 30,
    termWorkingDays: 15,
    withdrawableUntil: "signature",
    ...more,
  });
}

/** The words of `certificate` and `slip`, in place of those that a service has. */
export const paperWords: Readonly<Record<string, string>> = {
  title: "Сынақ анықтамасы",
  text: "Анықтама сынақ үшін берілді.",
  file: "Анықтама",
  download: "Жүктеу",
  "facts.address": "Мекенжай",
  "facts.since": "Қашаннан",
  "facts.nothing": "Ештеңе",
};

const facts: ResultingPaper["facts"] = {
  address: () => ({ kk: "Астана, Абай көшесі, 1", ru: "Астана, улица Абая, 1" }),
  since: () => ({ kk: "2020-05-09", ru: "2020-05-09" }),
  nothing: () => null,
};

/** A certificate of two ministries, for ten days, of the applicant's registration. */
export const certificate = declare("certificate-for-tests", {
  paper: {
    seals: ["interior", "justice"],
    validDays: 10,
    registrationsOf: (_, { iin }) => [iin],
    facts,
  },
});

/** A slip of the portal's own, good for ever, that tells of nobody's registration. */
export const slip = declare("slip-for-tests", { paper: { seals: ["portal"], facts } });

/** Of whom `childsSlip` speaks. */
export const child = "850315300029";

/** The same of somebody else, as a parent asks for a child's. */
export const childsSlip = declare("childslip-for-tests", {
  paper: {
    seals: ["portal"],
    holder: () => ({ kind: "person", number: child, name: { kk: "ЖҮНІСОВ МАРАТ", ru: "ЖУНИСОВ МАРАТ" } }),
    facts,
  },
});

/** Changes the registration of whoever applies. */
export const move = declare("move-for-tests", {
  stages: [
    signature,
    {
      ...{ kind: "order", id: "entry", clause: "none", database: "individuals" },
      place: () => Promise.resolve({ kind: "found", value: { kind: "confirmed", result: {} } }),
    },
  ],
  changesRegistrations: { by: ["entry"], of: (_, { iin }) => [iin] },
});

/** Makes this process know the services as if they were among the portal's. */
export function enlistPapers(): void {
  for (const service of [certificate, slip, childsSlip, move])
    if (!services.includes(service)) Reflect.apply(Array.prototype.push, services, [service]);
}

export interface Made {
  readonly id: string;
  readonly iin: Iin;
  readonly number: string;
}

/** An application that has just been granted; `within` in the caller's transaction. */
export async function granted(
  service: Service,
  given: { readonly iin?: Iin; readonly bin?: string; readonly within?: Tx } = {},
): Promise<Made> {
  const [somebody] = given.iin ? [given.iin] : await newPeople(1);
  if (!somebody) throw new Error("nobody");
  const id = randomUUID();
  const number = `2026-${String(randomInt(1e9))}`;
  const now = await clockOf(somebody);
  const { bin } = given;
  const { id: serviceId, version } = service;
  const started = {
    id,
    service: serviceId,
    version,
    applicant: somebody,
    ...(bin === undefined ? {} : { bin }),
    number,
  };
  const happened: readonly ProcessEvent[] = [
    { type: "application-started", ...started },
    { type: "document-signed", stage: "signature", signatureId: randomUUID(), documentHash: "h", method: "eds" },
    ...service.stages
      .filter(({ kind }) => kind === "order")
      .map(({ id: stage }) => ({ type: "order-confirmed" as const, stage, result: {} })),
    { type: "application-granted" },
  ];
  const events: readonly DatedEvent[] = happened.map((event) => ({ ...event, at: now.toISOString() }));
  const actor = { kind: "portal" } as const;
  const store = (tx: Tx) =>
    storeEvents(tx, { service, applicant: somebody, before: nothing, events, actor, action: "test", now });
  const after = given.within ? await store(given.within) : await inTransaction(store);
  if (after.seq !== replay(events).seq) throw new Error("not stored");
  return { id, iin: somebody, number };
}
