import type { Service } from "./define-service";
import type { Evidence } from "./facts";
import type { State } from "./state";

/**
 * What a stage has left behind, as far as the applicant may see it: without what its declaration keeps for officers and the audit.
 * The one way from evidence to an applicant's page, and to what they sign.
 */
export function evidenceTold(
  service: Pick<Service, "stages">,
  state: Pick<State, "evidence">,
  stage: string,
): Evidence {
  const hidden = service.stages.find(({ id }) => id === stage)?.confidential ?? [];
  return Object.fromEntries(Object.entries(state.evidence[stage] ?? {}).filter(([name]) => !hidden.includes(name)));
}
