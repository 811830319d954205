import "server-only";
import { createHmac } from "node:crypto";
import { equalHashes } from "@/lib/infra/auth/tokens";
import { env } from "@/lib/infra/env";

/** By what somebody has shown that they hold a document: the number and the digits printed on it, or the file itself. */
export type CheckedBy = "number" | "file";

/** How long a result can be looked at. */
const minutesShown = 10;

/** What opens the result of a check for some minutes, and can stand in an address: it says nothing of anybody. `now` is real time. */
export function newPass(code: string, by: CheckedBy, now: Date): string {
  const until = String(now.getTime() + minutesShown * 60_000);
  return [until, by, proofOf(code, until, by)].join(".");
}

/** By what the check was made that a pass is of; null for one of another document, a changed one, and one whose minutes are over. */
export function readPass(code: string, pass: string, now: Date): CheckedBy | null {
  const [until = "", by = "", proof = ""] = pass.split(".");
  if (!/^\d{1,15}$/.test(until) || (by !== "number" && by !== "file")) return null;
  if (!equalHashes(proof, proofOf(code, until, by)) || Number(until) < now.getTime()) return null;
  return by;
}

function proofOf(code: string, until: string, by: CheckedBy): string {
  return createHmac("sha256", env.authSecret).update(`check-document|${code}|${until}|${by}`).digest("base64url");
}
