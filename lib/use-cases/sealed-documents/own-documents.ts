import "server-only";
import { createHash } from "node:crypto";
import { localDateOf } from "@/lib/kernel/local-date";
import { audit } from "@/lib/infra/audit";
import { realNow } from "@/lib/infra/clock";
import { db, inTransaction } from "@/lib/infra/db/client";
import { drawPaper } from "@/lib/infra/documents/draw-paper";
import { sealPaper } from "@/lib/infra/documents/seal-paper";
import { env } from "@/lib/infra/env";
import { openSealKey } from "@/lib/infra/signing/seal-key";
import type { Locale } from "@/lib/i18n/locale";
import { iinOf, type Applicant } from "@/lib/process/applicant";
import type { DatedEvent } from "@/lib/process/events";
import { paperKinds, papersOf, type DuePaper, type PaperKind } from "@/lib/process/papers";
import { situationOf } from "@/lib/process/position";
import { paperApplicant, type PaperHolder } from "@/lib/process/resulting-paper";
import type { State } from "@/lib/process/state";
import { findApplication, findOwn, type ApplicationRecord } from "../application-record";
import { readEvents, type StoredEvent } from "../read-events";
import { wordsOf } from "../words";
import { newCode } from "./code";
import { composePaper, sealKeysOf, titleKey } from "./compose-paper";
import { printedFacts } from "./compose-result";
import { isRevoked } from "./revoke-paper";
import type { Said } from "./said";

/** A sealed document as it is handed out. */
export interface SealedFile {
  readonly bytes: Uint8Array;
  /** In the reader's language, with the application's number. */
  readonly name: string;
}

/** The kinds of sealed documents that the applicant can have of an application to which all this has happened. */
export function documentKindsOf({ service }: ApplicationRecord, stored: readonly StoredEvent[]): readonly PaperKind[] {
  return papersOf(service, datedIn(stored)).map(({ kind }) => kind);
}

/** Whether what a receipt or a coupon speaks of still goes on; null where a document speaks of an end. */
export async function standingOf(applicationId: string, kind: string, seq: number): Promise<"goes-on" | "over" | null> {
  if (kind === "outcome" || kind === "result") return null;
  const application = await findApplication(applicationId);
  if (!application || application.state.outcome) return "over";
  const due = papersOf(application.service, datedIn(await readEvents(applicationId)));
  return due.some((paper) => paper.kind === kind && paper.seq === seq) ? "goes-on" : "over";
}

/**
 * A document of the applicant's own application, sealed at the first time and the same bytes ever after. Null for anybody else, and for a
 * kind that there is none of, exactly as for an application that does not exist. The audit log gets a row for every time.
 */
export async function openOwnDocument(
  id: string,
  applicant: Applicant,
  wanted: string,
  locale: Locale,
): Promise<SealedFile | null> {
  const sealed = await sealedOwn(id, applicant, wanted);
  if (!sealed) return null;
  const { application, due, bytes } = sealed;
  await inTransaction((tx) => audit(tx, entry(application, iinOf(applicant), "document-downloaded", due)));
  return { bytes, name: `${fileName(application, due, locale)}.pdf` };
}

/** The number of the paper with which the applicant's own application has ended, sealed by now; null as above. Nothing is handed out. */
export async function sealedResult(id: string, applicant: Applicant): Promise<string | null> {
  const sealed = await sealedOwn(id, applicant, "result");
  if (!sealed) return null;
  const { kind, seq } = sealed.due;
  const where = { applicationId_kind_seq: { applicationId: id, kind, seq } };
  return (await db.sealedDocument.findUniqueOrThrow({ where, select: { code: true } })).code;
}

async function sealedOwn(
  id: string,
  applicant: Applicant,
  wanted: string,
): Promise<{ readonly application: ApplicationRecord; readonly due: DuePaper; readonly bytes: Uint8Array } | null> {
  const kind = paperKinds.find((one) => one === wanted);
  const application = kind && (await findOwn(id, applicant));
  if (!application) return null;
  const events = datedIn(await readEvents(id));
  const due = papersOf(application.service, events).find((one) => one.kind === kind);
  if (!due || (kind === "result" && (await isRevoked(id, due.seq)))) return null;
  const bytes =
    (await kept(due, id)) ?? (await seal(application, due, refundIn(events.slice(0, due.seq)), iinOf(applicant)));
  return { application, due, bytes };
}

