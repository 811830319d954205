import "server-only";
import { localDateOf } from "@/lib/kernel/local-date";
import { now as clockOf } from "@/lib/infra/clock";
import { knownAmong } from "@/lib/process/advance";
import { situationOf } from "@/lib/process/position";
import { gatherFacts } from "../gather-facts";
import type { OwnRequest } from "./consent-request";

/** Whether the owner who was asked still is one; null where the database does not answer. */
export async function isStillEntitled({ owner, application, stage }: OwnRequest): Promise<boolean | null> {
  if (!stage.entitlement) return true;
  const now = await clockOf(application.applicant);
  const { uses, who } = stage.entitlement;
  const facts = await gatherFacts(application, uses, { kind: "citizen", iin: owner }, now);
  const { known, silent } = knownAmong(application.service, application.state, uses, facts);
  if (silent.length > 0) return null;
  return who(known, situationOf(application.state, localDateOf(now))).includes(owner);
}

/**
 * A request as whoever was asked may see it. Of others than the applicant it tells an owner who has to answer, and whoever has answered by a
 * document that names them; nobody who owns the dwelling no more, and nobody whose answer is not wanted any more.
 */
export function asSeen(request: OwnRequest, isEntitled: boolean | null): OwnRequest {
  const { answer, matter } = request;
  const hasSigned = answer === "given" || answer === "declined";
  if (!matter.whom || hasSigned || (answer === null && isEntitled === true)) return request;
  return { ...request, matter: { ...matter, whom: [] } };
}
