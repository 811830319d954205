import "server-only";
import { readFileSync } from "node:fs";
import path from "node:path";
import PDFDocument from "pdfkit";
import { printable } from "./paper-text";

/** Golos Text, the pages' own typeface, whole: the pages' files are cut up by alphabet. SIL Open Font License 1.1. */
const fontFolder = path.join(process.cwd(), "node_modules", "@expo-google-fonts", "golos-text");
const fontFiles = {
  regular: path.join(fontFolder, "400Regular", "GolosText_400Regular.ttf"),
  bold: path.join(fontFolder, "700Bold", "GolosText_700Bold.ttf"),
} as const;
type Weight = keyof typeof fontFiles;

const fontsRead = new Map<Weight, Buffer>();

function fontOf(weight: Weight): Buffer {
  const known = fontsRead.get(weight) ?? readFileSync(fontFiles[weight]);
  fontsRead.set(weight, known);
  return known;
}

/** The light side of the pages' colours. */
export const ink = {
  text: "#0b2530",
  muted: "#47606b",
  surface: "#f1f8fa",
  line: "#cddfe6",
  brand: "#00637c",
  sky: "#00afca",
  gold: "#f7bd1c",
} as const;

/** A4 and its margins, in points. */
const sheet = { width: 595.28, height: 841.89, left: 62, right: 62, top: 42, bottom: 50 } as const;

export interface TextStyle {
  readonly size: number;
  readonly weight?: Weight;
  readonly color?: string;
  readonly lineGap?: number;
}

export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** Kinds of structure that are used here (ISO 32000-1 §14.8.4). */
export type Tag = "Sect" | "H1" | "H2" | "P" | "L" | "LI" | "Lbl" | "LBody" | "Figure";

/** A part of the document's structure. */
export interface Part {
  /** Adds a part that holds other parts. */
  readonly group: (tag: Tag, options?: { readonly lang?: string }) => Part;
  /** Adds a part and draws it. */
  readonly draw: (tag: Tag, paint: () => unknown, options?: { readonly alt?: string }) => void;
}

interface SignatureField {
  readonly name: string;
  readonly dictionary?: Readonly<Record<string, unknown>>;
}

/** What pdfkit keeps and its types leave out. */
class TaggedDocument extends PDFDocument {
  declare readonly _root: { readonly data: { readonly AcroForm?: { data: object } } };
  declare readonly _font: { readonly font: { readonly hasGlyphForCodePoint: (code: number) => boolean } };
}

export type Canvas = ReturnType<typeof openCanvas>;

/** An empty tagged A4 document, and what is drawn on it with. Its bytes follow from what is drawn and `madeAt` alone. */
export function openCanvas(about: { readonly title: string; readonly lang: string; readonly madeAt: Date }) {
  const document = new TaggedDocument({
    size: [sheet.width, sheet.height],
    margins: { left: sheet.left, right: sheet.right, top: sheet.top, bottom: sheet.bottom },
    pdfVersion: "1.7",
    tagged: true,
    lang: about.lang,
    displayTitle: true,
    autoFirstPage: false,
    bufferPages: true,
    info: { Title: about.title, CreationDate: about.madeAt, ModDate: about.madeAt, Producer: "pdfkit" },
  });
  document.appendXML(accessible);
  const chunks: Buffer[] = [];
  document.on("data", (chunk: Buffer) => chunks.push(chunk));
  const root = document.struct("Document", { lang: about.lang });
  document.addStructure(root);
  document.registerFont("regular", fontOf("regular"));
  document.registerFont("bold", fontOf("bold"));

  function use({ size, weight = "regular", color = ink.text }: TextStyle): void {
    document.font(weight).fontSize(size).fillColor(color);
  }

  function shown(text: string): string {
    return printable(text, (code) => document._font.font.hasGlyphForCodePoint(code));
  }

  function partOf(element: PDFKit.PDFStructureElement): Part {
    return {
      group(tag, options = {}) {
        const child = document.struct(tag, options);
        element.add(child);
        return partOf(child);
      },
      draw(tag, paint, options = {}) {
        element.add(document.struct(tag, options, [paint]));
      },
    };
  }

  return {
    width: sheet.width - sheet.left - sheet.right,
    left: sheet.left,
    top: sheet.top,
    /** Where the text of a page ends. */
    bottom: sheet.height - sheet.bottom,
    root: partOf(root),
    /** For lines and areas; what they draw is decoration unless it stands within a part. */
    pen: document,
    newPage(): void {
      document.addPage();
    },
    /** How many pages there are so far. */
    pages(): number {
      return document.bufferedPageRange().count;
    },
    /** Draws what is no part of the text: readers pass over it. */
    decorate(paint: () => void, kind: "Layout" | "Pagination" = "Layout"): void {
      document.markContent("Artifact", { type: kind });
      paint();
      document.endMarkedContent();
    },
    /** The height that a text takes, in points. */
    heightOf(text: string, style: TextStyle, width: number): number {
      use(style);
      return document.heightOfString(shown(text), { width, lineGap: style.lineGap ?? 0 });
    },
    /** Writes a text, which goes on over the page's end; answers where it ended. */
    write(text: string, style: TextStyle, { x, y, width }: Place, align: "left" | "right" = "left"): number {
      use(style);
      document.text(shown(text), x, y, { width, align, lineGap: style.lineGap ?? 0 });
      return document.y;
    },
    /** Draws the same decoration on every page, at whatever height. */
    onEveryPage(paint: (page: number, pages: number) => void): void {
      const { start, count } = document.bufferedPageRange();
      for (let page = start; page < start + count; page += 1) {
        document.switchToPage(page);
        const { margins } = document.page;
        // Below the margin a text would begin a new page.
        const { bottom } = margins;
        margins.bottom = 0;
        this.decorate(() => {
          paint(page + 1, count);
        }, "Pagination");
        margins.bottom = bottom;
      }
    },
    /**
     * Adds fields that nobody sees on the first page: for signatures, with the dictionary of one that is about to be made, or empty for one
     * that comes later, so that whoever signs first has agreed to the other's place.
     */
    signatureFields(fields: readonly SignatureField[]): void {
      document.switchToPage(0);
      for (const { name, dictionary } of fields) {
        const signature = dictionary && document.ref(dictionary);
        const field = {
          Type: "Annot",
          Subtype: "Widget",
          FT: "Sig",
          T: pdfString(name),
          ...(signature ? { V: signature } : {}),
          F: printedAndLocked,
        };
        document.annotate(0, 0, 0, 0, field);
        signature?.end("");
      }
      const annotations: unknown = document.page.annotations;
      document.initForm();
      const form = document._root.data.AcroForm;
      // Readers that are told to draw the fields anew would change what was signed.
      if (form)
        form.data = { ...form.data, NeedAppearances: false, Fields: annotations, SigFlags: signedAndNothingAdded };
    },
    end(): Promise<Buffer> {
      return new Promise((resolve, reject) => {
        document.once("end", () => {
          resolve(Buffer.concat(chunks));
        });
        document.once("error", reject);
        document.end();
      });
    },
  };
}

/** That the file means to be readable by everyone (ISO 14289-1 §5). */
const accessible = `<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description>`;

/** Bits 3 and 8 of an annotation's flags (ISO 32000-1 §12.5.3). */
const printedAndLocked = 132;

/** SignaturesExist and AppendOnly (ISO 32000-1 §12.7.2). */
const signedAndNothingAdded = 3;

/** A text in a dictionary: pdfkit takes a bare one for a name. */
export function pdfString(text: string): unknown {
  return Object(text);
}
