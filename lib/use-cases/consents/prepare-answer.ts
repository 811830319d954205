import "server-only";
import { createHmac, randomBytes } from "node:crypto";
import { z } from "zod";
import { err, ok, type Result } from "@/lib/kernel/result";
import type { Iin } from "@/lib/kernel/iin";
import { localDateOf, type LocalDate } from "@/lib/kernel/local-date";
import { now as clockOf, realNow } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { env } from "@/lib/infra/env";
import { formatDate } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/locale";
import type { Service } from "@/lib/process/define-service";
import { keepRequest, type DocumentToSign } from "../prepare-signature";
import { wordsOf } from "../words";
import { consentWords } from "./consent-words";
import { findOwnRequest, logReading, type OwnRequest } from "./consent-request";
import { isStillEntitled } from "./entitled-owner";

/** What an owner means to answer. */
export type OwnerAnswer =
  { readonly answer: "give"; readonly reason: null } | { readonly answer: "decline"; readonly reason: string };

/** The purpose of a signature under an owner's answer. */
export const consentPurpose = "consent";

export interface PreparedAnswer {
  readonly document: DocumentToSign;
  readonly service: Service;
  /** The instant on the owner's clock. */
  readonly now: Date;
  /** Why somebody may decline. */
  readonly reasons: readonly string[];
}

/**
 * Makes the document with which an owner answers, or hands out the one that is still good. It is bound to the request, the answer and a
 * nonce; nothing has been answered by making it. One that names others than the applicant is made for an owner of this moment alone.
 */
export async function prepareAnswer(
  id: string,
  owner: Iin,
  answer: OwnerAnswer,
  locale: Locale,
): Promise<Result<PreparedAnswer, { readonly kind: "not-found" | "closed" | "unknown-reason" | "not-entitled" }>> {
  const request = await findOwnRequest(id, owner);
  if (!request) return err({ kind: "not-found" });
  if (request.answer !== null) return err({ kind: "closed" });
  const { application, stage } = request;
  if (answer.answer === "decline" && !stage.declineReasons.includes(answer.reason))
    return err({ kind: "unknown-reason" });
  if (request.matter.whom && (await isStillEntitled(request)) !== true) return err({ kind: "not-entitled" });
  await logReading(request, "consent");
  const { service } = application;
  const reasons = stage.declineReasons;
  const now = await clockOf(owner);
  const purpose = `${consentPurpose}:${locale}`;
  const content = { request: id, ...answer };
  const good = await db.signatureRequest.findFirst({
    where: {
      applicationId: application.id,
      signer: owner,
      purpose,
      seq: application.state.seq,
      content: { equals: content },
      usedAt: null,
      expiresAt: { gt: realNow() },
    },
    orderBy: { createdAt: "desc" },
  });
  if (good) {
    const { nonce, documentHash } = good;
    const document = { nonce, text: new TextDecoder().decode(good.document), hash: documentHash };
    return ok({ document, service, now, reasons });
  }
  const nonce = randomBytes(16).toString("hex");
  const text = answerText(request, answer, locale, nonce, localDateOf(now));
  const document = await keepRequest({ application, stage: stage.id, purpose, signer: owner, nonce, text, content });
  return ok({ document, service, now, reasons });
}

/** The id of the request that a prepared answer is about; empty where it is about none. */
export function requestIn(content: unknown): string {
  return z.object({ request: z.uuid() }).safeParse(content).data?.request ?? "";
}

/** The answer as plain text: what the owner reads is, byte for byte, what they sign. */
function answerText(
  { owner, application: { service, state }, matter }: OwnRequest,
  { answer, reason }: OwnerAnswer,
  locale: Locale,
  nonce: string,
  today: LocalDate,
): string {
  const words = consentWords(locale, service.id);
  const t = (key: string) => words(`document.${key}`);
  const own = wordsOf(locale, `services.${service.id}`);
  const address = locale === "kk" ? matter.address.kk : matter.address.ru;
  return [
    t(`${answer}.title`),
    own("title"),
    "",
    `${t("number")}: ${state.number}`,
    `${t("owner")}: ${owner}`,
    `${t("applicant")}: ${matter.applicant}, ${state.applicant}`,
    `${t("address")}: ${address}`,
    `${t("rka")}: ${matter.dwelling}`,
    `${t("people")}: ${String(matter.people)}`,
    ...(matter.whom
      ? [
          ...matter.whom.map(({ name, birthDate }) => `${t("whom")}: ${name}, ${formatDate(locale, birthDate)}`),
          `${t("whomMark")}: ${markOf(matter.whom, state.documentHash)}`,
        ]
      : [
          ...(matter.from === null ? [] : [`${t("from")}: ${formatDate(locale, matter.from)}`]),
          `${t("until")}: ${matter.until === null ? t("noEnd") : formatDate(locale, matter.until)}`,
        ]),
    ...(reason === null ? [] : [`${t("reason")}: ${words(`reasons.${reason}`)}`]),
    "",
    t(`${answer}.statement`),
    "",
    `${t("date")}: ${today}`,
    `${t("nonce")}: ${nonce}`,
    "",
  ].join("\n");
}

/** Characters of a mark: 128 bits. */
const markLength = 22;

/**
 * What binds an answer to the very people whom it names by name and birth date: a mark of their IINs and of the document that the applicant has
 * signed. Nobody tries IINs on it without the portal's secret.
 */
function markOf(whom: readonly { readonly iin: string }[], documentHash: string | null): string {
  const people = whom.map(({ iin }) => iin).toSorted();
  const mark = createHmac("sha256", env.authSecret).update(`agreed ${documentHash ?? ""} ${people.join(" ")}`);
  return mark.digest("base64url").slice(0, markLength);
}
