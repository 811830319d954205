import "server-only";
import type { Iin } from "@/lib/kernel/iin";
import { localDateOf } from "@/lib/kernel/local-date";
import { phoneSchema, type Phone } from "@/lib/kernel/phone";
import { now as clockOf, realNow } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { sidesOf, takesCodes } from "@/lib/process/signing-sides";
import { findApplication, type ApplicationRecord } from "../application-record";
import type { OpenRequest } from "../verify-cms";

/** Whether somebody may sign a document by a one-time code. */
export type CodeWay =
  | { readonly kind: "open"; readonly phone: Phone }
  /** A number is not linked to its account: the person's own, or that of somebody else who must sign; whose is not told. */
  | { readonly kind: "shut"; readonly missing: "own" | "other" }
  /** This document is signed by EDS alone. */
  | { readonly kind: "eds-only" };

/** A prepared document that this person can still sign, of an application that has not changed since; and whether by a code. */
export interface DocumentForCode {
  readonly request: OpenRequest;
  readonly way: CodeWay;
}

/** Opens a prepared document for its signer; null when it is somebody else's, was signed, is too old, or speaks of what is no more. */
export async function openForCode(nonce: string, signer: Iin): Promise<DocumentForCode | null> {
  const request = await db.signatureRequest.findUnique({ where: { nonce } });
  if (request?.signer !== signer || request.usedAt || request.expiresAt <= realNow()) return null;
  const application = await findApplication(request.applicationId);
  if (!application || !isAsPrepared(application, request)) return null;
  const { service, state, applicant, bin } = application;
  // In an entity's name one signs by its key alone.
  if (bin !== null || !takesCodes(service, request.stage)) return { request, way: { kind: "eds-only" } };
  const sides = sidesOf(service, state, localDateOf(await clockOf(applicant)));
  if (!sides.includes(signer)) return { request, way: { kind: "eds-only" } };
  return { request, way: await wayOf(signer, sides) };
}

/**
 * Whether a document still says what the application says. While owners are asked nobody can edit it: another owner's answer, which moves
 * it on as well, does not void this one's code.
 */
function isAsPrepared({ service, state }: ApplicationRecord, { stage, seq }: OpenRequest): boolean {
  const kind = service.stages.find(({ id }) => id === stage)?.kind;
  if (kind === "consent") return state.outcome === null && state.stages[stage]?.status === "open";
  return state.seq === seq;
}

/** Whether the numbers of all sides are linked to their accounts [S0-A3 §5]. */
async function wayOf(signer: Iin, sides: readonly string[]): Promise<CodeWay> {
  const accounts = await db.account.findMany({
    where: { iin: { in: [...sides] } },
    select: { iin: true, phone: true },
  });
  const phones = new Map(accounts.map(({ iin, phone }) => [iin, phone]));
  const own = phones.get(signer) ?? null;
  if (own === null) return { kind: "shut", missing: "own" };
  if (sides.some((side) => (phones.get(side) ?? null) === null)) return { kind: "shut", missing: "other" };
  return { kind: "open", phone: phoneSchema.parse(own) };
}
