import "server-only";
import { createHash, timingSafeEqual } from "node:crypto";
import { env } from "@/lib/infra/env";

/**
 * Whether an `Authorization` header carries QA_TOKEN, compared in a time that does not tell where they differ.
 * Where there is no token (production, unless one is given) nobody may.
 */
export function mayCallQa(authorization: string | null): boolean {
  if (env.qaToken === undefined) return false;
  return timingSafeEqual(digest(authorization ?? ""), digest(`Bearer ${env.qaToken}`));
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
