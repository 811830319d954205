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

/** The signature in a PDF and the bytes that it covers. */
export function signatureIn(pdf: Uint8Array): { readonly cms: Uint8Array; readonly covered: Uint8Array } {
  const file = Buffer.from(pdf);
  const [, start = 0, end = 0, length = 0] = (
    /\/ByteRange \[(\d+) (\d+) (\d+) (\d+) *\]/.exec(file.toString("latin1")) ?? []
  )
    .slice(1)
    .map(Number);
  const hexadecimal = file.subarray(start + 1, end - 1).toString("latin1");
  const padded = Buffer.from(hexadecimal, "hex");
  // A SEQUENCE with a length of two bytes; what follows it is padding.
  const cms = padded.subarray(0, 4 + padded.readUInt16BE(2));
  return { cms, covered: Buffer.concat([file.subarray(0, start), file.subarray(end, end + length)]) };
}
