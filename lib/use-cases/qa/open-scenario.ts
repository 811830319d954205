import "server-only";
import type { Iin } from "@/lib/kernel/iin";
import { err, ok, type Result } from "@/lib/kernel/result";
import type { Example } from "@/lib/process/define-service";
import { copyForScenario, type CopyFailure } from "./copy-person";
import { findScenario } from "./scenarios";
import { walkApplication, walkTargets, type Walked } from "./walk";

/** Where a scenario can be opened: where its point shows, before anything was done, or in any state. */
export const openingPoints = ["interest", "start", ...walkTargets] as const;
export type OpeningPoint = (typeof openingPoints)[number];

export interface OpenedScenario {
  /** The fresh copy of the persona. */
  readonly iin: Iin;
  readonly service: string;
  /** Null when nothing was started yet. */
  readonly walked: Walked | null;
}

/** Makes a scenario ready on a fresh copy of its persona, and walks it to the point. */
export async function openScenario(
  id: string,
  point: OpeningPoint,
): Promise<Result<OpenedScenario, CopyFailure | "no-such-scenario">> {
  const scenario = findScenario(id);
  if (!scenario) return err("no-such-scenario");
  const copied = await copyForScenario(scenario);
  if (!copied.ok) return copied;
  const { iin } = copied.value;
  const { service, example } = scenario;
  if (point === "start") return ok({ iin, service: service.id, walked: null });
  const to = point === "interest" ? pointOfInterest(example) : point;
  const walked = await walkApplication(service.id, iin, to, { form: example.answers ?? {} });
  return ok({ iin, service: service.id, walked });
}

/** A refusal or a silence stops the walk by itself; what is granted is shown before it is signed. */
function pointOfInterest({ expect }: Example): (typeof walkTargets)[number] {
  if (expect === "granted") return "draft";
  return "annulled" in expect ? "in-review" : "done";
}
