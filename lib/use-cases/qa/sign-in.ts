import "server-only";
import { randomBytes } from "node:crypto";
import { z } from "zod";
import { iinSchema, type Iin } from "@/lib/kernel/iin";
import { hashPassword } from "@/lib/infra/auth/password";
import { revokeSessions } from "@/lib/infra/auth/sessions";
import { now as clockOf } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { makeSession, type SessionCookie } from "@/lib/main/session-cookie";
import { entrySchemas } from "@/lib/state-databases/dataset/format";
import { notDone, qaCall } from "./qa-call";

export interface SignedIn {
  readonly cookie: SessionCookie;
  readonly roles: readonly string[];
}

/**
 * Signs a person in without their password. `role`: the account gets it if it has it not, and is made if there is none, so that
 * a test can have an officer of any region. Null when there is no account and no role to make one for.
 */
export async function signInForQa(
  iin: Iin,
  role: string | undefined,
  userAgent: string | null,
): Promise<SignedIn | null> {
  const account = await db.account.findUnique({ where: { iin }, select: { roles: true } });
  if (!account && role === undefined) return null;
  const roles = [...new Set([...(account?.roles ?? []), ...(role === undefined ? [] : [role])])];
  if (!account) {
    // Nobody knows this password: the account is entered from the console alone.
    const passwordHash = await hashPassword(randomBytes(32).toString("base64url"));
    await db.account.create({ data: { iin, passwordHash, roles } });
  } else if (roles.length > account.roles.length) {
    await db.account.update({ where: { iin }, data: { roles } });
    await revokeSessions(db, iin, {}, await clockOf(iin));
  }
  return { cookie: await makeSession(iin, "qa", userAgent), roles };
}

/** `POST /api/qa/sign-in`: the session cookie of an account. */
export const signInCall = qaCall(
  z.strictObject({ iin: iinSchema, role: entrySchemas.accounts.shape.roles.unwrap().element.optional() }),
  async ({ iin, role }, { userAgent }) => {
    const signedIn = await signInForQa(iin, role, userAgent);
    if (!signedIn) return notDone(404, "$.iin", "this person has no account; give a role, and one is made");
    return { status: 200, body: { iin, roles: signedIn.roles }, cookie: signedIn.cookie };
  },
);
