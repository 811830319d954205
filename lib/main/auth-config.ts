import "server-only";
import { CredentialsSignin, type NextAuthConfig } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { z } from "zod";
import { env } from "@/lib/infra/env";
import { log } from "@/lib/infra/log";
import { hashToken } from "@/lib/infra/auth/tokens";
import { endSession } from "@/lib/use-cases/sign-in/end-session";
import { redeemTicket } from "@/lib/use-cases/sign-in/redeem-ticket";
import { cookieOptions, isHttps, sessionCookieName, sessionMaxAgeSeconds } from "./session-cookie";

declare module "next-auth" {
  interface User {
    sid?: string;
  }
  interface Session {
    sessionId?: string;
  }
}

const tokenSchema = z.object({ sid: z.string().min(40).max(60) });
const ticketSchema = z.object({ ticket: z.string().min(40).max(60) });

/** The session's row key in what `auth()` gives; anything else (no cookie, another's cookie, an error's text) is nobody. */
export const authAnswerSchema = z.object({ sessionId: z.string().regex(/^[0-9a-f]{64}$/) });

function cookieNamed(name: string) {
  return { name: isHttps ? `__Host-${name}` : name, options: cookieOptions };
}

/**
 * next-auth keeps one thing: a random session id in an encrypted cookie. Who it is, and whether it still holds, is asked of
 * the session's row at every request. A function, so that a secret that is missing fails the request and not the build.
 */
export function authConfig(): NextAuthConfig {
  return {
    secret: env.authSecret,
    trustHost: true,
    basePath: "/api/auth",
    session: { strategy: "jwt", maxAge: sessionMaxAgeSeconds },
    useSecureCookies: isHttps,
    cookies: {
      sessionToken: { name: sessionCookieName, options: cookieOptions },
      callbackUrl: cookieNamed("sign-in-return"),
      csrfToken: cookieNamed("sign-in-csrf"),
    },
    pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in" },
    providers: [
      Credentials({
        id: "ticket",
        credentials: { ticket: {} },
        authorize: async (credentials, request) => {
          const given = ticketSchema.safeParse(credentials);
          if (!given.success) return null;
          return redeemTicket(given.data.ticket, request.headers.get("user-agent"));
        },
      }),
    ],
    callbacks: {
      // Name, e-mail and IIN never enter the token.
      jwt: ({ token, user, trigger }) => tokenSchema.parse(trigger === "signIn" ? user : token),
      session: ({ session, token }) => {
        const { sid } = tokenSchema.parse(token);
        return { expires: session.expires, sessionId: hashToken(sid) };
      },
    },
    events: {
      signOut: async (message) => {
        const token = "token" in message ? tokenSchema.safeParse(message.token) : undefined;
        if (token?.success) await endSession(hashToken(token.data.sid));
      },
    },
    logger: {
      error: (error) => {
        if (!(error instanceof CredentialsSignin)) log.warn("next-auth-error", { error });
      },
      warn: (code) => {
        log.warn("next-auth-warning", { code });
      },
      debug: () => undefined,
    },
  };
}
