import "server-only";
import type { Iin } from "@/lib/kernel/iin";
import { daysBetween, localDateOf, type LocalDate } from "@/lib/kernel/local-date";
import { now as clockOf } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import type { Renewal, RenewalWindow } from "@/lib/process/define-service";
import { services } from "@/lib/services";
import type { IdentityDocument } from "@/lib/state-databases/documents/port";
import { openPorts } from "@/lib/state-databases/gateway";

/** A document as RP DRN holds it, and what can be done about its term. */
export interface OwnDocument extends IdentityDocument {
  /** Calendar days until the last day of its term; negative when it is over. */
  readonly daysLeft: number;
  /** How the portal would renew it; null where no service of the portal does. */
  readonly renewal: {
    readonly service: string;
    readonly window: RenewalWindow;
    /** The person's application for it that is under way. */
    readonly application: { readonly id: string; readonly number: string } | null;
  } | null;
  /** The reminder that the person has asked for. */
  readonly reminder: { readonly id: string; readonly day: LocalDate } | null;
}

export type OwnDocuments =
  | { readonly kind: "found"; readonly documents: readonly OwnDocument[] }
  /** KDP does not let the portal ask. */
  | { readonly kind: "denied" }
  | { readonly kind: "silent"; readonly database: "access-control" | "documents" };

/** What the documents in the cabinet are asked for: a purpose of its own before KDP and in the access log. */
const purpose = "own-documents";

/** The service of the portal that renews such a document, and how. */
function renewalOf(document: IdentityDocument): { readonly service: string; readonly renewal: Renewal } | undefined {
  for (const { id, renewal } of services) {
    if (renewal?.document === document.type) return { service: id, renewal };
  }
  return undefined;
}

/**
 * A person's own documents, asked of RP DRN because they asked to see them: with KDP's consent for this purpose alone, and a row in the
 * access log. Nothing of it is kept.
 */
export async function viewDocuments(iin: Iin): Promise<OwnDocuments> {
  const now = await clockOf(iin);
  const today = localDateOf(now);
  const answer = await askDocuments(iin, now);
  if (answer.kind !== "found") return answer;
  const [reminders, running] = await Promise.all([
    db.reminder.findMany({ where: { iin, sentAt: null } }),
    db.application.findMany({
      where: { applicant: iin, bin: null, outcome: null },
      select: { id: true, number: true, service: true },
      orderBy: { createdAt: "desc" },
    }),
  ]);
  return {
    kind: "found",
    documents: answer.documents
      .map((document) => {
        const found = renewalOf(document);
        const isCurrent =
          document.status === "valid" && found?.renewal.inQuestion(answer.documents)?.number === document.number;
        const application = running.find(({ service }) => service === found?.service);
        const asked = reminders.find((one) => one.service === found?.service && one.expiresOn === document.expiresOn);
        return {
          ...document,
          daysLeft: daysBetween(today, document.expiresOn),
          renewal:
            found && isCurrent
              ? {
                  service: found.service,
                  window: found.renewal.window(document.expiresOn, today),
                  application: application ? { id: application.id, number: application.number } : null,
                }
              : null,
          reminder: asked ? { id: asked.id, day: localDateOf(asked.dueAt) } : null,
        };
      })
      // What can be renewed stands before what is only good to know.
      .toSorted((one, other) => Number(other.renewal !== null) - Number(one.renewal !== null)),
  };
}

async function askDocuments(
  iin: Iin,
  now: Date,
): Promise<
  | { readonly kind: "found"; readonly documents: readonly IdentityDocument[] }
  | Exclude<OwnDocuments, { readonly kind: "found" }>
> {
  const context = { reader: { kind: "citizen", iin }, purpose, now } as const;
  const consent = await openPorts(context)["access-control"].grant({ iin, databases: ["documents"], purpose });
  if (consent.kind !== "found") {
    const isSilent = consent.kind === "unavailable" || consent.kind === "invalid-answer";
    return isSilent ? { kind: "silent", database: "access-control" } : { kind: "denied" };
  }
  const answer = await openPorts({ ...context, accessToken: consent.value.token }).documents.documents({ iin });
  switch (answer.kind) {
    case "found":
      return { kind: "found", documents: answer.value };
    case "not-found":
      return { kind: "found", documents: [] };
    case "denied":
      return { kind: "denied" };
    case "unavailable":
    case "invalid-answer":
      return { kind: "silent", database: "documents" };
  }
}
