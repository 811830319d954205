import "server-only";

/** A signature as a file from anywhere has it: nothing of it is believed yet. */
export interface FoundSeal {
  readonly cms: Uint8Array;
  /** The bytes that it says it covers, as far as they are there. */
  readonly covered: readonly Uint8Array[];
  /** Where what it covers ends. */
  readonly end: number;
  /** Whether all of that is in the file. */
  readonly isWhole: boolean;
}

/** So many places that speak of a signature are looked at, whatever stands there: more than any paper of ours has. */
const mostSeals = 8;

/** Of a signature with its chain; larger ones are not ours. */
const mostBytes = 65_536;

/**
 * The signatures in a file, found by what a PDF says of the bytes they cover. It is no reader of PDF: numbers are read and checked against the
 * file's length, hexadecimal digits between them, and nothing else. Whatever the file is, this takes time in proportion to its length.
 */
export function sealsIn(file: Buffer): readonly FoundSeal[] {
  const found: FoundSeal[] = [];
  const ranges = /\/ByteRange {0,4}\[ {0,4}0 {1,4}(\d{1,10}) {1,4}(\d{1,10}) {1,4}(\d{1,10}) {0,40}\]/g;
  let looked = 0;
  for (const [, ...numbers] of file.toString("latin1").matchAll(ranges)) {
    looked += 1;
    if (looked > mostSeals) break;
    const [gap = 0, after = 0, length = 0] = numbers.map(Number);
    const cms = cmsIn(file, gap, after);
    if (!cms) continue;
    const end = after + length;
    found.push({
      cms,
      covered: [file.subarray(0, gap), file.subarray(after, end)],
      end,
      isWhole: end <= file.length,
    });
  }
  return found;
}

/** What stands in hexadecimal between the two parts, without the padding after it. */
function cmsIn(file: Buffer, gap: number, after: number): Uint8Array | null {
  const digits = after - gap - 2;
  if (digits < 8 || digits > 2 * mostBytes || after > file.length) return null;
  if (file[gap] !== 0x3c || file[after - 1] !== 0x3e) return null;
  // A SEQUENCE with a length of two bytes (X.690 §8.1.3.5), as every signature with a certificate has.
  if (file.toString("latin1", gap + 1, gap + 5) !== "3082") return null;
  const text = file.toString("latin1", gap + 1, after - 1);
  if (!/^(?:[0-9a-fA-F]{2})+$/.test(text)) return null;
  const padded = Buffer.from(text, "hex");
  const length = 4 + padded.readUInt16BE(2);
  return length <= padded.length ? new Uint8Array(padded.subarray(0, length)) : null;
}
