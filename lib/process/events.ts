import { z } from "zod";

const evidence = z.record(z.string(), z.string());
const stage = z.string();

/** An annulled application that a new one comes after: what the portal itself knows, put down when the new one starts. */
const followsSchema = z.object({
  number: z.string(),
  /** The day on which the first application of the chain started. */
  startedOn: z.string(),
  annulledOn: z.string(),
  /** The code for which it was annulled. */
  reason: z.string(),
});
export type Follows = z.infer<typeof followsSchema>;

/**
 * Everything that can have happened to an application. Events are never changed: a new version of one is a new member here,
 * and the old one stays, so that every log ever written can be replayed.
 */
export const eventSchema = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("application-started"),
    id: z.string(),
    service: z.string(),
    version: z.int(),
    applicant: z.string(),
    /** Of the legal entity that it is made for; left out where the applicant asks for themselves. */
    bin: z.string().optional(),
    number: z.string(),
    /** The applicant's last application for this service, where an officer had annulled it. */
    follows: followsSchema.optional(),
  }),
  z.object({ type: z.literal("check-passed"), stage, evidence }),
  z.object({ type: z.literal("check-refused"), stage, reason: z.string(), params: evidence }),
  z.object({ type: z.literal("check-unanswered"), stage, databases: z.array(z.string()) }),
  z.object({
    type: z.literal("step-saved"),
    stage,
    answers: z.record(z.string(), z.unknown()),
    /** The words of options that a state database offered, as they were when chosen. */
    labels: z.record(z.string(), z.object({ kk: z.string(), ru: z.string() })),
    reopened: z.array(z.string()),
  }),
  z.object({
    type: z.literal("document-signed"),
    stage,
    signatureId: z.string(),
    documentHash: z.string(),
    method: z.enum(["eds", "otp"]),
  }),
  z.object({ type: z.literal("consent-requested"), stage, from: z.array(z.string()), dueAt: z.string() }),
  z.object({
    type: z.literal("consent-given"),
    stage,
    by: z.string(),
    method: z.enum(["eds", "otp"]),
    signatureId: z.string(),
  }),
  z.object({
    type: z.literal("consent-declined"),
    stage,
    by: z.string(),
    method: z.enum(["eds", "otp"]),
    reason: z.string(),
  }),
  /** Whoever was asked is entitled no more: neither their yes nor their no counts. */
  z.object({ type: z.literal("consent-void"), stage, by: z.string() }),
  /** `people` will be there, who need `needed` places. `occupied` others were there, of `capacity`; both null without a limit. */
  z.object({
    type: z.literal("place-taken"),
    stage,
    dwelling: z.string(),
    people: z.array(z.string()),
    needed: z.int(),
    occupied: z.int().nullable(),
    capacity: z.int().nullable(),
  }),
  z.object({
    type: z.literal("place-lost"),
    stage,
    dwelling: z.string(),
    needed: z.int(),
    occupied: z.int(),
    capacity: z.int(),
  }),
  z.object({ type: z.literal("order-placed"), stage }),
  z.object({ type: z.literal("order-confirmed"), stage, result: evidence }),
  z.object({ type: z.literal("order-refused"), stage, reason: z.string(), params: evidence }),
  z.object({ type: z.literal("order-sent-back"), stage, params: evidence }),
  /** KDP no longer lets the portal ask; `dueAt` is when the application lapses unless it does again, null where it cannot lapse. */
  z.object({ type: z.literal("access-refused"), stage, dueAt: z.string().nullable() }),
  z.object({ type: z.literal("payment-waived"), stage, ground: z.string() }),
  z.object({ type: z.literal("payment-requested"), stage, tenge: z.int(), ground: z.string(), dueAt: z.string() }),
  z.object({ type: z.literal("payment-received"), stage, tenge: z.int(), invoice: z.string() }),
  /** What was paid is to be given back; it goes before the end of the application. */
  z.object({
    type: z.literal("refund-ordered"),
    stage,
    tenge: z.int(),
    invoice: z.string(),
    ground: z.enum(["annulled", "withdrawn", "lapsed", "refused"]),
  }),
  z.object({
    type: z.literal("task-opened"),
    stage,
    roles: z.array(z.string()),
    dueAt: z.string(),
    /** One of the roles is enough: whoever decides, decides for all. */
    anyOne: z.literal(true).optional(),
  }),
  z.object({
    type: z.literal("task-decided"),
    stage,
    role: z.string(),
    decision: z.string(),
    reason: z.string().nullable(),
    comment: z.string(),
    officer: z.string(),
    signatureId: z.string(),
    /** What the officer entered with the decision, as a state database made it good. */
    entered: evidence.optional(),
  }),
  z.object({ type: z.literal("handover-opened"), stage, role: z.string(), remindAt: z.string() }),
  z.object({ type: z.literal("handed-over"), stage, officer: z.string() }),
  z.object({ type: z.literal("returned-to"), stage, reopened: z.array(z.string()) }),
  z.object({ type: z.literal("deadline-passed"), stage, deadline: z.string() }),
  z.object({ type: z.literal("application-refused"), stage, reason: z.string(), params: evidence }),
  z.object({ type: z.literal("application-annulled"), stage, reason: z.string(), comment: z.string() }),
  z.object({ type: z.literal("application-withdrawn"), stage }),
  z.object({ type: z.literal("application-lapsed"), stage, deadline: z.string() }),
  z.object({ type: z.literal("application-granted") }),
]);

export type ProcessEvent = z.infer<typeof eventSchema>;

/** An event with the instant (ISO, the applicant's clock) at which it happened. */
export type DatedEvent = ProcessEvent & { readonly at: string };
