import "server-only";
import { z } from "zod";
import { audit } from "@/lib/infra/audit";
import { clientAddress } from "@/lib/infra/auth/client-address";
import { rateKey, take } from "@/lib/infra/auth/rate-limit";
import { realNow } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { env } from "@/lib/infra/env";
import { isLocale, locales } from "@/lib/i18n/locale";
import { findApplication } from "../application-record";
import { answerConsent } from "../consents/answer-consent";
import { consentPurpose, requestIn } from "../consents/prepare-answer";
import { decideTask } from "../decide-task";
import { signApplication } from "../sign-application";
import { signInFromMobile } from "../sign-in/mobile-sign-in";
import { wordsOf } from "../words";
import {
  carriesToken,
  codeAddress,
  findLiveCode,
  markScanned,
  noteOutcome,
  takeAttempt,
  tokenOf,
  type LiveCode,
  type LiveDocument,
} from "./mobile-code";
import { refusalOfAnswer, refusalOfDecision, refusalOfSigning } from "./refusal";

/** How often one address may ask, all its phones together. */
const addressLimit = { points: 240, seconds: 60 };

/** Whether a request to the phone's addresses may be answered. */
export async function mayAskForMobile(headers: Pick<Headers, "get">): Promise<boolean> {
  return (await take(rateKey("egov-mobile", clientAddress(headers)), addressLimit, realNow())).allowed;
}

/** API-1: what eGov Mobile shows before it takes the document, and where it takes it from. Null: refused, whatever the reason. */
export async function describeForMobile(id: string) {
  const live = await findLiveCode(id);
  if (!live) return null;
  const expiresAt = await markScanned(live);
  const names = await namesOf(live);
  return {
    description: names.description,
    expiry_date: expiresAt.toISOString(),
    organisation: {
      nameRu: wordsOf("ru", "common")("portal.name"),
      nameKz: wordsOf("kk", "common")("portal.name"),
      nameEn: wordsOf("en", "common")("portal.name"),
      bin: env.organisationBin,
    },
    document: { uri: `${codeAddress(id)}/document`, auth_type: "Token", auth_token: tokenOf(id) },
  };
}

/**
 * API-2, GET: the document to sign, for whoever holds the token. Null: refused. A person's document is written down before it is handed out;
 * the text of a sign-in is about nobody.
 */
export async function documentForMobile(id: string, authorization: string | null) {
  if (!carriesToken(authorization, id)) return null;
  const live = await findLiveCode(id);
  if (!live) return null;
  if (live.kind === "sign-in")
    return envelope(await namesOf(live), Buffer.from(live.challenge.document).toString("base64"));
  const { request, signer } = live;
  await db.$transaction((tx) =>
    audit(tx, {
      actor: { kind: "citizen", iin: signer },
      action: "mobile-document-taken",
      applicationId: request.applicationId,
      details: { stage: request.stage },
    }),
  );
  return envelope(await namesOf(live), Buffer.from(request.document).toString("base64"));
}

/** What goes over API-2, both ways: the document, or in its place the signature. */
function envelope({ nameRu, nameKz, nameEn }: Names, data: string) {
  return {
    signMethod: "CMS_SIGN_ONLY",
    version: 1,
    documentsToSign: [{ id: 1, nameRu, nameKz, nameEn, meta: [], document: { file: { mime: "text/plain", data } } }],
  } as const;
}

const signedEnvelope = z.object({
  signMethod: z.literal("CMS_SIGN_ONLY"),
  version: z.literal(1),
  documentsToSign: z.tuple([
    z.object({ id: z.literal(1), document: z.object({ file: z.object({ data: z.string().min(1).max(100_000) }) }) }),
  ]),
});

/**
 * API-2, PUT: takes the signature, and does with it what the page would have done. True when it was taken. A refusal is told to the
 * page that waits; the phone hears only that it was refused.
 */
export async function takeFromMobile(id: string, authorization: string | null, body: unknown): Promise<boolean> {
  if (!carriesToken(authorization, id)) return false;
  const live = await findLiveCode(id);
  if (!live || !(await takeAttempt(id))) return false;
  const signed = signedEnvelope.safeParse(body);
  const cms = signed.success ? signed.data.documentsToSign[0].document.file.data : "";
  const refusal = await (live.kind === "sign-in" ? signInFromMobile(live.challenge, cms) : sign(live, cms));
  await noteOutcome(id, refusal);
  return refusal === null;
}

/** Signs by what the document was prepared for. Out: the key of the words on a refusal, or null. */
async function sign({ request, signer }: LiveDocument, cms: string): Promise<string | null> {
  if (cms === "") return "signing.failures.not-a-signature";
  const { nonce, purpose, applicationId } = request;
  const way = "egov-mobile";
  const [kind, about = ""] = purpose.split(":");
  if (kind === "sign-application") {
    const signed = await signApplication({ id: applicationId, applicant: signer, nonce, cms, way });
    return signed.ok ? null : (refusalOfSigning(signed.error) ?? "apply.sign.documentGone");
  }
  if (kind === consentPurpose) {
    const answered = await answerConsent({ id: requestIn(request.content), owner: signer, nonce, cms, way });
    return answered.ok ? null : refusalOfAnswer(answered.error);
  }
  if (kind !== "decide-task") return "apply.sign.documentGone";
  const account = await db.account.findUniqueOrThrow({ where: { iin: signer }, select: { roles: true } });
  const officer = { iin: signer, roles: account.roles };
  const decided = await decideTask({ taskId: about, officer, nonce, cms, way });
  return decided.ok ? null : refusalOfDecision(decided.error);
}

interface Names {
  readonly description: string;
  readonly nameRu: string;
  readonly nameKz: string;
  readonly nameEn: string;
}

/** What the document is called: its kind, the service, the application's number. Nothing personal. */
async function namesOf(live: LiveCode): Promise<Names> {
  if (live.kind === "sign-in") {
    const name = (locale: "kk" | "ru" | "en") => wordsOf(locale, "sign-in.eds.document.purposes")("mobile-sign-in");
    // In the language of the text itself, which begins by saying what it is for.
    const text = new TextDecoder().decode(live.challenge.document);
    const language = locales.find((locale) => text.includes(name(locale))) ?? "kk";
    return { nameRu: name("ru"), nameKz: name("kk"), nameEn: name("en"), description: name(language) };
  }
  const { request } = live;
  const application = await findApplication(request.applicationId);
  if (!application) throw new Error("A document without its application.");
  const [kind, about] = request.purpose.split(":");
  const name = (locale: "kk" | "ru" | "en") => {
    const isNamed = kind === "decide-task" || kind === consentPurpose;
    const what = wordsOf(locale, "signing.stored.purposes")(isNamed ? kind : "sign-application");
    return `${what}: ${wordsOf(locale, `services.${application.service.id}`)("title")}, ${application.state.number}`;
  };
  const names = { nameRu: name("ru"), nameKz: name("kk"), nameEn: name("en") };
  return { ...names, description: name(isLocale(about) ? about : "kk") };
}
