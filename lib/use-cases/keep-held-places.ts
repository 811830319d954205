import "server-only";
import type { Tx } from "@/lib/infra/db/client";
import { heldPlace } from "@/lib/process/place";
import type { DatedEvent } from "@/lib/process/events";
import type { State } from "@/lib/process/state";
import type { Service } from "@/lib/process/define-service";

/**
 * Keeps the places that an application holds: a row for each person from when they are taken until it ends or goes back. Whoever takes
 * a place holds the dwelling's lock; giving one back needs none, since a count made before it is at most too careful.
 */
export async function keepHeldPlaces(
  tx: Tx,
  { service, events }: { readonly service: Service; readonly events: readonly DatedEvent[] },
  after: State,
): Promise<void> {
  for (const event of events) {
    if (event.type !== "place-taken") continue;
    const { dwelling: rka, people } = event;
    await tx.heldPlace.createMany({ data: people.map((iin) => ({ applicationId: after.id, iin, rka })) });
    await tx.dwellingLock.update({ where: { rka }, data: { taken: { increment: 1 } } });
  }
  // Once taken, a place is mentioned no more: the state says whether it is held.
  if (service.stages.some(({ kind }) => kind === "place") && !heldPlace(service, after)) {
    await tx.heldPlace.deleteMany({ where: { applicationId: after.id } });
  }
}
