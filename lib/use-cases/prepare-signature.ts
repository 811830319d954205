import "server-only";
import { createHash, randomBytes } from "node:crypto";
import { err, ok, type Result } from "@/lib/kernel/result";
import type { Iin } from "@/lib/kernel/iin";
import { localDateOf } from "@/lib/kernel/local-date";
import { now as clockOf, realNow } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import type { Locale } from "@/lib/i18n/locale";
import { iinOf, type Applicant } from "@/lib/process/applicant";
import { currentStage } from "@/lib/process/position";
import { findOwn, type ApplicationRecord } from "./application-record";
import { linesOf, wordsOf } from "./words";

/** What the purpose of an applicant's signature begins with; the language of the text follows. */
export const applicationPurpose = "sign-application:";

/** Minutes within which a prepared document must be signed. */
const minutesToSign = 60;

/** The exact bytes to be signed, bound to a person, an application as it stands, and a nonce. */
export interface DocumentToSign {
  readonly nonce: string;
  readonly text: string;
  readonly hash: string;
}

/** Makes the document that the applicant is to sign, or hands out the one that is still good. */
export async function prepareSignature(
  id: string,
  applicant: Applicant,
  locale: Locale,
): Promise<Result<DocumentToSign, { readonly kind: "not-found" } | { readonly kind: "not-available" }>> {
  const application = await findOwn(id, applicant);
  if (!application) return err({ kind: "not-found" });
  const now = await clockOf(application.applicant);
  const signer = iinOf(applicant);
  const stage = currentStage(application.service, application.state, localDateOf(now));
  if (stage?.kind !== "signature") return err({ kind: "not-available" });
  const purpose = `${applicationPurpose}${locale}`;
  const good = await db.signatureRequest.findFirst({
    where: {
      applicationId: id,
      signer,
      purpose,
      seq: application.state.seq,
      usedAt: null,
      expiresAt: { gt: realNow() },
    },
    orderBy: { createdAt: "desc" },
  });
  if (good) {
    const { nonce, documentHash } = good;
    return ok({ nonce, text: new TextDecoder().decode(good.document), hash: documentHash });
  }
  const nonce = randomBytes(16).toString("hex");
  const text = applicationText(application, signer, localDateOf(now), locale, nonce);
  return ok(await keepRequest({ application, stage: stage.id, purpose, signer, nonce, text, content: {} }));
}

/** Stores what is about to be signed. `purpose` names what the signature is for; `content` what it decides. */
export async function keepRequest(request: {
  readonly application: ApplicationRecord;
  readonly stage: string;
  readonly purpose: string;
  readonly signer: Iin;
  readonly nonce: string;
  readonly text: string;
  readonly content: Readonly<Record<string, string | null>>;
}): Promise<DocumentToSign> {
  const { application, stage, purpose, signer, nonce, text, content } = request;
  const document = new TextEncoder().encode(text);
  const hash = createHash("sha256").update(document).digest("hex");
  const createdAt = realNow();
  await db.signatureRequest.create({
    data: {
      nonce,
      applicationId: application.id,
      stage,
      purpose,
      signer,
      document,
      documentHash: hash,
      seq: application.state.seq,
      content,
      createdAt,
      expiresAt: new Date(createdAt.getTime() + minutesToSign * 60_000),
    },
  });
  return { nonce, text, hash };
}

/** The application as plain text: what the person reads is, byte for byte, what they sign. */
function applicationText(
  { service, state, bin }: ApplicationRecord,
  signer: Iin,
  today: ReturnType<typeof localDateOf>,
  locale: Locale,
  nonce: string,
): string {
  const words = wordsOf(locale, `services.${service.id}`);
  const document = wordsOf(locale, "document");
  const lines = linesOf(service, state, today, locale).map(
    ({ label, text, picture }) =>
      // A question has its own mark before the answer.
      `${label}${label.endsWith("?") ? "" : ":"} ${picture === null ? "" : "SHA-256 "}${text}`,
  );
  return [
    words("document.title"),
    words("title"),
    "",
    `${document("number")}: ${state.number}`,
    ...(bin === null
      ? [`${document("applicantIin")}: ${signer}`]
      : [`${document("applicantBin")}: ${bin}`, `${document("signerIin")}: ${signer}`]),
    ...lines,
    "",
    words("document.statement"),
    "",
    `${document("date")}: ${today}`,
    `${document("nonce")}: ${nonce}`,
    "",
  ].join("\n");
}
