import "server-only";
import type { Iin } from "@/lib/kernel/iin";
import { localDateOf } from "@/lib/kernel/local-date";
import { isRka } from "@/lib/kernel/rka";
import { isIin } from "@/lib/kernel/iin";
import { now as clockOf } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { peopleOf } from "@/lib/process/place";
import { situationOf } from "@/lib/process/position";
import { knownAmong } from "@/lib/process/advance";
import type { ConsentMatter } from "@/lib/process/stages";
import type { Outcome } from "@/lib/process/state";
import { gatherFacts, portsFor } from "../gather-facts";
import { findOwnRequest, logReading, withApplication, type ConsentAnswer, type OwnRequest } from "./consent-request";
import { asSeen, isStillEntitled } from "./entitled-owner";

const mostRequests = 50;

/** A request in a list: about the owner's own dwelling, and nobody named. */
export interface ListedRequest {
  readonly id: string;
  readonly service: string;
  readonly address: ConsentMatter["address"];
  readonly rka: string;
  readonly askedAt: Date;
  readonly dueAt: Date;
  readonly answer: ConsentAnswer;
  /** How the application ended; null while it runs, and where it has gone on to another dwelling. */
  readonly outcome: Outcome["kind"] | null;
}

/** The requests that an owner got, newest first: those that wait for them are the ones without an answer. */
export async function viewConsents(owner: Iin): Promise<readonly ListedRequest[]> {
  const rows = await db.consentRequest.findMany({ where: { owner }, orderBy: { askedAt: "desc" }, take: mostRequests });
  return Promise.all(rows.map(async (row) => listed(await withApplication(row))));
}

function listed({ row, answer, application: { service, state }, matter, isAboutIt }: OwnRequest): ListedRequest {
  const { id, askedAt, dueAt, rka } = row;
  const outcome = isAboutIt ? (state.outcome?.kind ?? null) : null;
  return { id, service: service.id, address: matter.address, rka, askedAt, dueAt, answer, outcome };
}

/** The norm as it stands in the dwelling: how many people it lets be there, how many are, how many would come. */
export interface Occupied {
  readonly capacity: number;
  readonly registered: number;
  readonly coming: number;
  /** That the norm stands in nobody's way here: the applicant is a relative of an owner, or studies in the capital. */
  readonly isLifted: boolean;
}

export interface ViewedConsent extends ListedRequest {
  readonly number: string;
  readonly applicationId: string;
  /** Of others, whom it tells of besides the applicant, to none but an owner: `whom` is empty for anybody else. */
  readonly matter: ConsentMatter;
  readonly declineReasons: readonly string[];
  /** Other owners are asked as well: each has to agree. */
  readonly others: number;
  readonly isBlocked: boolean;
  /** Whether the owner still is one; null where the database does not answer. */
  readonly isEntitled: boolean | null;
  /** Null where no norm applies, where nobody needs a place, where GBD FL does not answer, and for whoever is no owner any more. */
  readonly occupied: Occupied | null;
}

/** A request in full, for the owner who is asked; null for anybody else. That they read who applies is written down first. */
export async function viewConsent(id: string, owner: Iin): Promise<ViewedConsent | null> {
  const found = await findOwnRequest(id, owner);
  if (!found) return null;
  const { application, stage, answer } = found;
  const isEntitled = answer === null ? await isStillEntitled(found) : true;
  const request = asSeen(found, isEntitled);
  await logReading(request, "consent");
  const { matter } = request;
  const [others, blocked, occupied] = await Promise.all([
    db.consentRequest.count({
      where: { applicationId: application.id, askedAt: request.row.askedAt, owner: { not: owner } },
    }),
    db.blockedApplicant.count({ where: { owner, applicant: application.applicant } }),
    answer === null && isEntitled === true ? occupiedBy(request) : null,
  ]);
  return {
    ...listed(request),
    number: application.state.number,
    applicationId: application.id,
    matter,
    declineReasons: stage.declineReasons,
    others,
    isBlocked: blocked > 0,
    isEntitled,
    occupied,
  };
}

/** Counted as for the decision, but for the places that are held at this moment: it is a picture, not a promise. */
async function occupiedBy({ owner, application }: OwnRequest): Promise<Occupied | null> {
  const { service, state } = application;
  const now = await clockOf(application.applicant);
  const today = localDateOf(now);
  const situation = situationOf(state, today);
  const place = service.stages.find((stage) => stage.kind === "place");
  // Where nobody needs a place the norm stands in nobody's way.
  if (!place || place.when?.(situation) === false || place.needed(situation) === 0) return null;
  const reader = { kind: "citizen", iin: owner } as const;
  const facts = await gatherFacts(application, place.uses, reader, now);
  const { known, silent } = knownAmong(service, state, place.uses, facts);
  const capacity = silent.length > 0 ? null : place.limit(known, situation);
  const rka = place.dwelling(situation);
  if (typeof capacity !== "number" || !isRka(rka)) return null;
  const people = peopleOf(state, place, situation);
  const ports = await portsFor(application, reader, now);
  const question = { rka, without: people.filter(isIin), period: place.period(situation) };
  const counted = await place.occupied(ports[place.database] as never, question);
  if (counted.kind !== "found") return null;
  const isLifted = place.lifted?.(situation) === true;
  return { capacity, registered: counted.value.count, coming: people.length, isLifted };
}
