import "server-only";
import { isIin } from "@/lib/kernel/iin";
import { db } from "@/lib/infra/db/client";
import type { EntityAccount } from "@/lib/infra/db/generated/client";
import { now as clockOf } from "@/lib/infra/clock";
import { languageOf, type Locale } from "@/lib/i18n/locale";
import { openPorts } from "@/lib/state-databases/gateway";
import { portalReader } from "./gather-facts";
import { isAboutAccount } from "./account-notices";
import { confirmedEmailOf } from "./confirmed-email";
import { readable, wordsOf } from "./words";

/** Where a notice about an entity's application goes: to the address of its account, else to the number of whoever acts; null where it is theirs no more. */
function entityWay(account: EntityAccount | null, locale: Locale, phone: string | null | undefined) {
  if (!account) return null;
  const name = locale === "kk" ? account.nameKk : account.nameRu;
  const email = confirmedEmailOf(account);
  if (email !== null) return { channel: "email", to: email, name } as const;
  return phone ? ({ channel: "sms", to: phone, name } as const) : null;
}

/**
 * Sends a notice as an SMS to the number linked on the portal, in the person's language; by e-mail to whoever has linked none and confirmed
 * an address; else the cabinet's copy is all. What happens to the account goes both ways: whoever has taken one of them does not have the other;
 * of the account by which they act for an entity it goes to that account's address as well, which is all that a person without their own has.
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
  const bin = notice.bin ?? params["bin"] ?? null;
  const acts = bin === null ? null : await db.entityAccount.findUnique({ where: { bin_iin: { bin, iin } } });
  const own = confirmedEmailOf(account);
  const locale = languageOf(acts ?? account ?? { locale: params["locale"] });
  const { messages } = openPorts({ reader: portalReader, purpose: "notice", now: await clockOf(iin) });
  const send = async (channel: "sms" | "email", to: string, text: string, of: "email" | "entity-email" = "email") => {
    const key = channel === "sms" ? noticeId : `${noticeId}:${of}`;
    const sent = await messages.send({ key, channel, to, iin, text });
    if (sent.kind !== "found") throw new Error(`The gateway of ${channel} did not answer`);
  };
  if (isAboutAccount(kind)) {
    const words = wordsOf(locale, "sign-in.notices");
    const mail = `${words(`${kind}.title`)}\n\n${words(`${kind}.body`)}`;
    // An address that another has just taken the place of is told so itself.
    const lost = params["mailedTo"];
    const entitys = bin === null ? null : (lost ?? confirmedEmailOf(acts));
    const theirs = bin === null ? (lost ?? own) : own;
    const ways = [
      ...(phone ? [() => send("sms", phone, words(`${kind}.sms`))] : []),
      ...(theirs ? [() => send("email", theirs, mail)] : []),
      ...(entitys && entitys !== theirs ? [() => send("email", entitys, mail, "entity-email")] : []),
    ];
    // A way that is silent holds up no other: it may be the one that somebody has taken.
    const failures: unknown[] = [];
    for (const way of ways) await way().catch((reason: unknown) => failures.push(reason));
    if (failures.length > 0) throw new AggregateError(failures, "Not every way has taken the notice");
    return;
  }
  if (notice.bin !== null) {
    const way = entityWay(acts, locale, account?.phone);
    if (way) await send(way.channel, way.to, `${way.name}: ${smsText(kind, params, locale)}`);
    return;
  }
  const text = smsText(kind, params, locale);
  if (phone) await send("sms", phone, text);
  else if (own) await send("email", own, text);
}

function smsText(kind: string, { service = "", ...values }: Readonly<Record<string, string>>, locale: Locale): string {
  const own = wordsOf(locale, `services.${service}`);
  const shown = { ...readable(locale, values), service: own("title") };
  // What "granted" means is for the service to say.
  return own.has(`notices.${kind}.sms`)
    ? own(`notices.${kind}.sms`, shown)
    : wordsOf(locale, "process")(`sms.${kind}`, shown);
}
