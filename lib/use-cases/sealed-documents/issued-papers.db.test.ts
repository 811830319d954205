import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { binSchema } from "@/lib/kernel/bin";
import { setClock } from "@/lib/infra/clock";
import { db, inTransaction } from "@/lib/infra/db/client";
import { poppler, textOf } from "@/lib/infra/documents/pdf-for-tests";
import { findApplication } from "../application-record";
import { newPeople } from "../homes-for-tests";
import { loadDemoWorld } from "../qa/demo-world-for-tests";
import { sendNotice } from "../send-notice";
import { checkDocument, viewCheckedDocument } from "./check-document";
import { openOwnDocument } from "./own-documents";
import {
  certificate,
  child,
  childsSlip,
  enlistPapers,
  granted,
  move,
  paperWords,
  slip,
  type Made,
} from "./papers-for-tests";
import { revokeOwnPaper, viewIssuedPaper } from "./revoke-paper";

// The tests' services have no words of their own.
vi.mock(import("../words"), async (importOriginal) => {
  const original = await importOriginal();
  const { paperWords: words } = await import("./papers-for-tests");
  const own = Object.assign((key: string) => words[key] ?? key, { has: () => false, raw: (key: string) => key });
  return {
    ...original,
    wordsOf: (locale, namespace) =>
      /^services\.[a-z]+-for-tests/.test(namespace) ? own : original.wordsOf(locale, namespace),
  };
});

beforeAll(async () => {
  enlistPapers();
  await loadDemoWorld();
}, 300_000);
afterAll(() => db.$disconnect());

const here = "192.0.2.7";

async function paperOf({ id }: Made) {
  const application = await findApplication(id);
  return application && viewIssuedPaper(application);
}

async function standing(made: Made) {
  return (await paperOf(made))?.standing;
}

async function file({ id, iin }: Made) {
  const opened = await openOwnDocument(id, iin, "result", "kk");
  if (!opened) throw new Error("no paper");
  return opened.bytes;
}

/** What whoever holds the sealed paper is shown. */
async function checked({ id }: Made, digits: string) {
  const { code } = await db.sealedDocument.findFirstOrThrow({ where: { applicationId: id, kind: "result" } });
  const check = await checkDocument(code, digits, here);
  return check.kind === "genuine" ? viewCheckedDocument(code, check.pass) : check.kind;
}

