import "server-only";
import { getLocale } from "next-intl/server";
import { headers, cookies } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { safeReturnPath } from "@/lib/i18n/return-path";
import type { Iin } from "@/lib/kernel/iin";
import { lapsedSessionOf, visitSession, wasForEntity, type LiveSession } from "@/lib/infra/auth/sessions";
import { actsFor, type ActsForEntity, type Applicant } from "@/lib/process/applicant";
import { storedRight } from "@/lib/use-cases/sign-in/entity";
import { keepsActing } from "@/lib/use-cases/sign-in/entity-accounts";
import { authAnswerSchema } from "./auth-config";
import { auth } from "./next-auth";
import { sessionCookieName } from "./session-cookie";

/** Somebody who is signed in for themselves. */
export interface Viewer {
  readonly iin: Iin;
  readonly roles: readonly string[];
  /** The session row's key; not what the cookie carries. */
  readonly sessionId: string;
}

/** Somebody who is signed in for a legal entity: to all that is their own they are nobody. */
export interface ActingPerson {
  readonly iin: Iin;
  readonly entity: Pick<ActsForEntity, "bin" | "right">;
  readonly sessionId: string;
}

const citizenRole = "citizen";

/** The row's key out of this browser's cookie, whether or not the session still holds. */
async function heldSession(): Promise<string | null> {
  // Without a cookie there is nobody to ask next-auth about.
  if (!(await cookies()).has(sessionCookieName)) return null;
  const answer = authAnswerSchema.safeParse(await auth());
  return answer.success ? answer.data.sessionId : null;
}

const liveSession: () => Promise<LiveSession | null> = cache(async () => {
  const held = await heldSession();
  const session = held === null ? null : await visitSession(held);
  if (!session?.entity) return session;
  const { iin, entity, sessionId } = session;
  // A session for an entity does not outlive the entity, nor a head's the head.
  return (await keepsActing({ iin, bin: entity.bin }, entity.right, sessionId)) ? session : null;
});

/**
 * Who is signed in for themselves at this request: asked of the session's row, once a request. Null for everybody else; whatever goes wrong
 * on the way (a secret that is not set, a cookie of another portal) makes nobody, and a database that is down throws.
 */
export async function viewer(): Promise<Viewer | null> {
  const session = await liveSession();
  return session?.entity === null ? session : null;
}

/** Who is signed in for an entity at this request. */
export async function actingPerson(): Promise<ActingPerson | null> {
  const session = await liveSession();
  if (!session?.entity) return null;
  const { bin, right } = session.entity;
  return { ...session, entity: { bin, right: storedRight(right) } };
}

/** The row's key of whatever session this browser has now. */
export async function liveSessionId(): Promise<string | null> {
  return (await liveSession())?.sessionId ?? null;
}

/** How a session comes to its end if nothing more is done. */
export type SessionEnd = Pick<LiveSession, "expiresAt" | "endsInMs" | "isLastEnd">;

/** The end of the session of this request; null when nobody is signed in. */
export function sessionEnd(): Promise<SessionEnd | null> {
  return liveSession();
}

/** The same, asked by a page that waits: it counts as no activity. */
export async function lookAtSession(): Promise<SessionEnd | null> {
  const held = await heldSession();
  return held === null ? null : visitSession(held, { looks: true });
}

/** Whose session it was that has ended by itself within the last day, and for which entity. It lets nobody in. */
export async function lapsedApplicant(): Promise<Applicant | null> {
  const held = await heldSession();
  const lapsed = held === null ? null : await lapsedSessionOf(held);
  if (!lapsed?.entity) return lapsed?.iin ?? null;
  const { iin, entity } = lapsed;
  return { iin, bin: entity.bin, right: storedRight(entity.right) };
}

/** Whether this browser's session, which holds no more, was one in which somebody acted for an entity. */
export async function endedForEntity(): Promise<boolean> {
  const held = await heldSession();
  return held !== null && (await wasForEntity(held));
}

export function isCitizen(someone: Viewer): boolean {
  return someone.roles.includes(citizenRole);
}

/** Whether somebody works here in any role. */
export function isStaff(someone: Viewer): boolean {
  return someone.roles.some((role) => role !== citizenRole);
}

/** The query that brings whoever signs in to `next`, left out: to this page. */
async function backTo(next?: string): Promise<string> {
  const path = safeReturnPath(next ?? (await headers()).get("x-portal-path"));
  return path === undefined ? "" : `?${new URLSearchParams({ next: path }).toString()}`;
}

async function sendToSignIn(locale: string | undefined, next: string | undefined): Promise<never> {
  const language = locale ?? (await getLocale());
  const had = (await cookies()).has(sessionCookieName);
  return redirect(`/${language}/${had ? "session-ended" : "sign-in"}${await backTo(next)}`);
}

/** The cabinet is the first page of whoever is signed in; every other page of a citizen says that it is for citizens. */
async function sendToOrganisation(locale: string | undefined): Promise<never> {
  const language = locale ?? (await getLocale());
  const path = (await headers()).get("x-portal-path") ?? "";
  if (/\/cabinet$/.test(path)) return redirect(`/${language}/organisation`);
  const next = safeReturnPath(path);
  const query = new URLSearchParams({ told: "citizens", ...(next === undefined ? {} : { next }) });
  return redirect(`/${language}/organisation?${query.toString()}`);
}

/**
 * For the pages of citizens: who it is, or off to sign in and back to `next` (left out: to this page). Somebody who is
 * staff and no citizen goes to the staff's pages, and somebody who acts for an entity to the entity's.
 */
export async function requireCitizen(locale?: string, next?: string): Promise<Viewer> {
  const someone = await viewer();
  if (!someone) return (await actingPerson()) ? sendToOrganisation(locale) : sendToSignIn(locale, next);
  if (!isCitizen(someone)) return redirect(`/${locale ?? (await getLocale())}/staff`);
  return someone;
}

/** For the pages of staff: who it is, or off to sign in; for anybody else there is no such page. */
export async function requireStaff(locale?: string, next?: string): Promise<Viewer> {
  const someone = await viewer();
  if (!someone) return (await actingPerson()) ? notFound() : sendToSignIn(locale, next);
  return isStaff(someone) ? someone : notFound();
}

/**
 * For the pages of an application, which are one's own and an entity's alike: who applies, or off to sign in and back to this page. What is open
 * to them is for the use cases to say.
 */
export async function requireApplicant(): Promise<Applicant> {
  const acting = await actingPerson();
  return acting ? actsFor(acting) : (await requireCitizen()).iin;
}

/** For the pages of an entity: who acts and for whom, or off to sign in; so is somebody who is signed in for themselves, to sign in for it. */
export async function requireActingPerson(): Promise<ActingPerson> {
  const someone = await actingPerson();
  if (someone) return someone;
  return (await viewer())
    ? redirect(`/${await getLocale()}/sign-in/organisation${await backTo()}`)
    : sendToSignIn(undefined, undefined);
}
