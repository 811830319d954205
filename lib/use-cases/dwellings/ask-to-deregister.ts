import "server-only";
import type { Result } from "@/lib/kernel/result";
import type { Iin } from "@/lib/kernel/iin";
import { keepWish } from "../keep-answer";
import { optionName } from "../option-name";
import { startApplication, type NotStarted, type Started } from "../start-application";
import { findResident } from "./view-dwellings";

/** The service, and its pages that ask for the dwelling and for the people. */
const service = "deregistration";
const pages = { dwelling: "own-dwelling", people: "people" } as const;

/**
 * Starts an owner's application to remove somebody from the register, or finds the active one. Of whom they pressed the button both pages
 * are filled in with it; nothing is chosen until they are sent. Whoever is found there no more is not filled in.
 */
export async function askToDeregister(owner: Iin, place: number, token: string): Promise<Result<Started, NotStarted>> {
  const found = await findResident(owner, place, token);
  const started = await startApplication(service, owner);
  if (!started.ok || !found) return started;
  const { id } = started.value;
  await keepWish(owner, id, pages.dwelling, { rka: found.rka });
  await keepWish(owner, id, pages.people, { people: optionName(id, "people", found.person) });
  return started;
}
