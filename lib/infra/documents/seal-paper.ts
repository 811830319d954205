import "server-only";
import { createHash } from "node:crypto";
import type { KeyFile } from "../signing/key-file";
import { makeDetachedSignature } from "../signing/make-signature";
import { roomForSeal, unknownPlace } from "./seal-placeholder";

/**
 * Signs a drawn paper with the organisation's key (PAdES B-B): every byte of the file but for the room of the signature itself.
 * Throws when the file has no such room.
 */
export async function sealPaper(drawn: Buffer, key: KeyFile): Promise<Buffer> {
  const sealed = Buffer.from(drawn);
  const empty = `<${"00".repeat(roomForSeal)}>`;
  const start = onlyPlaceOf(sealed, empty);
  const end = start + empty.length;
  const wanted = `[0 ${String(unknownPlace)} ${String(unknownPlace)} ${String(unknownPlace)}]`;
  const range = `[0 ${String(start)} ${String(end)} ${String(sealed.length - end)}]`;
  sealed.write(range.padEnd(wanted.length), onlyPlaceOf(sealed, wanted), "latin1");

  const digest = createHash("sha256").update(sealed.subarray(0, start)).update(sealed.subarray(end)).digest();
  const signature = Buffer.from(await makeDetachedSignature(digest, key));
  if (signature.length > roomForSeal) throw new Error("The seal is larger than its room in the document.");
  sealed.write(signature.toString("hex"), start + 1, "latin1");
  return sealed;
}

/** Where the text stands, which must be once: somebody's name may not be taken for the signature's room. */
function onlyPlaceOf(file: Buffer, text: string): number {
  const place = file.indexOf(text, 0, "latin1");
  if (place < 0 || file.includes(text, place + 1, "latin1")) throw new Error("The document has no room for a seal.");
  return place;
}