describe("the paper that a service ends with", () => {
  it("bears its seals, and says in both languages of whom it speaks, what, until when, and by whom it is sealed", async () => {
    await setClock({ now: new Date("2026-03-02T05:00:00Z") });
    const made = await granted(certificate);
    const bytes = await file(made);
    const said = poppler("pdfsig", bytes);
    expect(said.match(/Signature is Valid\./g)).toHaveLength(2);
    expect(said.match(/OU=BIN240240000015/g)).not.toBeNull();
    expect(said.match(/OU=BIN240240000025/g)).not.toBeNull();
    const text = textOf(bytes).replaceAll(/\s+/g, " ");
    for (const expected of [
      paperWords["title"] ?? "",
      paperWords["text"] ?? "",
      "Мекенжай Астана, Абай көшесі, 1",
      "Мекенжай Астана, улица Абая, 1",
      "2020 ж. 9 мамыр",
      "9 мая 2020",
      "12 наурыз, осы күнді қоса",
      "по 12 марта 2026 г. включительно",
      "ҚР Ішкі істер министрлігі; ҚР Әділет министрлігі",
      made.iin.slice(-4),
    ])
      expect(text).toContain(expected);
    expect(text).not.toContain(made.iin);
    expect(text).not.toContain(paperWords["facts.nothing"]);
    await setClock({ reset: true });
  });

  it("is issued with its event whether or not anybody asks for the file, and there is none of another's", async () => {
    const made = await granted(slip);
    const [stranger] = await newPeople(1);
    if (!stranger) throw new Error("nobody");
    expect(await db.issuedPaper.findMany({ where: { applicationId: made.id } })).toMatchObject([
      { seq: 3, registrationsOf: [], validUntil: null },
    ]);
    expect(await db.sealedDocument.count({ where: { applicationId: made.id } })).toBe(0);
    expect(await openOwnDocument(made.id, stranger, "result", "kk")).toBeNull();
    const moved = await granted(move);
    expect(await paperOf(moved)).toBeNull();
    expect(await openOwnDocument(moved.id, moved.iin, "result", "kk")).toBeNull();
  });

  it("is good to the end of its last day on the holder's clock", async () => {
    const [iin] = await newPeople(1);
    if (!iin) throw new Error("nobody");
    await setClock({ iin, now: new Date("2026-03-02T05:00:00Z") });
    const made = await granted(certificate, { iin });
    await file(made);
    await setClock({ iin, now: new Date("2026-03-12T18:59:00Z") });
    expect(await standing(made)).toBe("valid");
    expect(await checked(made, iin.slice(-4))).toMatchObject({
      paper: { standing: "valid", validUntil: "2026-03-12" },
    });
    await setClock({ iin, now: new Date("2026-03-12T19:00:00Z") });
    expect(await standing(made)).toBe("expired");
    expect(await checked(made, iin.slice(-4))).toMatchObject({ paper: { standing: "expired" } });
    // It says itself that it has expired.
    expect(await openOwnDocument(made.id, iin, "result", "kk")).not.toBeNull();
    expect(await revokeOwnPaper(made.id, iin)).toBe("over");
  });

  it("shows whoever checks it nothing but what is printed", async () => {
    const made = await granted(certificate);
    await file(made);
    const shown = await checked(made, made.iin.slice(-4));
    expect(shown).toMatchObject({ title: "result", service: certificate.id, number: made.number, standing: null });
    expect(shown).toHaveProperty("facts", [
      { name: "address", kk: "Астана, Абай көшесі, 1", ru: "Астана, улица Абая, 1" },
      { name: "since", kk: "2020-05-09", ru: "2020-05-09" },
    ]);
    expect(Object.keys(Reflect.get(Object(shown), "paper") as object).sort()).toEqual(["standing", "validUntil"]);
    expect(JSON.stringify(shown)).not.toContain(made.iin);
  });

  it("of a legal entity is found by the last digits of its BIN, and never by those of whoever asked for it", async () => {
    const bin = binSchema.parse("240240000015");
    const made = await granted(slip, { bin });
    const acting = { iin: made.iin, bin, right: "head" } as const;
    expect(await openOwnDocument(made.id, made.iin, "result", "kk")).toBeNull();
    const opened = await openOwnDocument(made.id, acting, "result", "kk");
    const text = textOf(opened?.bytes ?? new Uint8Array()).replaceAll(/\s+/g, " ");
    expect(text).toContain("БСН-нің соңғы цифрлары 0015");
    expect(text).not.toContain(`цифрлары ${made.iin.slice(-4)}`);
    expect(await checked(made, made.iin.slice(-4))).toBe("unknown");
    expect(await checked(made, "0015")).toMatchObject({ lastDigits: "0015", entity: true });
    expect(await db.accessLog.count({ where: { subject: made.iin, operation: "check-document" } })).toBe(1);
    expect(await db.accessLog.count({ where: { subject: bin } })).toBe(0);
    // An employee prepares; whoever may sign for it revokes.
    expect(await revokeOwnPaper(made.id, { ...acting, right: "employee" })).toBe("not-there");
    expect(await revokeOwnPaper(made.id, { ...acting, right: "sign" })).toBe("revoked");
  });
});

it("of a child stands in the child's access log when it is checked, and in that of the parent who asked for it", async () => {
  const made = await granted(childsSlip);
  await file(made);
  expect(await checked(made, child.slice(-4))).toMatchObject({ lastDigits: child.slice(-4) });
  const rows = await db.accessLog.findMany({ where: { applicationId: made.id, operation: "check-document" } });
  expect(rows.map(({ subject }) => subject).toSorted()).toEqual([child, made.iin].toSorted());
});

