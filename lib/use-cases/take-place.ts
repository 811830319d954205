import "server-only";
import { randomInt } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { Answer } from "@/lib/kernel/answer";
import { isIin, type Iin } from "@/lib/kernel/iin";
import { localDateOf } from "@/lib/kernel/local-date";
import { rkaSchema, type Rka } from "@/lib/kernel/rka";
import { now as clockOf } from "@/lib/infra/clock";
import { db, type Tx } from "@/lib/infra/db/client";
import { log } from "@/lib/infra/log";
import { judgeAgain } from "@/lib/process/judge-again";
import { limitOf, peopleOf } from "@/lib/process/place";
import { currentStage, situationOf } from "@/lib/process/position";
import type { Occupancy, Period, PlaceStage } from "@/lib/process/stages";
import { findApplication, type ApplicationRecord } from "./application-record";
import { changeApplication } from "./change-application";
import { gatherFacts, gatherToJudgeAgain, portalReader, portsFor } from "./gather-facts";
import { isLastingRefusal } from "./keep-consent-requests";

/** Counts made in vain before the application waits for its deadline: each means that somebody else took a place meanwhile. */
const mostAttempts = 10;
const patienceMs = 40;

/**
 * Takes a place in the dwelling for an application that stands before it, or sends the applicant back because there is none. The state
 * database is asked outside the transaction; the count is good only if, under the dwelling's lock, the places held and the number ever
 * taken are those that it was made with. Else it is made again. A database that does not answer is asked again by the deadline.
 */
export async function takePlace(applicationId: string): Promise<void> {
  for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
    const application = await findApplication(applicationId);
    if (!application) return;
    const now = await clockOf(application.applicant);
    const stage = currentStage(application.service, application.state, localDateOf(now));
    if (stage?.kind !== "place") return;
    if (await attemptToTake(application, stage, now)) return;
    await wait(randomInt(1, patienceMs * attempt));
  }
  log.info("place-contended", { applicationId });
}

/** Out: whether it is settled, one way or the other. */
async function attemptToTake(application: ApplicationRecord, stage: PlaceStage, now: Date): Promise<boolean> {
  const { id, service, state } = application;
  const today = localDateOf(now);
  const situation = situationOf(state, today);
  const period = stage.period(situation);
  const rka = rkaSchema.parse(stage.dwelling(situation));

  const before = await standingOf(db, rka, id, period);
  const again = await gatherToJudgeAgain(application, stage.rechecks ?? [], portalReader, now);
  // Whoever will not be there, by what the checks have just found, is counted like anybody else.
  const { state: reached } = judgeAgain(service, state, stage.rechecks ?? [], again, now);
  const people = peopleOf(reached, stage, situationOf(reached, today)).filter(isIin);
  const more = stage.uses.filter((name) => !Object.hasOwn(again, name));
  const facts = { ...again, ...(await gatherFacts(application, more, portalReader, now)) };
  const limit = limitOf(service, reached, stage, facts, today);
  const others = before.held.filter((iin) => !people.includes(iin));
  const occupied =
    typeof limit === "number"
      ? withHeld(await count(application, stage, { rka, without: [...people, ...others], period }, now), others.length)
      : null;
  const take = (more: { readonly mayAsk?: false } = {}) =>
    changeApplication({
      id,
      actor: { kind: "portal" },
      command: { type: "take-place", stage: stage.id, facts, occupied, ...more },
      seq: state.seq,
      first: async (tx) => {
        await tx.$queryRaw`SELECT 1 FROM portal.dwelling_lock WHERE rka = ${rka} FOR UPDATE`;
        return isSame(before, await standingOf(tx, rka, id, period));
      },
    });
  const changed = await take();
  // The owners would have to be asked once more, and may not be: nobody waits for what will not come. A limit of the day is over tomorrow.
  const settled = !changed.ok && isLastingRefusal(changed.error) ? await take({ mayAsk: false }) : changed;
  return settled.ok || settled.error.kind !== "moved-on";
}

async function count(
  application: ApplicationRecord,
  stage: PlaceStage,
  question: Parameters<PlaceStage["occupied"]>[1],
  now: Date,
): Promise<Answer<Occupancy>> {
  const ports = await portsFor(application, portalReader, now);
  return stage.occupied(ports[stage.database] as never, question);
}

/** A place held on one of the days counts on all of them: too many are never let in. */
function withHeld(answer: Answer<Occupancy>, held: number): Answer<Occupancy> {
  return answer.kind === "found" ? { kind: "found", value: { count: answer.value.count + held } } : answer;
}

/** The places of a dwelling as the portal knows them. */
interface Standing {
  /** How many were ever taken: a place that was taken and given back in between is seen by it. */
  readonly taken: number;
  /** Who holds one by another application, on one of the days asked about at least. */
  readonly held: readonly Iin[];
}

async function standingOf(within: Tx, rka: Rka, applicationId: string, { from, to }: Period): Promise<Standing> {
  const lock = await within.dwellingLock.findUnique({ where: { rka } });
  if (!lock) await within.dwellingLock.createMany({ data: [{ rka }], skipDuplicates: true });
  const held = await within.heldPlace.findMany({
    where: {
      rka,
      applicationId: { not: applicationId },
      ...(to === undefined ? {} : { from: { lte: to } }),
      OR: [{ to: null }, { to: { gte: from } }],
    },
    orderBy: { iin: "asc" },
    select: { iin: true },
    distinct: ["iin"],
  });
  return { taken: lock?.taken ?? 0, held: held.map(({ iin }) => iin).filter(isIin) };
}

function isSame(before: Standing, now: Standing): boolean {
  return before.taken === now.taken && before.held.join() === now.held.join();
}
