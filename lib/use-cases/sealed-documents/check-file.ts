import "server-only";
import { createHash } from "node:crypto";
import { realNow } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { newPass } from "./check-pass";
import { faultOf } from "./check-seals";

/** The largest file that is looked at; papers of the portal have about a fiftieth of it. */
export const mostBytesOfFile = 5 * 1024 * 1024;

export type FileCheck =
  /** Byte for byte a document of the portal: `pass` opens the result for some minutes. */
  | { readonly kind: "genuine"; readonly code: string; readonly pass: string }
  | { readonly kind: "empty" | "too-large" | "no-pdf" | "foreign" | "changed" | "added-to" | "cut" };

/**
 * Whether a file is, byte for byte, a document that the portal has given; else what is wrong with it, as far as it tells. Nothing of it is kept.
 * Whoever has the file has all that is printed there: no digits are asked for.
 */
export async function checkFile(file: Blob): Promise<FileCheck> {
  if (file.size === 0) return { kind: "empty" };
  if (file.size > mostBytesOfFile) return { kind: "too-large" };
  const bytes = Buffer.from(await file.arrayBuffer());
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const row = await db.sealedDocument.findFirst({ where: { sha256 }, select: { code: true } });
  if (row) return { kind: "genuine", code: row.code, pass: newPass(row.code, "file", realNow()) };
  // Readers of PDF look for the header further on as well: what begins as something else can be shown as something else.
  if (!bytes.subarray(0, 5).equals(Buffer.from("%PDF-"))) return { kind: "no-pdf" };
  return { kind: await faultOf(bytes) };
}
