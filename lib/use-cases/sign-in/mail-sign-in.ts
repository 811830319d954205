import "server-only";
import { isIin } from "@/lib/kernel/iin";
import { formatDateTime } from "@/lib/i18n/format";
import { languageOf } from "@/lib/i18n/locale";
import { now as clockOf } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { openPorts } from "@/lib/state-databases/gateway";
import { confirmedEmailOf } from "../confirmed-email";
import { wordsOf } from "../words";
import { deviceOf } from "./device";

/**
 * Tells a person by e-mail that somebody has signed in to their account: when, how, on what device; only at an address that they have
 * confirmed. A sign-in for an entity is told at the address of that account, else at their own. The line of their history is the message's key, so that sending twice sends one. Throws when the gateway does not answer:
 * the outbox tries again.
 */
export async function mailSignIn(record: string): Promise<void> {
  const line = await db.signInRecord.findUnique({ where: { id: BigInt(record) } });
  if (!line || !isIin(line.iin)) return;
  const { iin, bin, method, userAgent, at } = line;
  const account = await db.account.findUnique({
    where: { iin },
    select: { email: true, emailVerifiedAt: true, locale: true },
  });
  const acts = bin === null ? null : await db.entityAccount.findUnique({ where: { bin_iin: { bin, iin } } });
  const to = confirmedEmailOf(acts) ?? confirmedEmailOf(account);
  if (to === null) return;
  const locale = languageOf(acts ?? account);
  const words = wordsOf(locale, "sign-in");
  const text = words(bin === null ? "signedInMail" : "signedInMailEntity", {
    time: formatDateTime(locale, at),
    how: words(`profile.methods.${method}`),
    device: deviceOf(userAgent) ?? words("profile.unknownDevice"),
    bin: bin ?? "",
  });
  const { messages } = openPorts({ reader: { kind: "portal" }, purpose: "sign-in", now: await clockOf(iin) });
  const sent = await messages.send({ key: `signed-in:${record}`, channel: "email", to, iin, text });
  if (sent.kind !== "found") throw new Error("The e-mail gateway did not answer");
}
