import { createHash, X509Certificate } from "node:crypto";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { db } from "@/lib/infra/db/client";
import { drawPaper } from "@/lib/infra/documents/draw-paper";
import { paperOf } from "@/lib/infra/documents/paper-for-tests";
import { signaturesIn } from "@/lib/infra/documents/pdf-for-tests";
import { sealPaper } from "@/lib/infra/documents/seal-paper";
import { sealsIn } from "@/lib/infra/documents/seals-in-file";
import { env } from "@/lib/infra/env";
import { openKeyFile } from "@/lib/infra/signing/key-file";
import { makeDetachedSignature } from "@/lib/infra/signing/make-signature";
import { aliya, flip, keyWithAuthorities } from "@/lib/infra/signing/signature-for-tests";
import { openTestCa, testKeyPassword } from "@/lib/infra/signing/test-ca/test-ca";
import { loadDemoWorld } from "../qa/demo-world-for-tests";
import { viewCheckedDocument } from "./check-document";
import { checkFile, mostBytesOfFile } from "./check-file";
import { sealsOf } from "./check-seals";
import { openOwnDocument } from "./own-documents";
import { certificate, enlistPapers, granted, slip } from "./papers-for-tests";

// The tests' services have no words of their own.
vi.mock(import("../words"), async (importOriginal) => {
  const original = await importOriginal();
  const own = Object.assign((key: string) => key, { has: () => false, raw: (key: string) => key });
  return {
    ...original,
    wordsOf: (locale, namespace) =>
      /^services\.[a-z]+-for-tests/.test(namespace) ? own : original.wordsOf(locale, namespace),
  };
});

vi.setConfig({ testTimeout: 120_000 });
/** With two seals, and with one. */
let two: Buffer;
let one: Buffer;
let documents: number;

beforeAll(async () => {
  enlistPapers();
  await loadDemoWorld();
  const file = async (service: typeof certificate) => {
    const { id, iin } = await granted(service);
    return Buffer.from((await openOwnDocument(id, iin, "result", "kk"))?.bytes ?? []);
  };
  two = await file(certificate);
  one = await file(slip);
  documents = await db.sealedDocument.count();
}, 300_000);
afterAll(() => db.$disconnect());

const hashOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

async function said(bytes: Uint8Array): Promise<string> {
  return (await checkFile(new Blob([new Uint8Array(bytes)]))).kind;
}

/** A PDF as the portal draws it, sealed by somebody. */
async function sealedBy(kind: "valid" | "wrong-chain", bin: string): Promise<Buffer> {
  const ca = await openTestCa(env.dataDir);
  const key = openKeyFile(await ca.testKey({ ...aliya, bin, organisation: "«ЖЕЛ» ЖШС" }, kind), testKeyPassword);
  const paper = paperOf();
  return sealPaper(await drawPaper(paper), paper, [key]);
}

/** An update as an editor of PDF appends it. */
const update = Buffer.from(
  "1 0 obj\n<< /Type /Page >>\nendobj\nxref\n1 1\n0000000009 00000 n \ntrailer\n<< /Size 60 /Prev 9 >>\nstartxref\n9\n%%EOF\n",
);

describe("a file of the portal", () => {
  it("is known by its bytes alone, and its seals are shown", async () => {
    for (const [file, organisations] of [
      [two, ["ІШКІ ІСТЕР", "ӘДІЛЕТ"]],
      [one, ["АШЫҚ ЕСІК"]],
    ] as const) {
      const check = await checkFile(new Blob([new Uint8Array(file)]));
      if (check.kind !== "genuine") throw new Error(check.kind);
      const shown = await viewCheckedDocument(check.code, check.pass);
      expect(shown).toMatchObject({ checkedBy: "file", paper: { standing: "valid" } });
      expect(shown?.seals).toHaveLength(organisations.length);
      for (const [index, name] of organisations.entries()) expect(shown?.seals[index]?.organisation).toContain(name);
    }
  });
});

