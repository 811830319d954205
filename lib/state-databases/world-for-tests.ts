import { iinSchema, type Iin } from "@/lib/kernel/iin";
import type { CallContext } from "./adapter";
import type { GatewaySettings } from "./ask";
import { loadDataset } from "./dataset/mock-load";
import { openPorts } from "./gateway";
import type { Ports } from "./ports";

/** Noon of 21 November 2026 in Astana: the day on which the tests' world is looked at. */
export const noon = new Date("2026-11-21T12:00:00+05:00");
export const purpose = "id-card-renewal";
export const iin = (text: string): Iin => iinSchema.parse(text);

/** Makes a dataset the world of the mocks. Throws with its problems when it is a bad one. */
export async function makeWorld(dataset: object, baseDir?: string): Promise<void> {
  const loaded = await loadDataset(dataset, "replace", { baseDir });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.error.errors));
}

const databases = [
  "individuals",
  "mobile-citizens",
  "digital-id",
  "civil-status",
  "kinship-mart",
  "schools",
  "universities",
  "documents",
  "social-status",
  "real-estate",
  "social-protection",
] as const;

/** The ports with this person's consent to read everything about them. */
export async function portsFor(
  person: Iin,
  context: Partial<CallContext> = {},
  settings: Partial<GatewaySettings> = {},
): Promise<Ports> {
  const whole: CallContext = { reader: { kind: "citizen", iin: person }, purpose, now: noon, ...context };
  const consent = await openPorts(whole)["access-control"].grant({ iin: person, databases, purpose: whole.purpose });
  return openPorts({ ...whole, ...(consent.kind === "found" ? { accessToken: consent.value.token } : {}) }, settings);
}
