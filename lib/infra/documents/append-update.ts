import "server-only";
import { createHash } from "node:crypto";

/**
 * Adds objects to a PDF of ours without touching a byte of it: an incremental update (ISO 32000-1 §7.5.6) with a classic cross-reference
 * table, as pdfkit writes them. In: the bodies of new objects and of those that take the place of old ones, by number; `firstFree` of `readPdf` is
 * the first new one. What is written depends on nothing but what comes in.
 */
export function appendUpdate(pdf: Buffer, objects: ReadonlyMap<number, string>): Buffer {
  const { startxref, size, root, info, id } = tailOf(pdf);
  const parts: Buffer[] = [pdf];
  let length = pdf.length;
  const add = (text: string) => {
    const part = Buffer.from(text, "latin1");
    parts.push(part);
    length += part.length;
  };
  const numbers = [...objects.keys()].toSorted((one, other) => one - other);
  const places = numbers.map((number) => {
    const place = length;
    add(`${String(number)} 0 obj\n${objects.get(number) ?? ""}\nendobj\n`);
    return place;
  });
  const table = length;
  const rows = numbers.map((number, index) => `${String(number)} 1\n${place(places[index] ?? 0)} 00000 n \n`);
  add(`xref\n${rows.join("")}`);
  const updated = createHash("sha256").update(Buffer.concat(parts)).digest("hex").slice(0, 32);
  const newSize = Math.max(size, ...numbers.map((number) => number + 1));
  add(
    `trailer\n<<\n/Size ${String(newSize)}\n/Prev ${String(startxref)}\n/Root ${root}\n/Info ${info}\n/ID [<${id}> <${updated}>]\n>>\n` +
      `startxref\n${String(table)}\n%%EOF\n`,
  );
  return Buffer.concat(parts);
}

function place(offset: number): string {
  return String(offset).padStart(10, "0");
}

/** A PDF of ours, as far as an update needs to know it. */
export interface OwnPdf {
  /** The first number that no object has. */
  readonly firstFree: number;
  /** The number of the catalogue. */
  readonly root: number;
  /** The body of an object that is no stream, as it stands in the file. Throws where there is none of this number. */
  readonly object: (number: number) => string;
}

/** Reads a PDF that this portal has made; never one from elsewhere. Throws when it is not as pdfkit and `appendUpdate` write it. */
export function readPdf(pdf: Buffer): OwnPdf {
  const { startxref, size, root } = tailOf(pdf);
  const places = placesIn(pdf, startxref);
  return {
    firstFree: size,
    root: Number(root.split(" ")[0]),
    object(number) {
      const at = places.get(number);
      const start = at === undefined ? -1 : pdf.indexOf("\n", at, "latin1");
      const end = pdf.indexOf("\nendobj", start, "latin1");
      const isThere = start >= 0 && pdf.toString("latin1", at, start) === `${String(number)} 0 obj`;
      if (!isThere || end < 0) throw new Error(`The document has no object ${String(number)}.`);
      return pdf.toString("latin1", start + 1, end);
    },
  };
}

interface Tail {
  readonly startxref: number;
  readonly size: number;
  /** References, as in "3 0 R". */
  readonly root: string;
  readonly info: string;
  /** The first of the two, which no update changes; hexadecimal. */
  readonly id: string;
}

/** What the last trailer says. It is the end of the file: nobody's name can stand there. */
function tailOf(pdf: Buffer): Tail {
  const end = pdf.toString("latin1", Math.max(0, pdf.length - 1_024));
  const trailer = end.slice(end.lastIndexOf("trailer\n"));
  const found = (pattern: RegExp): string => {
    const value = pattern.exec(trailer)?.[1];
    if (value === undefined) throw new Error("The document's trailer is not as the portal writes it.");
    return value;
  };
  return {
    startxref: Number(found(/\nstartxref\n(\d+)\n%%EOF\n?$/)),
    size: Number(found(/\n\/Size (\d+)\n/)),
    root: found(/\n\/Root (\d+ 0 R)\n/),
    info: found(/\n\/Info (\d+ 0 R)\n/),
    id: found(/\n\/ID \[<([0-9a-f]+)> <[0-9a-f]+>\]\n/),
  };
}

/** Where each object stands by the newest table that names it. */
function placesIn(pdf: Buffer, startxref: number): ReadonlyMap<number, number> {
  const places = new Map<number, number>();
  let table: number | undefined = startxref;
  while (table !== undefined) {
    const end: number = pdf.indexOf("\nstartxref\n", table, "latin1");
    const [rows = "", trailer = ""]: string[] = pdf.toString("latin1", table, end).split("trailer\n");
    let number = 0;
    for (const row of rows.split("\n").slice(1)) {
      const entry = /^(\d{10}) \d{5} ([nf]) $/.exec(row);
      if (!entry) number = Number(row.split(" ")[0]);
      else {
        if (entry[2] === "n" && !places.has(number)) places.set(number, Number(entry[1]));
        number += 1;
      }
    }
    const previous: string | undefined = /\n\/Prev (\d+)\n/.exec(trailer)?.[1];
    // Each table lies before the one that names it: nothing goes round in a circle.
    table = previous !== undefined && Number(previous) < table ? Number(previous) : undefined;
  }
  return places;
}
