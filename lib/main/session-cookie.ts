import "server-only";
import { encode } from "next-auth/jwt";
import type { Iin } from "@/lib/kernel/iin";
import { now } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { env } from "@/lib/infra/env";
import { absoluteMs } from "@/lib/infra/auth/session-life";
import { openSession, type SessionMethod } from "@/lib/infra/auth/sessions";

export const isHttps = env.publicUrl.startsWith("https:");

/** The cookie that carries next-auth's token. `__Host-` keeps other hosts of the domain from setting it. */
export const sessionCookieName = isHttps ? "__Host-session" : "session";

export const cookieOptions = { httpOnly: true, sameSite: "lax", path: "/", secure: isHttps } as const;

/** How long the browser keeps the cookie, in seconds of real time; the row decides how long the session lasts. */
export const sessionMaxAgeSeconds = absoluteMs / 1000;

export interface SessionCookie {
  readonly name: string;
  readonly value: string;
  readonly options: typeof cookieOptions & { readonly maxAge: number };
}

/**
 * Opens a session for a person without their password, their own or one in which they act for an entity: for the QA console and its API alone.
 * Throws when there is no such account.
 */
export async function makeSession(
  iin: Iin,
  method: SessionMethod,
  userAgent: string | null = null,
  entity: { bin: string; right: string } | null = null,
): Promise<SessionCookie> {
  const sid = await openSession(db, { iin, entity, method, userAgent, at: await now(iin) });
  const value = await encode({
    token: { sid },
    secret: env.authSecret,
    salt: sessionCookieName,
    maxAge: sessionMaxAgeSeconds,
  });
  return { name: sessionCookieName, value, options: { ...cookieOptions, maxAge: sessionMaxAgeSeconds } };
}
