import "server-only";
import { setImmediate as letOthersRun } from "node:timers/promises";
import QRCode from "qrcode";
import type { Block, Fact, Paper, PaperSide } from "./paper";
import { ink, openCanvas, type Canvas, type Part, type TextStyle } from "./paper-canvas";
import { drawDoor, drawOrnament } from "./paper-marks";
import { placeholderOfSeal } from "./seal-placeholder";

/** Sizes for eyes of any age: nothing that must be read is below 11 points. */
const type = {
  issuer: { size: 13, weight: "bold", color: ink.brand },
  about: { size: 11, color: ink.muted },
  title: { size: 22, weight: "bold", lineGap: 1 },
  subtitle: { size: 13.5, color: ink.muted, lineGap: 2 },
  numberLabel: { size: 12, color: ink.muted },
  number: { size: 23, weight: "bold", color: ink.brand },
  factLabel: { size: 11.5, color: ink.muted, lineGap: 1 },
  factValue: { size: 13, lineGap: 1 },
  heading: { size: 15.5, weight: "bold", lineGap: 1 },
  text: { size: 12.5, lineGap: 2 },
  strong: { size: 12.5, weight: "bold", lineGap: 2.5 },
  checkTitle: { size: 12.5, weight: "bold", lineGap: 2 },
  check: { size: 11, lineGap: 1.5 },
  footer: { size: 9.5, color: ink.muted },
} as const satisfies Record<string, TextStyle>;

const labelWidth = 152;
const qrSize = 94;
const gap = 15;

/**
 * Draws a paper: tagged (ISO 14289-1), each language on pages of its own, with a field for every seal and room for the first. The same
 * paper gives the same bytes.
 */
export async function drawPaper(paper: Paper): Promise<Buffer> {
  const [first] = paper.sides;
  const canvas = openCanvas({ title: paper.title, lang: tagOf(first?.language ?? "kk"), madeAt: paper.madeAt });
  const pageOf: PaperSide[] = [];
  for (const side of paper.sides) {
    await drawSide(canvas, side);
    while (pageOf.length < canvas.pages()) pageOf.push(side);
  }
  canvas.onEveryPage((page, pages) => {
    const side = pageOf[page - 1];
    if (side) drawFooter(canvas, side.footer(page, pages));
  });
  await letOthersRun();
  const [firstSeal, ...otherSeals] = paper.seals;
  canvas.signatureFields([
    { name: firstSeal.field, dictionary: placeholderOfSeal(firstSeal, paper.madeAt) },
    ...otherSeals.map(({ field }) => ({ name: field })),
  ]);
  return canvas.end();
}

function tagOf(language: PaperSide["language"]): string {
  return `${language}-KZ`;
}

/** Drawing takes some 50 ms of a processor in all; nobody else's request waits for more than a part of it. */
async function drawSide(canvas: Canvas, side: PaperSide): Promise<void> {
  canvas.newPage();
  const firstPage = canvas.pages();
  const part = canvas.root.group("Sect", { lang: tagOf(side.language) });
  let y = drawHead(canvas, part, side);
  for (const [index, block] of side.blocks.entries()) {
    await letOthersRun();
    // How to check it does not stay behind alone on a page: the last lines go along.
    const isLast = index === side.blocks.length - 1 && block.kind === "paragraph";
    if (isLast)
      y = roomFor(canvas, canvas.heightOf(block.text, type.text, canvas.width) + checkOf(canvas, side).height + 20, y);
    y = drawBlock(canvas, part, block, y);
  }
  await letOthersRun();
  drawCheck(canvas, part, side, firstPage, y);
}

/** The portal's name under its door, a line with an ornament, the title. Answers where it ends. */
function drawHead(canvas: Canvas, part: Part, { issuer, title, subtitle }: PaperSide): number {
  const { left, top, width } = canvas;
  canvas.decorate(() => {
    drawDoor(canvas, left, top);
  });
  const name = { x: left + 40, y: top + 2, width: width - 40 };
  part.draw("P", () => canvas.write(issuer.name, type.issuer, name));
  part.draw("P", () => canvas.write(issuer.about, type.about, { ...name, y: top + 19 }));
  canvas.decorate(() => {
    drawOrnament(canvas, top + 44);
  });
  let y = top + 68;
  part.draw("H1", () => {
    y = canvas.write(title, type.title, { x: left, y, width });
  });
  // A service that is called as its paper is needs no second line.
  if (subtitle !== title) {
    part.draw("P", () => {
      y = canvas.write(subtitle, type.subtitle, { x: left, y: y + 5, width });
    });
  }
  return y + gap;
}

function drawBlock(canvas: Canvas, part: Part, block: Block, y: number): number {
  switch (block.kind) {
    case "number":
      return drawNumber(canvas, part, block, y);
    case "facts":
      return drawFacts(canvas, part, block.facts, y) + gap;
    case "heading": {
      // A heading does not stay behind alone at the foot of a page.
      const start = roomFor(canvas, canvas.heightOf(block.text, type.heading, canvas.width) + 54, y);
      let end = start;
      part.draw("H2", () => {
        end = canvas.write(block.text, type.heading, { x: canvas.left, y: start, width: canvas.width });
      });
      return end + 6;
    }
    case "paragraph":
      return drawText(canvas, part, block, y) + 8;
    case "list":
      return drawList(canvas, part, block.items, y) + 8;
  }
}

/** Where so many points of height fit: here, or at the top of a new page. */
function roomFor(canvas: Canvas, height: number, y: number): number {
  if (y + height <= canvas.bottom || y === canvas.top) return y;
  canvas.newPage();
  return canvas.top;
}