describe("the certificate of a seal", () => {
  afterEach(() => vi.useRealTimers());

  it("had to be good when the register says that it was sealed, and need not be now", async () => {
    const row = await db.sealedDocument.findFirstOrThrow({ where: { sha256: hashOf(two) } });
    const [seal] = await sealsOf(row);
    const until = seal?.certificateUntil ?? row.sealedAt;
    const from = new Date("2024-01-01T00:00:00+05:00");
    for (const [sealedAt, isGood] of [
      [from, true],
      [new Date(from.getTime() - 1), false],
      [until, true],
      [new Date(until.getTime() + 1), false],
    ] as const) {
      const seals = sealsOf({ ...row, sealedAt });
      if (isGood) expect(await seals).toHaveLength(2);
      else await expect(seals, sealedAt.toISOString()).rejects.toThrow("broken");
    }
    // On the certificate's last moment, just after it, and when its authorities have run out as well.
    for (const now of [until, new Date(until.getTime() + 1), new Date("2046-01-01T00:00:00Z")]) {
      vi.useFakeTimers({ toFake: ["Date"], now });
      const check = await checkFile(new Blob([new Uint8Array(two)]));
      const shown = check.kind === "genuine" ? await viewCheckedDocument(check.code, check.pass) : null;
      expect(shown?.seals, now.toISOString()).toHaveLength(2);
      // What is wrong with another file is told as well as before.
      expect(await said(flip(one, 900))).toBe("changed");
      expect(await said(Buffer.concat([one, update]))).toBe("added-to");
      expect(await said(await sealedBy("wrong-chain", env.sealKeys.portal.bin))).toBe("foreign");
    }
  });
});

describe("a file that was one of the portal's", () => {
  it("is told to be changed wherever a byte is another, under either seal", async () => {
    const [first, second] = signaturesIn(two);
    const start = first?.start ?? 0;
    // In what the first covers, before and after its own room; in what the second alone covers.
    for (const place of [900, start - 300, start + 25_000, (second?.start ?? 0) - 30]) {
      const [kind] = [await said(flip(two, place))];
      expect(["changed", "cut"], String(place)).toContain(kind);
    }
    expect(await said(flip(two, 900))).toBe("changed");
    expect(await said(flip(one, 900))).toBe("changed");
  });

  it("is told to have been added to, sealed once or twice, by whatever comes after the seal", async () => {
    const zip = Buffer.from("PK\u0003\u0004 a whole archive PK\u0005\u0006", "latin1");
    for (const file of [one, two]) {
      for (const more of [update, zip, Buffer.from("\n"), Buffer.from("<script>alert(1)</script>")])
        expect(await said(Buffer.concat([file, more]))).toBe("added-to");
    }
    // Signed by the first ministry, then changed before the second.
    const [first] = signaturesIn(two);
    expect(await said(Buffer.concat([two.subarray(0, first?.end), update]))).toBe("added-to");
  });

  it("is told not to be whole where its end or its second seal is missing", async () => {
    const [first] = signaturesIn(two);
    expect(await said(two.subarray(0, first?.end))).toBe("cut");
    for (const end of [two.length - 1, two.length - 300]) expect(await said(two.subarray(0, end))).toBe("cut");
    expect(await said(one.subarray(0, one.length - 1))).toBe("cut");
  });

  it("bears no seal any more where it ends before it, or was written anew", async () => {
    const [only] = signaturesIn(one);
    expect(await said(one.subarray(0, (only?.start ?? 0) + 100))).toBe("foreign");
    expect(await said(Buffer.from(one.toString("latin1").replaceAll("/ByteRange", "/ByteRang_"), "latin1"))).toBe(
      "foreign",
    );
  });

  it("is no PDF where something else comes first: it could be shown as that", async () => {
    for (const before of ["PK\u0003\u0004", "<html>", "GIF89a", "\n"])
      expect(await said(Buffer.concat([Buffer.from(before, "latin1"), two]))).toBe("no-pdf");
  });
});

