import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openKeyFile, type KeyFile } from "../signing/key-file";
import { aliya, flip, now, openssl, temporaryFolder } from "../signing/signature-for-tests";
import { openTestCa, testKeyPassword } from "../signing/test-ca/test-ca";
import { drawPaper } from "./draw-paper";
import type { Block } from "./paper";
import { letters, paperOf, usual } from "./paper-for-tests";
import { poppler, signaturesIn, textOf, verdictOn } from "./pdf-for-tests";
import { sealPaper } from "./seal-paper";

vi.setConfig({ testTimeout: 60_000 });
const folder = temporaryFolder();
let key: KeyFile;

beforeAll(async () => {
  const ca = await openTestCa(folder);
  const owner = { ...aliya, bin: "990340000011", organisation: "«ЖЕЛ» ЖШС" };
  key = openKeyFile(await ca.testKey(owner, "valid"), testKeyPassword);
}, 120_000);
afterAll(() => rm(folder, { recursive: true }));

async function sealed(blocks?: readonly Block[]): Promise<Buffer> {
  const paper = paperOf(blocks);
  return sealPaper(await drawPaper(paper), paper, [key]);
}

function withName(value: string): readonly Block[] {
  return [
    { kind: "facts", facts: [{ label: "Аты", value }] },
    { kind: "paragraph", text: "соңы" },
  ];
}

describe("the seal", () => {
  it("is valid for pdfsig, a PAdES signature over the whole file by the organisation's key", async () => {
    const said = poppler("pdfsig", await sealed());
    expect(said).toContain("Signature Validation: Signature is Valid.");
    expect(said).toContain("Signature Type: ETSI.CAdES.detached");
    expect(said).toContain("Signing Hash Algorithm: SHA-256");
    expect(said).toContain("Total document signed");
    expect(said).toContain("OU=BIN990340000011,O=«ЖЕЛ» ЖШС");
    expect(said).toContain("Signing Time: Mar 02 2026 05:00:00");
  });

  it("is verified by openssl up to the root, with the signing certificate named and no time of its own", async () => {
    const [{ cms, covered } = { cms: "", covered: new Uint8Array() }] = signaturesIn(await sealed());
    const at = (name: string) => path.join(folder, name);
    await writeFile(at("seal.der"), cms);
    await writeFile(at("covered"), covered);
    await writeFile(at("changed"), flip(covered, 5_000));
    const judge = (content: string) =>
      openssl(
        ...["cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in", at("seal.der"), "-content", at(content)],
        ...["-CAfile", at("ca/root.crt.pem"), "-purpose", "any", "-attime", String(now.getTime() / 1000)],
        ...["-out", at("out")],
      );
    expect(() => judge("covered")).not.toThrow();
    expect(() => judge("changed")).toThrow("Verification failure");
    const structure = openssl("cms", "-cmsout", "-print", "-inform", "DER", "-in", at("seal.der"));
    expect(structure).toContain("id-smime-aa-signingCertificateV2");
    expect(structure).not.toContain("signingTime");
  });

  it("is broken by any changed byte of the file", async () => {
    const file = await sealed();
    const text = file.toString("latin1");
    const gap = text.indexOf("/Contents <") + "/Contents <".length;
    const places = [100, gap - 200, gap + 30_000, file.length - 400];
    for (const place of places) expect(verdictOn(flip(file, place)), String(place)).not.toBe("Signature is Valid.");
  });

  it("has its room to itself: nobody's name can be taken for it", async () => {
    const paper = paperOf();
    await expect(sealPaper(Buffer.from("%PDF-1.7 without a room"), paper, [key])).rejects.toThrow("no room");
    const drawn = await drawPaper(paper);
    await expect(sealPaper(Buffer.concat([drawn, drawn]), paper, [key])).rejects.toThrow("no room");
    await expect(sealPaper(drawn, paper, [])).rejects.toThrow("as many keys as seals");
    await expect(sealPaper(drawn, paper, [key, key])).rejects.toThrow("as many keys as seals");
  });
});

