import "server-only";
import { createHash } from "node:crypto";
import type { KeyFile } from "../signing/key-file";
import { makeDetachedSignature } from "../signing/make-signature";
import { appendUpdate, readPdf } from "./append-update";
import type { Paper, PaperSeal } from "./paper";
import { roomForSeal, unknownPlace } from "./seal-placeholder";

/**
 * Seals a drawn paper (PAdES B-B) with the keys of those who seal it, in their order: the first over every byte of the file but for the room of its own
 * signature, each of the others, in an incremental update, over all that was there before as well. Throws when the file has no room, or where
 * there are not as many keys as seals.
 */
export async function sealPaper(
  drawn: Buffer,
  { seals, madeAt }: Pick<Paper, "seals" | "madeAt">,
  keys: readonly KeyFile[],
): Promise<Buffer> {
  const [first, ...others] = keys;
  if (!first || keys.length !== seals.length) throw new Error("A paper has as many keys as seals.");
  let sealed = await signInItsRoom(drawn, first);
  for (const [index, key] of others.entries()) {
    const seal = seals[index + 1];
    if (seal) sealed = await signInItsRoom(withRoomFor(sealed, seal, madeAt), key);
  }
  return sealed;
}

async function signInItsRoom(drawn: Buffer, key: KeyFile): Promise<Buffer> {
  const sealed = Buffer.from(drawn);
  const start = onlyPlaceOf(sealed, emptyRoom);
  const end = start + emptyRoom.length;
  const range = `[0 ${String(start)} ${String(end)} ${String(sealed.length - end)}]`;
  sealed.write(range.padEnd(unknownRange.length), onlyPlaceOf(sealed, unknownRange), "latin1");

  const digest = createHash("sha256").update(sealed.subarray(0, start)).update(sealed.subarray(end)).digest();
  const signature = Buffer.from(await makeDetachedSignature(digest, key));
  if (signature.length > roomForSeal) throw new Error("The seal is larger than its room in the document.");
  sealed.write(signature.toString("hex"), start + 1, "latin1");
  return sealed;
}

const emptyRoom = `<${"00".repeat(roomForSeal)}>`;
const unknownRange = `[0 ${String(unknownPlace)} ${String(unknownPlace)} ${String(unknownPlace)}]`;

/** Adds the dictionary of a signature that is still to be made, and puts it into its field, which stands empty so far. */
function withRoomFor(sealed: Buffer, { field, name, reason }: PaperSeal, at: Date): Buffer {
  const pdf = readPdf(sealed);
  const number = fieldNamed(pdf, field);
  const signature = [
    "<<",
    "/Type /Sig",
    "/Filter /Adobe.PPKLite",
    "/SubFilter /ETSI.CAdES.detached",
    `/ByteRange ${unknownRange}`,
    `/Contents ${emptyRoom}`,
    `/M (D:${at.toISOString().replaceAll(/[-:T]|\.\d+Z/g, "")}Z)`,
    `/Name ${textString(name)}`,
    `/Reason ${textString(reason)}`,
    ">>",
  ].join("\n");
  const filled = pdf.object(number).replace(/\n>>$/, `\n/V ${String(pdf.firstFree)} 0 R\n>>`);
  return appendUpdate(
    sealed,
    new Map([
      [number, filled],
      [pdf.firstFree, signature],
    ]),
  );
}

/** The empty field of this name among those of the document's form. */
function fieldNamed(pdf: ReturnType<typeof readPdf>, name: string): number {
  const form = /\/AcroForm (\d+) 0 R/.exec(pdf.object(pdf.root))?.[1];
  const fields = form === undefined ? "" : (/\/Fields \[([^\]]*)\]/.exec(pdf.object(Number(form)))?.[1] ?? "");
  const field = Array.from(fields.matchAll(/(\d+) 0 R/g), ([, number]) => Number(number)).find((number) => {
    const body = pdf.object(number);
    return body.includes(`\n/T (${name})\n`) && !body.includes("\n/V ");
  });
  if (field === undefined) throw new Error("The document has no room for a seal.");
  return field;
}

/** A text in UTF-16, as bytes in hexadecimal: whatever it holds, it is no part of the file's syntax. */
function textString(text: string): string {
  return `<FEFF${Buffer.from(text, "utf16le").swap16().toString("hex")}>`;
}

/** Where the text stands, which must be once: somebody's name may not be taken for the signature's room. */
function onlyPlaceOf(file: Buffer, text: string): number {
  const place = file.indexOf(text, 0, "latin1");
  if (place < 0 || file.includes(text, place + 1, "latin1")) throw new Error("The document has no room for a seal.");
  return place;
}
