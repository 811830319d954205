import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { iinSchema, type Iin } from "@/lib/kernel/iin";
import { db } from "@/lib/infra/db/client";
import { poppler, textOf, verdictOn } from "@/lib/infra/documents/pdf-for-tests";
import { findApplication } from "../application-record";
import { copyPerson } from "../qa/copy-person";
import { loadDemoWorld } from "../qa/demo-world-for-tests";
import { walkApplication } from "../qa/walk";
import { readEvents } from "../read-events";
import { withdrawApplication } from "../withdraw-application";
import { checkDocument, viewCheckedDocument } from "./check-document";
import { documentKindsOf, openOwnDocument } from "./own-documents";

const aigerim = iinSchema.parse("940416412502");
const stranger = iinSchema.parse("850220369901");
const nobody = "00000000-0000-4000-8000-000000000000";

const here = "192.0.2.1";

async function applicationAt(phase: Parameters<typeof walkApplication>[2]): Promise<{ iin: Iin; id: string }> {
  const copied = await copyPerson(aigerim);
  if (!copied.ok) throw new Error(copied.error);
  const at = await walkApplication("id-card-renewal", copied.value.iin, phase);
  if (at.kind !== "reached") throw new Error(JSON.stringify(at));
  return { iin: copied.value.iin, id: at.id };
}

async function kindsOf(id: string) {
  const application = await findApplication(id);
  return application && documentKindsOf(application, await readEvents(application.id));
}

/** A document that must be there. */
async function file(id: string, iin: Iin, kind: string, locale: "kk" | "ru" | "en" = "kk") {
  const found = await openOwnDocument(id, iin, kind, locale);
  if (!found) throw new Error(`no ${kind}`);
  return found;
}

let iin: Iin;
let id: string;
let number: string;
const wrongDigits = () => (iin.endsWith("0000") ? "0001" : "0000");

beforeAll(async () => {
  await loadDemoWorld();
  ({ iin, id } = await applicationAt("in-review"));
  number = (await db.application.findUniqueOrThrow({ where: { id } })).number;
}, 120_000);
afterAll(() => db.$disconnect());

describe("a receipt", () => {
  it("is valid for pdfsig, tagged, and says in both languages what was taken in and until when it is answered", async () => {
    const { bytes, name } = await file(id, iin, "receipt");
    expect(name).toBe(`Қолхат ${number}.pdf`);
    expect(verdictOn(bytes)).toBe("Signature is Valid.");
    expect(poppler("pdfinfo", bytes)).toMatch(/Title: +Өтініштің қабылданғаны туралы қолхат \/ Расписка о приёме/);
    const text = textOf(bytes);
    for (const expected of [number, "Сәрсенова Айгерім", "Расписка о приёме заявления", "Последний день услуги"])
      expect(text).toContain(expected);
    const { documentHash } = await db.signature.findFirstOrThrow({ where: { applicationId: id } });
    expect(text.replaceAll(/\s/g, "")).toContain(documentHash);
  });

  it("names the last four digits of the IIN and never the whole", async () => {
    const text = textOf((await file(id, iin, "receipt")).bytes).replaceAll(/\s/g, "");
    expect(text).toContain(iin.slice(-4));
    expect(text).not.toContain(iin);
  });

  it("is the same file every time, however many ask at once", async () => {
    const other = await applicationAt("in-review");
    const asked = await Promise.all(Array.from({ length: 4 }, () => file(other.id, other.iin, "receipt")));
    const hashes = asked.map(({ bytes }) => createHash("sha256").update(bytes).digest("hex"));
    expect(new Set(hashes).size).toBe(1);
    expect(await db.sealedDocument.findMany({ where: { applicationId: other.id } })).toMatchObject([
      { kind: "receipt", sha256: hashes[0], holder: other.iin },
    ]);
    expect(await db.auditEntry.count({ where: { applicationId: other.id, action: "document-sealed" } })).toBe(1);
    expect(await db.auditEntry.count({ where: { applicationId: other.id, action: "document-downloaded" } })).toBe(4);
  });

  it("cannot be changed once sealed", async () => {
    await file(id, iin, "receipt");
    await expect(db.sealedDocument.updateMany({ data: { sha256: "" } })).rejects.toThrow();
    await expect(db.sealedDocument.deleteMany()).rejects.toThrow();
  });
});

