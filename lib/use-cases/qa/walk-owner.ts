import "server-only";
import { isIin } from "@/lib/kernel/iin";
import { now as clockOf, setClock } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import type { ConsentStage } from "@/lib/process/stages";
import type { ApplicationRecord } from "../application-record";
import { answerConsent } from "../consents/answer-consent";
import { prepareAnswer } from "../consents/prepare-answer";
import { runDue } from "./run-due";
import { signFor } from "./test-keys";

/** What the owners do who are asked. */
export type OwnersPlay = "consent" | "decline" | "silent" | "sell";

/** When an owner of the dataset who sells has sold. */
const untilTheSale = "P2D";

/** Longer than any term of consent, weekends and holidays included. */
const longSilence = "P20D";

/**
 * The owners' part of a walk, by the very use cases that they would set off: all of them consent; they consent, and sell before the
 * registration is made; the first declines; or nobody answers until the term has passed on the applicant's clock. Out: why it could not be done, or null.
 */
export async function answerAsOwners(
  { id, applicant }: ApplicationRecord,
  stage: ConsentStage,
  play: OwnersPlay,
): Promise<string | null> {
  if (play === "silent") {
    await setClock({ iin: applicant, advance: longSilence });
    await runDue();
    return null;
  }
  const requests = await db.consentRequest.findMany({
    where: { applicationId: id, closedAt: null },
    orderBy: { owner: "asc" },
  });
  for (const { id: request, owner } of play === "decline" ? requests.slice(0, 1) : requests) {
    if (!isIin(owner)) return "an owner has no IIN";
    const reason = stage.declineReasons[0] ?? "";
    const answer =
      play === "decline" ? ({ answer: "decline", reason } as const) : ({ answer: "give", reason: null } as const);
    const prepared = await prepareAnswer(request, owner, answer, "kk");
    if (!prepared.ok) return `the owner's answer could not be made: ${prepared.error.kind}`;
    const { nonce, text } = prepared.value.document;
    const cms = await signFor(owner, text, await clockOf(owner));
    const answered = await answerConsent({ id: request, owner, nonce, cms });
    if (!answered.ok) return `the owner could not answer: ${answered.error.kind}`;
  }
  if (play === "sell") await setClock({ iin: applicant, advance: untilTheSale });
  return null;
}
