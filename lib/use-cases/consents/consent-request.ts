import "server-only";
import { iinSchema, isIin, type Iin } from "@/lib/kernel/iin";
import { localDateOf } from "@/lib/kernel/local-date";
import { recordAccess } from "@/lib/infra/access-log";
import { now as clockOf } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import type { ConsentRequest } from "@/lib/infra/db/generated/client";
import { situationOf } from "@/lib/process/position";
import type { ConsentMatter, ConsentStage } from "@/lib/process/stages";
import { replay, type State } from "@/lib/process/state";
import { findApplication, isUuid, type ApplicationRecord } from "../application-record";
import { readEvents } from "../read-events";

/** What came of a request: null while it waits. "over": it was closed without this owner's answer. */
export type ConsentAnswer = "given" | "declined" | "void" | "over" | null;

/** A request for an owner's consent, with the application that it is about. */
export interface OwnRequest {
  readonly row: ConsentRequest;
  readonly owner: Iin;
  readonly answer: ConsentAnswer;
  readonly application: ApplicationRecord;
  readonly stage: ConsentStage;
  /** What the owner was asked, whatever the application has become since. */
  readonly matter: ConsentMatter;
  /** Whether the application still is about the dwelling of the request: else what becomes of it is not this owner's to read. */
  readonly isAboutIt: boolean;
}

/**
 * The request of this id, for the owner who is asked; null for anybody else, exactly as for one that does not exist. What it says about
 * the applicant may be handed out after `logReading` alone.
 */
export async function findOwnRequest(id: string, owner: Iin): Promise<OwnRequest | null> {
  if (!isUuid(id)) return null;
  const row = await db.consentRequest.findUnique({ where: { id } });
  return row?.owner === owner ? withApplication(row) : null;
}

/** A request with its application. */
export async function withApplication(row: ConsentRequest): Promise<OwnRequest> {
  const application = await findApplication(row.applicationId);
  const stage = application?.service.stages.find((one) => one.id === row.stage);
  if (!application || stage?.kind !== "consent") throw new Error("A request for consent without its application");
  const about = (state: State, now: Date) => stage.about(situationOf(state, localDateOf(now)));
  const today = await clockOf(application.applicant);
  return {
    row,
    owner: iinSchema.parse(row.owner),
    answer: answerOf(row.answer),
    application,
    stage,
    matter: about(await stateWhenAsked(row), row.askedAt),
    isAboutIt: about(application.state, today).dwelling === row.rka,
  };
}

/** The application as it stood when an owner was asked. */
async function stateWhenAsked({ applicationId, stage, askedAt }: ConsentRequest): Promise<State> {
  const events = (await readEvents(applicationId)).map(({ event }) => event);
  const asked = events.findLastIndex(
    (event) => event.type === "consent-requested" && event.stage === stage && event.at === askedAt.toISOString(),
  );
  if (asked < 0) throw new Error("A request for consent that no application has made");
  return replay(events.slice(0, asked + 1));
}

function answerOf(answer: string | null): ConsentAnswer {
  switch (answer) {
    case "given":
    case "declined":
    case "void":
    case "over":
    case null:
      return answer;
    default:
      throw new Error("An answer that no request can have");
  }
}

/**
 * Writes down that an owner is about to see who applies, and of whom a request tells besides. Throws when it cannot be written: no row, no
 * read.
 */
export async function logReading(
  { owner, application, matter }: OwnRequest,
  operation: "consent" | "blocked",
): Promise<void> {
  const others = operation === "consent" ? (matter.whom ?? []).map(({ iin }) => iin) : [];
  for (const subject of new Set([application.applicant, ...others.filter((iin) => iin !== owner).filter(isIin)]))
    await recordAccess({
      readerKind: "citizen",
      reader: owner,
      readerRole: null,
      subject,
      database: "portal",
      operation,
      purpose: application.service.id,
      applicationId: application.id,
      answer: "found",
    });
}