describe("revocation", () => {
  it("by the holder is for good: no file any more, and whoever holds one is told, but not by whom it was", async () => {
    const made = await granted(certificate);
    await file(made);
    const [stranger] = await newPeople(1);
    if (!stranger) throw new Error("nobody");
    expect(await revokeOwnPaper(made.id, stranger)).toBe("not-there");
    expect(await revokeOwnPaper("00000000-0000-4000-8000-000000000000", stranger)).toBe("not-there");
    expect(await standing(made)).toBe("valid");
    const both = await Promise.all([revokeOwnPaper(made.id, made.iin), revokeOwnPaper(made.id, made.iin)]);
    expect(both.toSorted()).toEqual(["over", "revoked"]);
    expect(await paperOf(made)).toMatchObject({ standing: "revoked", revokedBy: "holder" });
    expect(await openOwnDocument(made.id, made.iin, "result", "kk")).toBeNull();
    expect(await checked(made, made.iin.slice(-4))).toMatchObject({ paper: { standing: "revoked" } });
    expect(await db.auditEntry.count({ where: { applicationId: made.id, action: "paper-revoked" } })).toBe(1);
    await expect(db.paperRevocation.deleteMany()).rejects.toThrow();
    await expect(db.issuedPaper.updateMany({ data: { validUntil: null } })).rejects.toThrow();
  });

  it("by the portal comes with the change of the registration, and with nothing else", async () => {
    const one = await granted(certificate);
    const again = await granted(certificate, { iin: one.iin });
    const untold = await granted(slip, { iin: one.iin });
    const other = await granted(certificate);
    const moved = await granted(move, { iin: one.iin });
    for (const made of [one, again])
      expect(await paperOf(made)).toMatchObject({ standing: "revoked", revokedBy: "portal" });
    for (const made of [untold, other]) expect(await standing(made)).toBe("valid");
    expect(await db.paperRevocation.count({ where: { becauseOf: moved.id } })).toBe(2);
    const told = await db.notice.findMany({ where: { kind: "paper-revoked" }, orderBy: { at: "asc" } });
    expect(told.map(({ iin, applicationId }) => [iin, applicationId]).toSorted()).toEqual(
      [one, again].map(({ id }) => [one.iin, id]).toSorted(),
    );
    const notice = told.find(({ applicationId }) => applicationId === one.id);
    expect(notice?.params).toMatchObject({ number: one.number, page: `/services/${certificate.id}` });
    const phone = "+77010000097";
    await db.account.create({ data: { iin: one.iin, passwordHash: "none", roles: [], phone, locale: "kk" } });
    await sendNotice(notice?.id ?? "");
    await sendNotice(notice?.id ?? "");
    const sms = await db.mockMessage.findMany({ where: { iin: one.iin } });
    expect(sms.map(({ text }) => text)).toEqual([expect.stringMatching(`№ ${one.number} .* жарамсыз.* 1414$`)]);
    // Of the new registration a new paper is good.
    expect(await standing(await granted(certificate, { iin: one.iin }))).toBe("valid");
  });

  it("is undone with the event that it came with", async () => {
    const made = await granted(certificate);
    await expect(
      inTransaction(async (tx) => {
        await granted(move, { iin: made.iin, within: tx });
        throw new Error("undone");
      }),
    ).rejects.toThrow("undone");
    expect(await standing(made)).toBe("valid");
  });

  it("leaves alone what has expired: that somebody has moved since is not told", async () => {
    const [iin] = await newPeople(1);
    if (!iin) throw new Error("nobody");
    await setClock({ iin, now: new Date("2026-03-02T05:00:00Z") });
    const made = await granted(certificate, { iin });
    await setClock({ iin, now: new Date("2026-03-12T19:00:00Z") });
    await granted(move, { iin });
    expect(await standing(made)).toBe("expired");
    expect(await db.paperRevocation.count({ where: { applicationId: made.id } })).toBe(0);
    await setClock({ iin, now: new Date("2026-03-12T18:00:00Z") });
    await granted(move, { iin });
    expect(await standing(made)).toBe("revoked");
  });

  it("waits for a paper that is just being issued, so that none goes unseen", async () => {
    const [iin] = await newPeople(1);
    if (!iin) throw new Error("nobody");
    let made: Made | undefined;
    let issued = false;
    const issuing = inTransaction(async (tx) => {
      made = await granted(certificate, { iin, within: tx });
      await wait(700);
      issued = true;
    });
    await wait(200);
    await granted(move, { iin });
    expect(issued).toBe(true);
    await issuing;
    expect(made && (await standing(made))).toBe("revoked");
  });
});
