import "server-only";
import QRCode from "qrcode";

/** A QR code to be drawn: a square of `size` modules with its quiet zone, and the outline of the dark ones (SVG path data). */
export interface QrDrawing {
  readonly size: number;
  readonly path: string;
}

/** Modules of white that a reader needs around the code (ISO/IEC 18004). */
const quiet = 4;

/** Draws a text as a QR code that bears 15 % of damage. */
export function drawQrCode(text: string): QrDrawing {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: "M" });
  const { size, data } = modules;
  const rows = Array.from({ length: size }, (_, row) =>
    Array.from({ length: size }, (_, column) =>
      data[row * size + column] === 1 ? `M${String(column + quiet)} ${String(row + quiet)}h1v1h-1z` : "",
    ).join(""),
  );
  return { size: size + 2 * quiet, path: rows.join("") };
}