describe("a paper", () => {
  it("is the same bytes for the same content", async () => {
    const [one, two] = [await sealed(), await sealed()];
    expect(one.equals(two)).toBe(true);
  });

  it("gives back Kazakh letters and the tenge whole when its text is taken out", async () => {
    const text = textOf(await sealed());
    for (const letter of letters.split(" ")) expect(text).toContain(letter);
  });

  it("embeds its fonts, cut down to what it uses", async () => {
    const fonts = poppler("pdffonts", await sealed())
      .trim()
      .split("\n")
      .slice(2);
    expect(fonts).toHaveLength(2);
    for (const font of fonts) expect(font).toMatch(/^[A-Z]{6}\+GolosText-\w+ .* yes yes yes /);
  });

  it("has a title and headings, paragraphs, lists and a described picture for those who listen", async () => {
    const file = await sealed();
    const info = poppler("pdfinfo", file);
    expect(info).toMatch(/^Tagged: +yes$/m);
    expect(info).toMatch(/^Title: +Қолхат \/ Расписка$/m);
    expect(info).toMatch(/^Pages: +2$/m);
    const structure = poppler("pdfinfo", file, ["-struct-text"]);
    const lines = structure.split("\n").map((line) => line.trim());
    expect(lines.filter((line) => line.startsWith("H1"))).toHaveLength(2);
    for (const expected of ["Sect", "H2 (block)", "P (block)", "L (block)", "LI (block)", "LBody (block)", "Figure"])
      expect(lines).toContain(expected);
    expect(structure.indexOf('"Қолхат"')).toBeLessThan(structure.indexOf('"Расписка"'));
    const bytes = file.toString("latin1");
    expect(bytes).toContain("/Lang (kk-KZ)");
    expect(bytes).toContain("/Lang (ru-KZ)");
    expect(bytes).toContain("<pdfuaid:part>1</pdfuaid:part>");
    expect(bytes).toContain("/DisplayDocTitle true");
    expect(poppler("pdfinfo", file, ["-struct"])).toMatch(/Figure[^\n]*\n?.*/);
    expect(bytes).toMatch(/\/Alt \(/);
  });

  it.each([
    ["a formula", "=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"],
    ["operators of PDF", ") Tj ET Q endstream endobj (", ") Tj ET Q endstream endobj ("],
    ["a dictionary", "<< /Type /Sig /ByteRange [0 9999999999 9999999999 9999999999] >>", "<< /Type /Sig"],
    ["markup", "<b>x</b> &amp; %PDF", "<b>x</b> &amp; %PDF"],
    ["marks of direction", "АЛ\u202EИЯ\u200F", "АЛ[U+202E]ИЯ[U+200F]"],
    ["zero and other controls", "А\u0000Б\u0007\n", "А[U+0000]Б[U+0007][U+000A]"],
    ["letters that the font lacks", "李 👍", "[U+674E] [U+1F44D]"],
    ["half a letter", "А\uD83D", "А[U+D83D]"],
  ])("prints %s in a name as it stands", async (_, name, printed) => {
    const file = await sealed(withName(name));
    expect(verdictOn(file)).toBe("Signature is Valid.");
    const text = textOf(file).replaceAll("\n", " ");
    expect(text).toContain(printed);
    expect(text).toContain("соңы");
  });

  it("prints a name of 300 letters whole, whether or not it has spaces", async () => {
    for (const name of ["Ұ".repeat(300), "Ұзынесім ".repeat(34).trim()]) {
      const file = await sealed(withName(name));
      expect(verdictOn(file)).toBe("Signature is Valid.");
      expect(textOf(file).replaceAll(/\s/g, "")).toContain(name.replaceAll(" ", ""));
    }
  });

  it("goes on over as many pages as it needs, with the check at the end of each language", async () => {
    const long = Array.from({ length: 60 }, (_, index): Block => ({
      kind: "paragraph",
      text: `${String(index)}-тармақ. ${"Мәтін ".repeat(40)}`,
    }));
    const file = await sealed(long);
    expect(verdictOn(file)).toBe("Signature is Valid.");
    const text = textOf(file);
    for (let index = 0; index < 60; index += 1) expect(text).toContain(`${String(index)}-тармақ.`);
    expect(text.match(/Құжат нөмірі/g)).toHaveLength(2);
    const pages = Number(/Pages: +(\d+)/.exec(poppler("pdfinfo", file))?.[1]);
    expect(text).toContain(`${String(pages)} / ${String(pages)}`);
  });

  it("is drawn in pieces, so that nobody else's request waits for the whole of it", async () => {
    let turns = 0;
    let drawing = true;
    const count = () => {
      turns += 1;
      if (drawing) setImmediate(count);
    };
    setImmediate(count);
    await drawPaper(paperOf());
    drawing = false;
    expect(turns).toBeGreaterThanOrEqual(2 * usual.length);
  });
});
