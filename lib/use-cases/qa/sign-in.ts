import "server-only";
import { randomBytes } from "node:crypto";
import { z } from "zod";
import { binSchema, type Bin } from "@/lib/kernel/bin";
import { iinSchema, type Iin } from "@/lib/kernel/iin";
import { keyRights, type KeyRight } from "@/lib/kernel/key-right";
import { hashPassword } from "@/lib/infra/auth/password";
import { revokeSessions } from "@/lib/infra/auth/sessions";
import { now as clockOf } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { makeSession, type SessionCookie } from "@/lib/main/session-cookie";
import { entrySchemas } from "@/lib/state-databases/dataset/format";
import { actingForQa } from "./acting-for-qa";
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

/**
 * Signs a person in for an entity, without password or key; the account is made if there is none. `right`: what the session may do; left out, the
 * head's for whom GBD UL names as the head, else that of the account, else the right to sign. Null when GBD UL knows no such entity.
 */
export async function signInForEntity(
  iin: Iin,
  bin: Bin,
  given: KeyRight | undefined,
  userAgent: string | null,
): Promise<{ readonly cookie: SessionCookie; readonly right: KeyRight } | null> {
  const entity = await db.mockLegalEntity.findUnique({ where: { bin } });
  if (!entity) return null;
  const right = given ?? (await actingForQa(iin, bin)).right;
  await db.entityAccount.upsert({
    where: { bin_iin: { bin, iin } },
    update: given === undefined ? {} : { keyRight: given },
    create: {
      ...{ bin, iin, keyRight: right, nameKk: entity.nameKk, nameRu: entity.nameRu },
      passwordHash: await hashPassword(randomBytes(32).toString("base64url")),
    },
  });
  return { cookie: await makeSession(iin, "qa", userAgent, { bin, right }), right };
}

/** The session that was opened last becomes that of somebody who signed in so long ago and has not rested since. */
async function age(iin: Iin, minutes: number): Promise<void> {
  const last = await db.session.findFirstOrThrow({ where: { iin, method: "qa" }, orderBy: { createdAt: "desc" } });
  const earlier = (date: Date) => new Date(date.getTime() - minutes * 60_000);
  const { idHash, createdAt, expiresAt } = last;
  await db.session.update({
    where: { idHash },
    data: { createdAt: earlier(createdAt), expiresAt: earlier(expiresAt) },
  });
}

/**
 * `POST /api/qa/sign-in`: the session cookie of an account; with `bin` of the one by which the person acts for that entity. `minutesAgo`: when they
 * signed in.
 */
export const signInCall = qaCall(
  z
    .strictObject({
      iin: iinSchema,
      role: entrySchemas.accounts.shape.roles.unwrap().element.optional(),
      bin: binSchema.optional(),
      right: z.enum(keyRights).optional(),
      minutesAgo: z.int().min(0).max(720).default(0),
    })
    .refine(({ role, bin }) => role === undefined || bin === undefined, {
      path: ["role"],
      error: "an entity's account has no role",
    })
    .refine(({ right, bin }) => right === undefined || bin !== undefined, {
      path: ["right"],
      error: "a right is for an entity: give its bin",
    }),
  async ({ iin, role, bin, right: given, minutesAgo }, { userAgent }) => {
    if (bin !== undefined) {
      const acting = await signInForEntity(iin, bin, given, userAgent);
      if (!acting) return notDone(404, "$.bin", "GBD UL knows no such entity");
      if (minutesAgo > 0) await age(iin, minutesAgo);
      return { status: 200, body: { iin, bin, right: acting.right }, cookie: acting.cookie };
    }
    const signedIn = await signInForQa(iin, role, userAgent);
    if (!signedIn) return notDone(404, "$.iin", "this person has no account; give a role, and one is made");
    if (minutesAgo > 0) await age(iin, minutesAgo);
    return { status: 200, body: { iin, roles: signedIn.roles }, cookie: signedIn.cookie };
  },
);
