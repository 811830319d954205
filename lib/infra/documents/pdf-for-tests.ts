import "server-only";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** Runs a program of poppler over a PDF: `of` names what to give it besides the file. Fails with a plain sentence without it. */
export function poppler(
  program: "pdfsig" | "pdftotext" | "pdfinfo" | "pdffonts",
  pdf: Uint8Array,
  before: readonly string[] = [],
  after: readonly string[] = [],
): string {
  const folder = mkdtempSync(path.join(tmpdir(), "portal-pdf-"));
  const file = path.join(folder, "document.pdf");
  writeFileSync(file, pdf);
  try {
    return execFileSync(program, [...before, file, ...after], { encoding: "utf8", stdio: "pipe", cwd: folder });
  } catch (reason) {
    if (reason instanceof Error && "code" in reason && reason.code === "ENOENT") {
      throw new Error("These tests need poppler's programs (Debian: apt install poppler-utils).", { cause: reason });
    }
    throw reason;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** All the text of a PDF, in the order in which it is read. */
export function textOf(pdf: Uint8Array): string {
  return poppler("pdftotext", pdf, ["-enc", "UTF-8", "-raw"], ["-"]);
}

/** What pdfsig says of the signature. */
export function verdictOn(pdf: Uint8Array): string {
  const said = poppler("pdfsig", pdf);
  return /Signature Validation: (.+)/.exec(said)?.[1] ?? said;
}

/** A signature in a PDF: where its room begins, and the end of the bytes that it covers. */
interface SignatureInPdf {
  readonly cms: Uint8Array;
  readonly covered: Uint8Array;
  readonly start: number;
  readonly end: number;
}

/** The signatures in a PDF, in the order in which they stand there. */
export function signaturesIn(pdf: Uint8Array): readonly SignatureInPdf[] {
  const file = Buffer.from(pdf);
  const ranges = file.toString("latin1").matchAll(/\/ByteRange \[(\d+) (\d+) (\d+) (\d+) *\]/g);
  return Array.from(ranges, (range) => {
    const [, start = 0, after = 0, length = 0] = range.slice(1).map(Number);
    const padded = Buffer.from(file.toString("latin1", start + 1, after - 1), "hex");
    // A SEQUENCE with a length of two bytes; what follows it is padding.
    const cms = padded.subarray(0, 4 + padded.readUInt16BE(2));
    const end = after + length;
    return { cms, covered: Buffer.concat([file.subarray(0, start), file.subarray(after, end)]), start, end };
  });
}
