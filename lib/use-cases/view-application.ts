import "server-only";
import { localDateOf, type LocalDate } from "@/lib/kernel/local-date";
import { now as clockOf } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import type { Applicant } from "@/lib/process/applicant";
import { maskPhone } from "@/lib/kernel/phone";
import { findOwn, type ApplicationRecord } from "./application-record";
import type { StoredEvent } from "./read-events";
import { readCodeEvidence } from "./signing/code-evidence";
import { verifyStored, type StoredVerdict } from "./verify-cms";

export interface OwnApplication extends ApplicationRecord {
  /** The instant and the day on the applicant's clock. */
  readonly now: Date;
  readonly today: LocalDate;
}

/** An application that is open to this applicant; null for any other, exactly as for one that does not exist. */
export async function openOwnApplication(id: string, applicant: Applicant): Promise<OwnApplication | null> {
  const application = await findOwn(id, applicant);
  if (!application) return null;
  const now = await clockOf(application.applicant);
  return { ...application, now, today: localDateOf(now) };
}

/** One thing that happened, as the applicant and the officer see it. */
export interface TimelineEvent {
  readonly seq: number;
  readonly type: string;
  readonly at: Date;
  /** "colleague": somebody else who acts for the entity of whoever looks. */
  readonly actor: "citizen" | "colleague" | "officer" | "portal";
  readonly stage: string | null;
  readonly reason: string | null;
}

/** What happened to an application, as people are shown it; `viewer`: the applicant who looks, left out for an officer. */
export function timelineOf(stored: readonly StoredEvent[], viewer?: Applicant): readonly TimelineEvent[] {
  // Where there is nobody to ask, nobody is told that somebody was.
  const told = stored.filter(({ event }) => event.type !== "consent-requested" || event.from.length > 0);
  return told.map(({ seq, actor, event }) => ({
    seq,
    type: event.type,
    at: new Date(event.at),
    actor: actorKind(actor, viewer),
    stage: textIn(event, "stage"),
    reason: textIn(event, "reason"),
  }));
}

function actorKind(actor: unknown, viewer: Applicant | undefined): TimelineEvent["actor"] {
  const kind = textIn(actor, "kind");
  if (kind === "citizen" && typeof viewer === "object" && textIn(actor, "iin") !== viewer.iin) return "colleague";
  return kind === "citizen" || kind === "officer" ? kind : "portal";
}

function textIn(data: unknown, name: string): string | null {
  const value: unknown = typeof data === "object" && data !== null ? Reflect.get(data, name) : null;
  return typeof value === "string" ? value : null;
}

/** A stored signature as a page shows it. */
export interface ShownSignature {
  readonly id: string;
  readonly stage: string;
  readonly purpose: string;
  readonly signer: string;
  /** By the certificate; this and the next two are empty where it was signed by a one-time code. */
  readonly name: string;
  readonly serial: string;
  readonly notAfter: string;
  /** Where the code was sent, masked; null where it was signed by EDS. */
  readonly codeTo: string | null;
  readonly signedAt: Date;
  /** What has come of verifying it again just now. */
  readonly verdict: StoredVerdict["kind"];
}

/** The signatures of an application, oldest first. The caller has made sure that the reader may see it. */
export async function signaturesOf(applicationId: string): Promise<readonly ShownSignature[]> {
  const rows = await db.signature.findMany({ where: { applicationId }, orderBy: { signedAt: "asc" } });
  return Promise.all(
    rows.map(async (row) => ({
      id: row.id,
      stage: row.stage,
      purpose: row.purpose,
      signer: row.signer,
      signedAt: row.signedAt,
      name: textIn(row.evidence, "signer") ?? "",
      serial: textIn(row.evidence, "serial") ?? "",
      notAfter: textIn(row.evidence, "notAfter") ?? "",
      codeTo: codeTo(row.evidence),
      verdict: (await verifyStored(row)).kind,
    })),
  );
}

function codeTo(evidence: unknown): string | null {
  const phone = readCodeEvidence(evidence)?.code.phone;
  return phone === undefined ? null : maskPhone(phone);
}
