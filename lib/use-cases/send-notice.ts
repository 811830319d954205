import "server-only";
import { isIin } from "@/lib/kernel/iin";
import { db } from "@/lib/infra/db/client";
import { now as clockOf } from "@/lib/infra/clock";
import { isLocale, defaultLocale, type Locale } from "@/lib/i18n/locale";
import { openPorts } from "@/lib/state-databases/gateway";
import { portalReader } from "./gather-facts";
import { isAboutAccount } from "./account-notices";
import { readable, wordsOf } from "./words";

/**
 * Sends a notice as an SMS to the number linked on the portal, in the person's language; by e-mail to whoever has linked none and confirmed
 * an address; else the cabinet's copy is all.
 * The notice's id is the message's key, so that sending twice sends one. Throws when the gateway does not answer: the outbox tries again.
 */
export async function sendNotice(noticeId: string): Promise<void> {
  const notice = await db.notice.findUnique({ where: { id: noticeId } });
  if (!notice || !isIin(notice.iin)) return;
  const { iin, kind } = notice;
  const account = await db.account.findUnique({
    where: { iin },
    select: { phone: true, email: true, emailVerifiedAt: true, locale: true },
  });
  const params = notice.params as Readonly<Record<string, string>>;
  // A number that was just taken away is told so itself.
  const phone = params["sentTo"] ?? account?.phone;
  const email = account?.emailVerifiedAt ? account.email : null;
  const to = phone ?? email;
  if (!account || !to) return;
  const locale = isLocale(account.locale) ? account.locale : defaultLocale;
  const text = isAboutAccount(kind) ? wordsOf(locale, "sign-in.notices")(`${kind}.sms`) : smsText(kind, params, locale);
  const ports = openPorts({ reader: portalReader, purpose: "notice", now: await clockOf(iin) });
  const sent = await ports.messages.send({ key: noticeId, channel: phone ? "sms" : "email", to, iin, text });
  if (sent.kind !== "found") throw new Error("The SMS gateway did not answer");
}

function smsText(kind: string, { service = "", ...values }: Readonly<Record<string, string>>, locale: Locale): string {
  const own = wordsOf(locale, `services.${service}`);
  const shown = { ...readable(locale, values), service: own("title") };
  // What "granted" means is for the service to say.
  return own.has(`notices.${kind}.sms`)
    ? own(`notices.${kind}.sms`, shown)
    : wordsOf(locale, "process")(`sms.${kind}`, shown);
}
