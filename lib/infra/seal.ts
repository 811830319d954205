import "server-only";
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { env } from "@/lib/infra/env";

const algorithm = "aes-256-gcm";
const nonceBytes = 12;
const tagBytes = 16;

function keyFor(purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", env.authSecret, "", `seal:${purpose}`, 32));
}

/** Closes a text so that only the portal can read it, and only as what it was: `about` names whose and which, and is not inside. */
export function seal(text: string, purpose: string, about: string): Uint8Array<ArrayBuffer> {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(algorithm, keyFor(purpose), nonce);
  cipher.setAAD(Buffer.from(about));
  const closed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return new Uint8Array(Buffer.concat([nonce, cipher.getAuthTag(), closed]));
}

/** The text under a seal; null when it was changed, or sealed for another purpose, about something else or by another portal. */
export function unseal(sealed: Uint8Array, purpose: string, about: string): string | null {
  try {
    const decipher = createDecipheriv(algorithm, keyFor(purpose), sealed.subarray(0, nonceBytes));
    decipher.setAAD(Buffer.from(about));
    decipher.setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes));
    return decipher.update(sealed.subarray(nonceBytes + tagBytes), undefined, "utf8") + decipher.final("utf8");
  } catch {
    return null;
  }
}
