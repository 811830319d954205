import "server-only";
import type { Iin } from "@/lib/kernel/iin";
import type { Tx } from "@/lib/infra/db/client";
import type { SessionMethod } from "./sessions";

/** "signed": the text of a sign-in was signed on a phone, and the screen that showed it may still be entered. */
export type SignInOutcome = "signed-in" | "signed" | "wrong-password" | "wrong-code";

/** Writes a line of somebody's sign-in history. An IIN without an account gets one too: the work must be the same. Out: its key. */
export async function recordSignIn(
  tx: Pick<Tx, "signInRecord">,
  entry: {
    iin: Iin;
    bin?: string | null;
    method: SessionMethod;
    outcome: SignInOutcome;
    userAgent: string | null;
    at: Date;
  },
): Promise<string> {
  const userAgent = entry.userAgent?.slice(0, 300) ?? null;
  const { id } = await tx.signInRecord.create({ data: { ...entry, userAgent } });
  return String(id);
}
