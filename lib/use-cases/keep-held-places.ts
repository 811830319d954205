import "server-only";
import { localDateOf } from "@/lib/kernel/local-date";
import type { Tx } from "@/lib/infra/db/client";
import { heldPlace } from "@/lib/process/place";
import { situationOf } from "@/lib/process/position";
import type { DatedEvent } from "@/lib/process/events";
import type { State } from "@/lib/process/state";
import type { Service } from "@/lib/process/define-service";

/**
 * Keeps the places that an application holds: a row for each person, with the days for which it is, from when they are taken until it ends or goes back. Whoever takes
 * a place holds the dwelling's lock; giving one back needs none, since a count made before it is at most too careful.
 */
export async function keepHeldPlaces(
  tx: Tx,
  { service, events, now }: { readonly service: Service; readonly events: readonly DatedEvent[]; readonly now: Date },
  after: State,
): Promise<void> {
  for (const event of events) {
    if (event.type !== "place-taken") continue;
    const stage = service.stages.find(({ id }) => id === event.stage);
    if (stage?.kind !== "place") throw new Error("A place that no stage has taken");
    const { from, to = null } = stage.period(situationOf(after, localDateOf(now)));
    const { dwelling: rka, people } = event;
    await tx.heldPlace.createMany({ data: people.map((iin) => ({ applicationId: after.id, iin, rka, from, to })) });
    await tx.dwellingLock.update({ where: { rka }, data: { taken: { increment: 1 } } });
  }
  // Once taken, a place is mentioned no more: the state says whether it is held.
  if (service.stages.some(({ kind }) => kind === "place") && !heldPlace(service, after)) {
    await tx.heldPlace.deleteMany({ where: { applicationId: after.id } });
  }
}