describe("whoever is not the applicant", () => {
  it("gets for a document what they get for none", async () => {
    for (const kind of ["receipt", "coupon", "outcome", "nonsense", "__proto__"]) {
      expect(await openOwnDocument(id, stranger, kind, "kk")).toBeNull();
      expect(await openOwnDocument(nobody, iin, kind, "kk")).toBeNull();
    }
    expect(await openOwnDocument(id, iin, "outcome", "kk")).toBeNull();
    expect(await openOwnDocument("nonsense", iin, "receipt", "kk")).toBeNull();
  });
});

describe("the documents of an application", () => {
  it("are a receipt and a coupon while it goes on, with the coupon's number and where to go", async () => {
    expect(await kindsOf(id)).toEqual(["receipt", "coupon"]);
    const { bytes } = await file(id, iin, "coupon", "ru");
    const text = textOf(bytes);
    const { state } = await db.application.findUniqueOrThrow({ where: { id } });
    const { coupon } = (state as { evidence: { coupon: { coupon: string } } }).evidence.coupon;
    for (const expected of [coupon, "Талон на получение документа", "Құжат алуға арналған талон"])
      expect(text).toContain(expected);
  });

  it("are none before the signature, and none of a draft that was given up", async () => {
    const draft = await applicationAt("draft");
    expect(await kindsOf(draft.id)).toEqual([]);
    await withdrawApplication(draft.id, draft.iin);
    expect(await kindsOf(draft.id)).toEqual([]);
  });

  it("are a receipt and a notice once it has ended", async () => {
    const { id: ended, iin: applicant } = await applicationAt("in-review");
    const receipt = await file(ended, applicant, "receipt");
    await withdrawApplication(ended, applicant);
    expect(await kindsOf(ended)).toEqual(["receipt", "outcome"]);
    const { bytes } = await file(ended, applicant, "outcome");
    const text = textOf(bytes);
    expect(text).toContain("Уведомление об отзыве заявления");
    expect(Buffer.from((await file(ended, applicant, "receipt")).bytes).equals(receipt.bytes)).toBe(true);
  });
});