function fileName({ service }: ApplicationRecord, { kind, state: { number } }: DuePaper, locale: Locale): string {
  return kind === "result"
    ? wordsOf(locale, `services.${service.id}.paper`)("file", { number })
    : wordsOf(locale, "sealed-documents.file")(kind, { number });
}

function datedIn(stored: readonly StoredEvent[]): readonly DatedEvent[] {
  return stored.map(({ event }) => event);
}

async function kept({ kind, seq }: DuePaper, applicationId: string): Promise<Uint8Array | null> {
  const row = await db.sealedDocument.findUnique({
    where: { applicationId_kind_seq: { applicationId, kind, seq } },
    select: { bytes: true },
  });
  return row && new Uint8Array(row.bytes);
}

/** Makes the document; where somebody was quicker, theirs is the one. */
async function seal(
  application: ApplicationRecord,
  due: DuePaper,
  refund: number,
  askedBy: string,
): Promise<Uint8Array> {
  const { id, service } = application;
  const madeAt = realNow();
  const code = newCode();
  const holder = await holderOf(application, due);
  const keys = await Promise.all(sealKeysOf({ service, due }).map((seal) => openSealKey(env, seal, madeAt)));
  const paper = composePaper({ service, due, holder, refund, code, portal: env.publicUrl, madeAt });
  const bytes = await sealPaper(await drawPaper(paper), paper, keys);
  const said: Said = {
    title: titleKey(due),
    service: service.id,
    number: due.state.number,
    name: holder.name.kk,
    ...(holder.name.ru === holder.name.kk ? {} : { nameRu: holder.name.ru }),
    ...(holder.kind === "entity" ? { entity: true } : {}),
    at: due.at,
    ...couponOf(due),
    ...(due.kind === "result" ? { facts: [...printedFacts(service, due)] } : {}),
  };
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const won = await inTransaction(async (tx) => {
    const { count } = await tx.sealedDocument.createMany({
      data: {
        ...{ code, applicationId: id, kind: due.kind, seq: due.seq, holder: holder.number },
        ...{ said: { ...said }, bytes: new Uint8Array(bytes), sha256, sealedAt: madeAt },
      },
      skipDuplicates: true,
    });
    if (count === 1)
      await audit(tx, { ...entry(application, askedBy, "document-sealed", due), details: { kind: due.kind, sha256 } });
    return count === 1;
  });
  const theirs = won ? null : await kept(due, id);
  if (!won && !theirs) throw new Error("Two documents were given the same number.");
  return theirs ?? new Uint8Array(bytes);
}

function couponOf({ coupon }: DuePaper): Pick<Said, "coupon"> {
  return coupon === "" ? {} : { coupon };
}

function entry({ id }: ApplicationRecord, iin: string, action: string, { kind, seq }: DuePaper) {
  return { actor: { kind: "citizen", iin }, action, applicationId: id, details: { kind, seq } };
}

/** Of whom a document speaks: whom the declaration names for what the service ends with; else whoever applied, or the entity for which they did. */
async function holderOf({ id, service }: ApplicationRecord, { kind, state, at }: DuePaper): Promise<PaperHolder> {
  const applicant = paperApplicant(state);
  const own = kind === "result" ? service.paper?.holder : undefined;
  if (own) return own(situationOf(state, localDateOf(new Date(at))), applicant);
  const name = nameIn(state) ?? (await signerOf(id, state));
  const { iin, bin } = applicant;
  return { kind: bin === null ? "person" : "entity", number: bin ?? iin, name: { kk: name, ru: name } };
}

/** The applicant's name as GBD FL gave it to the check of the person; other evidence may name other people. */
function nameIn({ evidence: { person } }: State): string | undefined {
  const { surname, givenName, patronymic } = person ?? {};
  if (surname === undefined || givenName === undefined) return undefined;
  return [surname, givenName, patronymic].filter(Boolean).join(" ");
}

/** The name in the certificate of the application's signature; empty where there is none. */
async function signerOf(applicationId: string, { documentHash }: State): Promise<string> {
  if (documentHash === null) return "";
  const row = await db.signature.findFirst({ where: { applicationId, documentHash }, select: { evidence: true } });
  const signer: unknown = Reflect.get(Object(row?.evidence), "signer");
  return typeof signer === "string" ? signer : "";
}

/** What the events have ordered to be given back, in whole tenge. */
function refundIn(events: readonly DatedEvent[]): number {
  return events.reduce((sum, event) => sum + (event.type === "refund-ordered" ? event.tenge : 0), 0);
}
