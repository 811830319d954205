import "server-only";
import { createHmac } from "node:crypto";
import { hashToken } from "@/lib/infra/auth/tokens";
import { env } from "@/lib/infra/env";

/**
 * What stands in a link: 256 bits that nobody can make without the portal's secret, from the link's random id. So its holder can be shown it
 * again for as long as it lives, although the database holds only its hash.
 */
export function tokenOf(linkId: string): string {
  return createHmac("sha256", env.authSecret).update(`shared-link|${linkId}`).digest("base64url");
}

/** What is stored of a token. */
export const hashOf = hashToken;

/** Whether a text from outside can be a token at all. */
export function isToken(text: string): boolean {
  return /^[0-9A-Za-z_-]{43}$/.test(text);
}

/** Where a link leads; without a language, so that whoever opens it reads it in theirs. */
export function addressOf(token: string): string {
  return `${env.publicUrl}/shared/${token}`;
}
