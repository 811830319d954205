import "server-only";
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { realNow } from "@/lib/infra/clock";
import { env } from "@/lib/infra/env";

const hours = 8;

/** The cookie that lets a browser into the console of a portal in production. */
export const ticketCookie = "qa-ticket";

/** Whether the token is asked for at all: in production alone, where playing is switched on for a while and not for everybody. */
export function asksForToken(): boolean {
  return env.production;
}

/** Whether this is QA_TOKEN, compared in a time that does not tell where they differ. Where there is none, nothing is. */
export function isQaToken(given: string): boolean {
  return env.qaToken !== undefined && timingSafeEqual(digest(given), digest(env.qaToken));
}

/** A ticket for the cookie: good for some hours of real time, for as long as the token stays the same. It does not tell the token. */
export function newTicket() {
  const expires = realNow().getTime() + hours * 3_600_000;
  return {
    name: ticketCookie,
    value: `${String(expires)}.${seal(expires)}`,
    options: {
      httpOnly: true,
      sameSite: "strict",
      secure: env.publicUrl.startsWith("https:"),
      path: "/",
      maxAge: hours * 3_600,
    },
  } as const;
}

/** Whether a browser may see and use the console: everybody where it is not production; else whoever holds a ticket. */
export function mayUseConsole(ticket: string | undefined): boolean {
  if (!asksForToken()) return true;
  if (env.qaToken === undefined) return false;
  const [expires = "", given = ""] = (ticket ?? "").split(".");
  const until = /^\d{1,15}$/.test(expires) ? Number(expires) : 0;
  return timingSafeEqual(digest(given), digest(seal(until))) && until > realNow().getTime();
}

function seal(expires: number): string {
  return createHmac("sha256", env.authSecret)
    .update(`qa-console\n${String(expires)}\n${env.qaToken ?? ""}`)
    .digest("base64url");
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
