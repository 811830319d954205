import "server-only";
import type { Iin } from "@/lib/kernel/iin";
import { addMonths, localDateOf } from "@/lib/kernel/local-date";
import { openPorts, type CallContext } from "@/lib/state-databases/gateway";
import type { Registration } from "@/lib/state-databases/individuals/port";
import type { Ports } from "@/lib/state-databases/ports";

/** Why nothing can be told of somebody's address. */
export type NotTold =
  { readonly kind: "denied" } | { readonly kind: "silent"; readonly database: "access-control" | "individuals" };

export type Registrations =
  | NotTold
  | { readonly kind: "found"; readonly registrations: readonly Registration[]; readonly gbdFl: Ports["individuals"] };

/** A stay is registered for a year at most, and begins a month ahead at most. */
const monthsAhead = 13;

/**
 * A person's registrations of today and of the time to come, asked of GBD FL for this purpose alone, with KDP's consent and a row in the
 * access log. Nothing of it is kept.
 */
export async function askRegistrations(
  iin: Iin,
  context: Pick<CallContext, "reader" | "purpose" | "now">,
): Promise<Registrations> {
  const { purpose, now } = context;
  const consent = await openPorts(context)["access-control"].grant({ iin, databases: ["individuals"], purpose });
  if (consent.kind === "denied") return { kind: "denied" };
  if (consent.kind !== "found") return { kind: "silent", database: "access-control" };
  const { individuals: gbdFl } = openPorts({ ...context, accessToken: consent.value.token });
  const on = localDateOf(now);
  const answer = await gbdFl.registrations({ iin, on, to: addMonths(on, monthsAhead) });
  switch (answer.kind) {
    case "found":
      return { kind: "found", registrations: answer.value, gbdFl };
    case "not-found":
      return { kind: "found", registrations: [], gbdFl };
    case "denied":
      return { kind: "denied" };
    case "unavailable":
    case "invalid-answer":
      return { kind: "silent", database: "individuals" };
  }
}
