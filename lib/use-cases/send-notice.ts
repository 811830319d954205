import "server-only";
import { isIin } from "@/lib/kernel/iin";
import { db } from "@/lib/infra/db/client";
import { now as clockOf } from "@/lib/infra/clock";
import { isLocale, defaultLocale } from "@/lib/i18n/locale";
import { openPorts } from "@/lib/state-databases/gateway";
import { portalReader } from "./gather-facts";
import { readable, wordsOf } from "./words";

/**
 * Sends a notice as an SMS to the number linked on the portal, in the person's language; without a number the cabinet's copy is all.
 * The notice's id is the message's key, so that sending twice sends one. Throws when the gateway does not answer: the outbox tries again.
 */
export async function sendNotice(noticeId: string): Promise<void> {
  const notice = await db.notice.findUnique({ where: { id: noticeId } });
  if (!notice || !isIin(notice.iin)) return;
  const { iin, kind } = notice;
  const account = await db.account.findUnique({ where: { iin }, select: { phone: true, locale: true } });
  if (!account?.phone) return;
  const locale = isLocale(account.locale) ? account.locale : defaultLocale;
  const { service, ...values } = notice.params as Readonly<Record<string, string>> & { readonly service: string };
  const title = wordsOf(locale, `services.${service}`)("title");
  const text = wordsOf(locale, "process")(`sms.${kind}`, { ...readable(locale, values), service: title });
  const ports = openPorts({ reader: portalReader, purpose: "notice", now: await clockOf(iin) });
  const sent = await ports.messages.send({ key: noticeId, channel: "sms", to: account.phone, iin, text });
  if (sent.kind !== "found") throw new Error("The SMS gateway did not answer");
}