describe("any other file", () => {
  it("is told for what it is", async () => {
    expect(await said(Buffer.alloc(0))).toBe("empty");
    expect(await said(Buffer.from("hello"))).toBe("no-pdf");
    expect(await said(Buffer.from([0xff, 0xd8, 0xff, 0xe0]))).toBe("no-pdf");
    expect(await said(Buffer.from("%PDF-1.7\n%%EOF"))).toBe("foreign");
    expect(await said(await drawPaper(paperOf()))).toBe("foreign");
  });

  it("is foreign when another organisation has sealed it, or somebody who only says to be ours", async () => {
    expect(await said(await sealedBy("valid", "990340000011"))).toBe("foreign");
    expect(await said(await sealedBy("wrong-chain", env.sealKeys.portal.bin))).toBe("foreign");
    // Sealed by our key, but never given to anybody.
    expect(await said(await sealedBy("valid", env.sealKeys.portal.bin))).toBe("cut");
  });

  it("is not read when it is too large", async () => {
    const size = (bytes: number) => ({ size: bytes, arrayBuffer: () => Promise.reject(new Error("read")) }) as Blob;
    expect(await checkFile(size(mostBytesOfFile + 1))).toEqual({ kind: "too-large" });
    await expect(checkFile(size(mostBytesOfFile))).rejects.toThrow("read");
  });

  it("costs no more than its length: few places are looked at, and none is read that cannot be a signature", async () => {
    const head = "%PDF-1.7\n";
    const ranges = "/ByteRange[0 9 131083 1]".repeat(200_000);
    for (const [digits, most] of [
      ["4".repeat(131_072), 0],
      [`3082${"4".repeat(131_067)}x`, 8],
    ] as const) {
      const file = Buffer.from(`${head}<${digits}>${ranges}`);
      const read = vi.spyOn(file, "toString");
      expect(sealsIn(file)).toEqual([]);
      // Once as a whole, to find the places; then what stands between the two parts.
      expect(read.mock.calls.filter(([, start = 0, end = file.length]) => end - start > 4)).toHaveLength(1 + most);
      expect(read.mock.calls.length).toBeLessThan(20);
      expect(await said(file.subarray())).toBe("foreign");
    }
  });

  it("is foreign, and no chain is sought, when its signature brings more certificates than any key does", async () => {
    const key = await keyWithAuthorities(12, env.sealKeys.portal.bin);
    const cms = await makeDetachedSignature(createHash("sha256").digest(), key);
    const hex = Buffer.from(cms).toString("hex");
    const file = Buffer.from(`%PDF-1.7\n<${hex}>\n/ByteRange [0 9 ${String(hex.length + 11)} 1]`);
    expect(sealsIn(file)).toHaveLength(1);
    using verified = vi.spyOn(X509Certificate.prototype, "verify");
    expect(await said(file)).toBe("foreign");
    expect(verified).not.toHaveBeenCalled();
  });

  it("never breaks the check, whatever is in it", async () => {
    const range = "/ByteRange [0 20 9000000000 9999999999]\n<30820001>";
    const long = "%PDF-1.7\n" + "/ByteRange [0 8 8 8] ".repeat(200_000);
    for (const text of [`%PDF-1.7 ${range}`, long, `%PDF-${"[0 1 ".repeat(500_000)}`, `%PDF-${" ".repeat(4_000_000)}]`])
      expect(await said(Buffer.from(text))).toBe("foreign");
    await fc.assert(
      fc.asyncProperty(fc.nat(two.length - 1), fc.uint8Array({ minLength: 1, maxLength: 300 }), async (at, bytes) => {
        const changed = Buffer.from(two);
        changed.set(bytes.subarray(0, two.length - at), at);
        const kind = await said(changed);
        expect(["genuine", "changed", "cut", "added-to", "foreign", "no-pdf"]).toContain(kind);
        expect(kind === "genuine").toBe(changed.equals(two));
      }),
      { numRuns: 40 },
    );
  });

  it("leaves nothing behind", async () => {
    expect(await db.sealedDocument.count()).toBe(documents);
  });
});
