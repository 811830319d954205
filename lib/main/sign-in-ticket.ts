import "server-only";
import { cookies, headers } from "next/headers";
import { clientAddress } from "@/lib/infra/auth/client-address";
import { pendingMs } from "@/lib/infra/auth/limits";
import { abandonTicket } from "@/lib/use-cases/sign-in/abandon-ticket";
import { endSession } from "@/lib/use-cases/sign-in/end-session";
import { signIn, signOut } from "./next-auth";
import { liveSessionId } from "./session";
import { cookieOptions, isHttps } from "./session-cookie";

const cookieName = isHttps ? "__Host-sign-in" : "sign-in";

/** Where this request comes from: the address that limits go by, and what the browser calls itself. */
export async function requestOrigin(): Promise<{ address: string; userAgent: string | null }> {
  const sent = await headers();
  return { address: clientAddress(sent), userAgent: sent.get("user-agent") };
}

/** The ticket of the sign-in that this browser has begun. */
export async function heldTicket(): Promise<string | undefined> {
  return (await cookies()).get(cookieName)?.value;
}

/** Gives up what this browser had begun with another ticket. */
async function abandonAllBut(ticket: string): Promise<void> {
  const before = await heldTicket();
  if (before !== undefined && before !== ticket) await abandonTicket(before);
}

/** Keeps the ticket in the browser until the code comes; what was begun with the one before it is over. */
export async function holdTicket(ticket: string): Promise<void> {
  await abandonAllBut(ticket);
  (await cookies()).set(cookieName, ticket, { ...cookieOptions, maxAge: pendingMs / 1000 });
}

/** Turns a ticket whose every step is done into a session in this browser; the session that was there ends. Throws when it is not good. */
export async function completeSignIn(ticket: string): Promise<void> {
  const before = await liveSessionId();
  await abandonAllBut(ticket);
  await signIn("ticket", { ticket, redirect: false, redirectTo: "/" });
  if (before !== null) await endSession(before);
  (await cookies()).delete({ name: cookieName, ...cookieOptions });
}

/** Ends the session of this browser, if there is one, and takes its cookies away. */
export async function leave(): Promise<void> {
  await signOut({ redirect: false, redirectTo: "/" });
}
