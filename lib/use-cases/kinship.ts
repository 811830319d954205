import "server-only";
import type { Iin } from "@/lib/kernel/iin";
import { openPorts, type CallContext } from "@/lib/state-databases/gateway";

/**
 * What an officer is to the people whom a matter is about: `kinship-unknown` where ZAGS, or KDP before it, does not answer; `access-denied`
 * where KDP does not let the portal ask.
 */
export type Kinship = "none" | "relative" | "kinship-unknown" | "access-denied";

/**
 * Asks ZAGS whether an officer is a close relative of any of these people; it is asked about each of them under their own consent. One
 * kinship is enough; without one, what was not answered about anybody counts for all.
 */
export async function askKinship(context: CallContext, people: readonly Iin[], officer: Iin): Promise<Kinship> {
  const answers = await Promise.all(people.map((iin) => kinshipTo(context, iin, officer)));
  const telling = ["relative", "access-denied", "kinship-unknown"] as const;
  return telling.find((kinship) => answers.includes(kinship)) ?? "none";
}

async function kinshipTo(context: CallContext, iin: Iin, officer: Iin): Promise<Kinship> {
  const consent = await askAccess(context, iin);
  if (consent.kind === "denied") return "access-denied";
  if (consent.kind !== "found") return "kinship-unknown";
  const zags = openPorts({ ...context, accessToken: consent.value.token })["civil-status"];
  const relatives = await zags.relatives({ iin });
  if (relatives.kind !== "found") return "kinship-unknown";
  return relatives.value.some(({ relative }) => relative === officer) ? "relative" : "none";
}

/** Asks KDP whether the portal may ask ZAGS about a person. */
export function askAccess(context: CallContext, iin: Iin) {
  const { purpose } = context;
  return openPorts(context)["access-control"].grant({ iin, databases: ["civil-status"], purpose });
}