function drawText(
  canvas: Canvas,
  part: Part,
  { text, strong = false }: Extract<Block, { kind: "paragraph" }>,
  y: number,
): number {
  const { left, width } = canvas;
  const style = strong ? type.strong : type.text;
  // Two lines at least stay together.
  const start = roomFor(canvas, Math.min(canvas.heightOf(text, style, width), 40), y);
  let end = start;
  part.draw("P", () => {
    end = canvas.write(text, style, { x: left, y: start, width });
  });
  return end;
}

function drawList(canvas: Canvas, part: Part, items: readonly string[], y: number): number {
  const { left, width } = canvas;
  const list = part.group("L");
  const body = { x: left + 18, width: width - 18 };
  let end = y;
  for (const text of items) {
    const start = roomFor(canvas, Math.min(canvas.heightOf(text, type.text, body.width), 40), end);
    const item = list.group("LI");
    item.draw("Lbl", () => canvas.write("•", { ...type.text, color: ink.brand }, { x: left + 3, y: start, width: 12 }));
    item.draw("LBody", () => {
      end = canvas.write(text, type.text, { ...body, y: start }) + 3;
    });
  }
  return end;
}

function drawNumber(
  canvas: Canvas,
  part: Part,
  { label, number }: Extract<Block, { kind: "number" }>,
  y: number,
): number {
  const inner = canvas.width - 40;
  const height = canvas.heightOf(label, type.numberLabel, inner) + canvas.heightOf(number, type.number, inner) + 20;
  const start = roomFor(canvas, height, y);
  canvas.decorate(() => {
    canvas.pen.roundedRect(canvas.left, start, canvas.width, height, 8).fill(ink.surface);
    canvas.pen.roundedRect(canvas.left, start, 5, height, 2).fill(ink.gold);
  });
  const place = { x: canvas.left + 22, width: inner };
  let below = start;
  part.draw("P", () => {
    below = canvas.write(label, type.numberLabel, { ...place, y: start + 8 });
  });
  part.draw("P", () => canvas.write(number, type.number, { ...place, y: below + 2 }));
  return start + height + gap;
}

function drawFacts(canvas: Canvas, part: Part, facts: readonly Fact[], y: number): number {
  const { left, width } = canvas;
  const valueWidth = width - labelWidth - 12;
  const list = part.group("L");
  let top = y;
  for (const { label, value } of facts) {
    const height =
      Math.max(
        canvas.heightOf(label, type.factLabel, labelWidth) + 1.5,
        canvas.heightOf(value, type.factValue, valueWidth),
      ) + 10;
    const start = roomFor(canvas, height, top);
    canvas.decorate(() => {
      canvas.pen
        .moveTo(left, start + height)
        .lineTo(left + width, start + height)
        .lineWidth(0.7)
        .stroke(ink.line);
    });
    const item = list.group("LI");
    item.draw("Lbl", () => canvas.write(label, type.factLabel, { x: left, y: start + 6.5, width: labelWidth }));
    item.draw("LBody", () =>
      canvas.write(value, type.factValue, { x: left + labelWidth + 12, y: start + 5, width: valueWidth }),
    );
    top = start + height;
  }
  return top;
}

/** What stands beside the QR code, line by line, and how high both are together. */
function checkOf(canvas: Canvas, { check }: PaperSide) {
  const width = canvas.width - qrSize - 20;
  const lines = [check.title, ...check.lines].map((line, index) => ({
    line,
    style: index === 0 ? type.checkTitle : type.check,
  }));
  const text = lines.reduce((sum, { line, style }) => sum + canvas.heightOf(line, style, width) + 3, 0);
  return { width, lines, height: Math.max(qrSize, text) };
}

/** How to check the paper: at the foot of its page, or right under what has run on to another one. */
function drawCheck(canvas: Canvas, part: Part, side: PaperSide, firstPage: number, y: number): void {
  const { left } = canvas;
  const { check } = side;
  const { width: textWidth, lines, height } = checkOf(canvas, side);
  const text = { x: left + qrSize + 20, width: textWidth };
  const under = roomFor(canvas, height + 12, y) + 12;
  const start = canvas.pages() === firstPage ? canvas.bottom - height : under;
  canvas.decorate(() => {
    canvas.pen
      .moveTo(left, start - 10)
      .lineTo(left + canvas.width, start - 10)
      .lineWidth(0.7)
      .stroke(ink.line);
  });
  part.draw(
    "Figure",
    () => {
      drawQr(canvas, check.address, left, start);
    },
    { alt: check.picture },
  );
  let top = start;
  for (const { line, style } of lines) {
    const at = top;
    part.draw(style === type.checkTitle ? "H2" : "P", () => {
      top = canvas.write(line, style, { ...text, y: at }) + 3;
    });
  }
}

function drawQr(canvas: Canvas, address: string, x: number, y: number): void {
  const { size, data } = QRCode.create(address, { errorCorrectionLevel: "M" }).modules;
  const { pen } = canvas;
  // Its quiet zone is the white paper around it.
  pen
    .save()
    .translate(x, y)
    .scale(qrSize / size);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      if (data[row * size + column] !== 1) continue;
      const start = column;
      while (column + 1 < size && data[row * size + column + 1] === 1) column += 1;
      pen.rect(start, row, column - start + 1, 1);
    }
  }
  pen.fill(ink.text).restore();
}

function drawFooter(canvas: Canvas, text: string): void {
  const { left, width, bottom } = canvas;
  canvas.write(text, type.footer, { x: left, y: bottom + 12, width });
}
