import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { KeyFile } from "../signing/key-file";
import { flip, now, openssl, temporaryFolder } from "../signing/signature-for-tests";
import { testSealKey } from "../signing/test-ca/test-seal-keys";
import { appendUpdate, readPdf } from "./append-update";
import { drawPaper } from "./draw-paper";
import { paperOf, usual } from "./paper-for-tests";
import { poppler, signaturesIn, textOf } from "./pdf-for-tests";
import { sealPaper } from "./seal-paper";

vi.setConfig({ testTimeout: 60_000 });
const folder = temporaryFolder();
const bins = ["240240000015", "240240000025"] as const;
let keys: readonly [KeyFile, KeyFile];
let sealed: Buffer;
let onlyFirst: Buffer;

const ministries = [
  { field: "interior", name: "Ішкі істер министрлігі", reason: "Анықтама (1)" },
  { field: "justice", name: "Әділет министрлігі", reason: "Анықтама \\) >> endobj" },
] as const;
const paper = paperOf(usual, ministries);

beforeAll(async () => {
  keys = [await testSealKey(folder, "interior", bins[0]), await testSealKey(folder, "justice", bins[1])];
  const drawn = await drawPaper(paper);
  onlyFirst = await sealPaper(drawn, { ...paper, seals: [ministries[0]] }, [keys[0]]);
  sealed = await sealPaper(drawn, paper, keys);
}, 120_000);
afterAll(() => rm(folder, { recursive: true }));

/** What pdfsig says of each signature, in their order. */
function verdicts(pdf: Uint8Array): readonly string[] {
  return poppler("pdfsig", pdf)
    .split(/^Signature #\d+:$/m)
    .slice(1);
}

describe("two seals", () => {
  it("are valid for pdfsig, each by its organisation's key, the second over the whole file", () => {
    const [first = "", second = "", ...more] = verdicts(sealed);
    expect(more).toEqual([]);
    for (const [index, said] of [first, second].entries()) {
      expect(said).toContain("Signature Validation: Signature is Valid.");
      expect(said).toContain("Signature Type: ETSI.CAdES.detached");
      expect(said).toContain("Signing Hash Algorithm: SHA-256");
      expect(said).toContain("Signing Time: Mar 02 2026 05:00:00");
      expect(said).toContain(`OU=BIN${bins[index] ?? ""}`);
      expect(said).toContain(`Signature Field Name: ${ministries[index]?.field ?? ""}`);
    }
    expect(first).toContain("ІШКІ ІСТЕР");
    expect(first).toContain("Not total document signed");
    expect(second).toContain("ӘДІЛЕТ");
    expect(second).toContain("Total document signed");
    expect(second).not.toContain("Not total");
  });

  it("leave what the first has signed as it was: the second is an update after it", () => {
    expect(sealed.subarray(0, onlyFirst.length).equals(onlyFirst)).toBe(true);
    const [first, second] = signaturesIn(sealed);
    expect(first?.end).toBe(onlyFirst.length);
    expect(second?.end).toBe(sealed.length);
    expect(sealed.length - onlyFirst.length).toBeLessThan(30_000);
  });

  it("are verified by openssl up to the root, over exactly their ranges", async () => {
    const at = (name: string) => path.join(folder, name);
    for (const { cms, covered } of signaturesIn(sealed)) {
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
    }
  });

  it("are both broken by a byte changed under the first, the second alone by one changed after it", () => {
    const holds = (pdf: Uint8Array) => verdicts(pdf).map((said) => said.includes("Signature is Valid."));
    const inFirst = sealed.indexOf("/Type /Catalog", 0, "latin1");
    expect(holds(flip(sealed, inFirst + 1))).toEqual([false, false]);
    const inSecond = sealed.indexOf("/Reason", onlyFirst.length, "latin1") + "/Reason <".length + 5;
    expect(holds(flip(sealed, inSecond))).toEqual([true, false]);
    // The first seal itself lies under the second.
    const [{ start, cms } = { start: 0, cms: new Uint8Array() }] = signaturesIn(sealed);
    expect(holds(flip(sealed, start + 2 * cms.length - 20))).toEqual([false, false]);
  });

  it("keep the structure, the text and the fonts as they were", () => {
    expect(textOf(sealed)).toBe(textOf(onlyFirst));
    expect(poppler("pdfinfo", sealed, ["-struct-text"])).toBe(poppler("pdfinfo", onlyFirst, ["-struct-text"]));
    expect(poppler("pdffonts", sealed)).toBe(poppler("pdffonts", onlyFirst));
    expect(poppler("pdfinfo", sealed)).toMatch(/^Tagged: +yes$/m);
  });

  it("are the same bytes for the same content", async () => {
    expect((await sealPaper(await drawPaper(paper), paper, keys)).equals(sealed)).toBe(true);
  });

  it("stand in their own fields: no other is taken for one, and none twice", async () => {
    const drawn = await drawPaper(paperOf(usual, [ministries[0]]));
    await expect(sealPaper(drawn, paper, keys)).rejects.toThrow("no room");
    const twice = { ...paper, seals: [ministries[0], ministries[0]] } as const;
    await expect(sealPaper(await drawPaper(paper), twice, keys)).rejects.toThrow("no room");
  });
});

describe("an update", () => {
  it("adds and replaces objects, again and again, and leaves every byte before it", () => {
    let pdf = onlyFirst;
    for (const text of ["one", "two"]) {
      const before = pdf;
      const { firstFree, root, object } = readPdf(before);
      pdf = appendUpdate(
        before,
        new Map([
          [root, object(root).replace(/\n>>$/, `\n/${text} true\n>>`)],
          [firstFree, `<<\n/${text} 1\n>>`],
        ]),
      );
      expect(pdf.subarray(0, before.length).equals(before)).toBe(true);
      expect(readPdf(pdf).firstFree).toBe(firstFree + 1);
      expect(readPdf(pdf).object(firstFree)).toBe(`<<\n/${text} 1\n>>`);
    }
    const { object, root } = readPdf(pdf);
    expect(object(root)).toContain("/one true\n/two true\n>>");
    expect(poppler("pdfinfo", pdf)).toMatch(/^Pages: +2$/m);
  });

  it("is made of a document of ours alone", () => {
    expect(() => readPdf(Buffer.from("%PDF-1.7\n%%EOF"))).toThrow("trailer");
    expect(() => readPdf(onlyFirst).object(9_999)).toThrow("no object 9999");
  });
});