describe("a check", () => {
  it("confirms a document to whoever has its number and the last digits, and tells its holder", async () => {
    await file(id, iin, "receipt");
    const { code, sha256 } = await db.sealedDocument.findFirstOrThrow({
      where: { applicationId: id, kind: "receipt" },
    });
    const check = await checkDocument(code, iin.slice(-4), here);
    if (check.kind !== "genuine") throw new Error(check.kind);
    expect(check.pass).not.toContain(iin.slice(-4) + ".");
    const organisation = "«АШЫҚ ЕСІК ПОРТАЛЫНЫҢ ОПЕРАТОРЫ» КЕАҚ";
    const shown = { number, sha256, title: "receipt", checkedBy: "number", seals: [{ organisation }] };
    expect(await viewCheckedDocument(code, check.pass)).toMatchObject(shown);
    expect(await db.accessLog.count({ where: { subject: iin, readerKind: "public" } })).toBe(1);
    expect(await viewCheckedDocument(code, check.pass.replace(/.$/, "_"))).toBeNull();
    const [until = "", by = "", proof = ""] = check.pass.split(".");
    expect(await viewCheckedDocument(code, [String(Number(until) + 1), by, proof].join("."))).toBeNull();
    // Who has typed a number in has not shown the file.
    expect(await viewCheckedDocument(code, [until, "file", proof].join("."))).toBeNull();
    expect(await viewCheckedDocument("0".repeat(16), check.pass)).toBeNull();
  });

  it("says when it was, what is printed, and whether it still stands; nothing more", async () => {
    const { id: ended, iin: applicant } = await applicationAt("in-review");
    const checked = async (kind: string) => {
      await file(ended, applicant, kind).catch(() => null);
      const row = await db.sealedDocument.findFirstOrThrow({ where: { applicationId: ended, kind } });
      const check = await checkDocument(row.code, applicant.slice(-4), here);
      return check.kind === "genuine" ? viewCheckedDocument(row.code, check.pass) : null;
    };
    const { state } = await db.application.findUniqueOrThrow({ where: { id: ended } });
    const { coupon } = (state as { evidence: { coupon: { coupon: string } } }).evidence.coupon;
    expect(await checked("receipt")).toMatchObject({ standing: "goes-on" });
    expect(await checked("coupon")).toMatchObject({ standing: "goes-on", coupon });
    await withdrawApplication(ended, applicant);
    for (const kind of ["receipt", "coupon"]) expect(await checked(kind)).toMatchObject({ standing: "over" });
    const outcome = await checked("outcome");
    expect(outcome).toMatchObject({ standing: null, title: "withdrawn" });
    expect(Object.keys(outcome ?? {}).sort()).toEqual(
      [
        "at",
        "checkedBy",
        "code",
        "kind",
        "lastDigits",
        "name",
        "number",
        "paper",
        "sealedAt",
        "seals",
        "service",
        "sha256",
        "standing",
        "title",
      ].sort(),
    );
  });

  it("shows a name as the paper does: what would turn its neighbours around stands as its number", async () => {
    const code = "1111222233334444";
    const said = {
      title: "receipt",
      service: "id-card-renewal",
      number: "1",
      name: "АЛ\u202EИЯ",
      at: "2026-03-02T05:00:00Z",
    };
    const { bytes } = await file(id, iin, "receipt");
    const { sealedAt } = await db.sealedDocument.findFirstOrThrow({ where: { applicationId: id, kind: "receipt" } });
    const row = {
      code,
      applicationId: id,
      kind: "receipt",
      seq: 9_999,
      holder: iin,
      said,
      bytes: new Uint8Array(bytes),
    };
    await db.sealedDocument.create({ data: { ...row, sha256: "0f".repeat(32), sealedAt } });
    const check = await checkDocument(code, iin.slice(-4), here);
    if (check.kind !== "genuine") throw new Error(check.kind);
    expect(await viewCheckedDocument(code, check.pass)).toMatchObject({ name: "АЛ[U+202E]ИЯ", standing: "over" });
  });

  it("is never made of what is not as it was sealed: the seals are verified over the bytes that are kept", async () => {
    const code = "5555666677778888";
    const bytes = new Uint8Array((await file(id, iin, "receipt")).bytes);
    bytes[5_000] = (bytes[5_000] ?? 0) ^ 1;
    const kept = await db.sealedDocument.findFirstOrThrow({ where: { applicationId: id, kind: "receipt" } });
    const said = { ...Object(kept.said) } as Record<string, string>;
    const row = { code, applicationId: id, kind: "receipt", seq: 9_998, holder: iin, said, bytes };
    await db.sealedDocument.create({ data: { ...row, sha256: "0e".repeat(32), sealedAt: kept.sealedAt } });
    const check = await checkDocument(code, iin.slice(-4), here);
    if (check.kind !== "genuine") throw new Error(check.kind);
    await expect(viewCheckedDocument(code, check.pass)).rejects.toThrow("A seal of document 8888 is broken");
  });

  it("says the same of wrong digits and of a number that does not exist, and only ten times an hour from one address", async () => {
    const { code } = await db.sealedDocument.findFirstOrThrow({ where: { applicationId: id, kind: "coupon" } });
    for (const asked of [code, "1234567812345678"]) {
      for (let times = 0; times < 10; times += 1)
        expect(await checkDocument(asked, wrongDigits(), here)).toEqual({ kind: "unknown" });
      expect(await checkDocument(asked, wrongDigits(), here)).toEqual({ kind: "too-many" });
    }
    expect(await checkDocument(code, iin.slice(-4), here)).toEqual({ kind: "too-many" });
    // Whoever holds the paper is not kept from it by a stranger, however often they look.
    for (let times = 0; times < 12; times += 1)
      expect(await checkDocument(code, iin.slice(-4), "198.51.100.7")).toMatchObject({ kind: "genuine" });
  });

  it("ends at a hundred wrong ones an hour, wherever they come from", async () => {
    const code = "8765432187654321";
    for (let from = 0; from < 10; from += 1) {
      const tries = Array.from({ length: 10 }, () => checkDocument(code, "0000", `203.0.113.${String(from)}`));
      expect((await Promise.all(tries)).map(({ kind }) => kind)).toEqual(Array.from({ length: 10 }, () => "unknown"));
    }
    expect(await checkDocument(code, "0000", "198.51.100.8")).toEqual({ kind: "too-many" });
  });
});
