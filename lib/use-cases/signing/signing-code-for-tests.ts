import "server-only";
import { iinSchema, type Iin } from "@/lib/kernel/iin";
import { db } from "@/lib/infra/db/client";
import { findApplication } from "../application-record";
import { prepareSignature } from "../prepare-signature";
import { copyPerson } from "../qa/copy-person";
import { walkApplication } from "../qa/walk";
import { saveStep } from "../save-step";
import { signApplication } from "../sign-application";
import { asked } from "./declared-codes-for-tests";
import { sendSigningCode } from "./send-signing-code";

export const minute = 60_000;
const aigerim = iinSchema.parse("940416412502");
let phones = 0;

/** The hour at which each test begins. */
export const beginning = new Date("2026-11-23T06:00:00Z");

/** Nobody is asked to consent, and both ways are open. */
export function askNobody(): void {
  asked.owners = [];
  asked.methods.splice(0, 2, "eds", "otp");
}

/** A number that nobody has. */
export const freshPhone = () => `+77019${String((phones += 1)).padStart(6, "0")}`;
/** Links a number to an account, or none. */
export const link = (iin: Iin, phone: string | null) => db.account.update({ where: { iin }, data: { phone } });
/** Orders a code for a document. */
export const order = (nonce: string, signer: Iin) => sendSigningCode({ nonce, signer, locale: "kk" });
/** A code that is not this one. */
export const wrongCode = (right: string) => (right === "000000" ? "000001" : "000000");

/** Somebody of their own, with this number linked. */
export async function person(phone: string | null = freshPhone()): Promise<Iin> {
  const copied = await copyPerson(aigerim);
  if (!copied.ok) throw new Error(copied.error);
  await link(copied.value.iin, phone);
  return copied.value.iin;
}

/** An application that waits for its signature. */
export async function waiting(phone?: string | null) {
  const iin = await person(phone);
  const at = await walkApplication("id-card-renewal", iin, "draft");
  if (at.kind !== "reached") throw new Error(JSON.stringify(at));
  return { id: at.id, iin, ...(await documentOf(at.id, iin)) };
}

/** The document that an application waits to be signed. */
export async function documentOf(id: string, iin: Iin) {
  const prepared = await prepareSignature(id, iin, "kk");
  if (!prepared.ok) throw new Error(prepared.error.kind);
  return prepared.value;
}

/** The code that was sent last for a document. */
export async function lastCode(nonce: string): Promise<string> {
  const row = await db.signingCode.findUniqueOrThrow({ where: { nonce } });
  const message = await db.mockMessage.findUniqueOrThrow({ where: { key: row.message ?? "" } });
  return message.code ?? "none";
}

/** Signs an application by a code. */
export const sign = ({ id, iin, nonce }: { id: string; iin: Iin; nonce: string }, code: string | null) =>
  signApplication({ id, applicant: iin, nonce, code });

/** "signed", or why not. */
export async function codeFailure(...call: Parameters<typeof sign>): Promise<string> {
  const signed = await sign(...call);
  if (signed.ok) return "signed";
  return signed.error.kind === "code" ? signed.error.failure.kind : signed.error.kind;
}

/** Whether an application was signed. */
export async function isSigned(id: string): Promise<boolean> {
  const application = await findApplication(id);
  return application?.state.documentHash !== null;
}

/** The applicant goes back and changes an answer. */
export async function edit({ id, iin }: { id: string; iin: Iin }): Promise<void> {
  const application = await findApplication(id);
  const answers = application?.state.answers["contacts"];
  if (!answers) throw new Error(JSON.stringify(Object.keys(application?.state.answers ?? {})));
  const input = { ...answers, email: "another@example.kz" };
  const saved = await saveStep({ id, applicant: iin, stage: "contacts", input });
  if (!saved.ok) throw new Error(JSON.stringify(saved.error));
  const at = await walkApplication("id-card-renewal", iin, "draft");
  if (at.kind !== "reached") throw new Error(JSON.stringify(at));
}

/** Without it the first of many at once would be done before the second begins. */
export async function openEveryConnection(): Promise<void> {
  await Promise.all(Array.from({ length: 20 }, () => db.$queryRaw`SELECT 1 FROM pg_sleep(0.1)`));
}
