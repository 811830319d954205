import "server-only";
import type { PaperSeal } from "./paper";
import { pdfString } from "./paper-canvas";

/** Bytes kept free for the signature: with the certificates of the whole chain it takes about 6,000. */
export const roomForSeal = 12_288;

/** Ten digits, the greatest place in a file that a PDF can name. */
export const unknownPlace = 9_999_999_999;

/** The dictionary of a signature that is still to be made: PAdES baseline (ETSI EN 319 142-1 §6). */
export function placeholderOfSeal({ name, reason }: PaperSeal, at: Date): Readonly<Record<string, unknown>> {
  return {
    Type: "Sig",
    Filter: "Adobe.PPKLite",
    SubFilter: "ETSI.CAdES.detached",
    ByteRange: [0, unknownPlace, unknownPlace, unknownPlace],
    Contents: new Uint8Array(roomForSeal),
    M: at,
    Name: pdfString(name),
    Reason: pdfString(reason),
  };
}
