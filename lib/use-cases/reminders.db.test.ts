import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { iinSchema, type Iin } from "@/lib/kernel/iin";
import { setClock } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { askReminderAfterRefusal, askReminderOfDocument, cancelReminder } from "./ask-reminder";
import { carryOutEffect } from "./carry-out-effect";
import { copyPerson } from "./qa/copy-person";
import { loadDemoWorld } from "./qa/demo-world-for-tests";
import { setFault } from "./qa/faults";
import { walkApplication } from "./qa/walk";
import { sweepReminders } from "./sweep-reminders";
import { viewDocuments } from "./view-documents";
import { withdrawApplication } from "./withdraw-application";

const service = "id-card-renewal";
/** A card that can be renewed from 22 November on, and one that is lost. */
const early = iinSchema.parse("900721422362");
const lost = iinSchema.parse("950308336489");
const today = new Date("2026-11-21T10:00:00+05:00");
const nineOnTheFirstDay = new Date("2026-11-22T09:00:00+05:00");

beforeAll(loadDemoWorld, 120_000);
afterAll(() => db.$disconnect());

async function person(like: Iin): Promise<Iin> {
  const copied = await copyPerson(like);
  if (!copied.ok) throw new Error(copied.error);
  await setClock({ iin: copied.value.iin, now: today });
  return copied.value.iin;
}

async function refused(iin: Iin): Promise<string> {
  const walked = await walkApplication(service, iin, "draft");
  if (walked.kind !== "refused") throw new Error(walked.kind);
  return walked.id;
}

const kept = (iin: Iin) => db.reminder.findMany({ where: { iin } });
const notices = (iin: Iin) => db.notice.findMany({ where: { iin, kind: "renewal-reminder" } });

describe("a reminder after a refusal for being too early", () => {
  it("is kept once, for nine o'clock of the first day, and comes once, in the cabinet and by SMS", async () => {
    const iin = await person(early);
    await db.account.update({ where: { iin }, data: { locale: "ru" } });
    const id = await refused(iin);
    expect(await askReminderAfterRefusal(id, iin)).toBe(true);
    expect(await askReminderAfterRefusal(id, iin)).toBe(true);
    expect(await kept(iin)).toMatchObject([
      { service, expiresOn: "2026-12-22", dueAt: nineOnTheFirstDay, sentAt: null },
    ]);
    const asked = await db.auditEntry.findMany({
      where: { action: "reminder-asked", actor: { path: ["iin"], equals: iin } },
    });
    expect(asked).toHaveLength(1);

    await setClock({ iin, now: new Date(nineOnTheFirstDay.getTime() - 60_000) });
    await sweepReminders();
    expect(await notices(iin)).toEqual([]);
    await setClock({ iin, now: nineOnTheFirstDay });
    await Promise.all([sweepReminders(), sweepReminders(), sweepReminders()]);
    await sweepReminders();
    const [notice, ...more] = await notices(iin);
    expect(more).toEqual([]);
    expect(notice).toMatchObject({ applicationId: null, params: { service, expiresOn: "2026-12-22" } });
    await carryOutEffect({ kind: "notify", notice: notice?.id });
    await carryOutEffect({ kind: "notify", notice: notice?.id });
    const sent = await db.mockMessage.findMany({ where: { iin, key: notice?.id ?? "" } });
    expect(sent).toMatchObject([{ text: expect.stringContaining("22\u00a0декабря 2026") as string }]);
    // Of the same expiry nobody is reminded twice.
    expect(await askReminderAfterRefusal(id, iin)).toBe(false);
  });

  it("is nobody else's to ask for, and not for another refusal", async () => {
    const iin = await person(early);
    const stranger = await person(lost);
    const id = await refused(iin);
    expect(await askReminderAfterRefusal(id, stranger)).toBe(false);
    expect(await askReminderAfterRefusal(await refused(stranger), stranger)).toBe(false);
    expect([...(await kept(iin)), ...(await kept(stranger))]).toEqual([]);
  });

  it("is forgotten when its owner wants it, and by nobody else", async () => {
    const iin = await person(early);
    await askReminderAfterRefusal(await refused(iin), iin);
    const [reminder] = await kept(iin);
    await cancelReminder(reminder?.id ?? "", await person(lost));
    expect(await kept(iin)).toHaveLength(1);
    await cancelReminder(reminder?.id ?? "", iin);
    await setClock({ iin, now: nineOnTheFirstDay });
    await sweepReminders();
    expect(await notices(iin)).toEqual([]);
  });
});

describe("a person's own documents", () => {
  it("are asked of RP DRN at their wish alone, with its row in the access log, and say how long they last", async () => {
    const iin = await person(early);
    const own = await viewDocuments(iin);
    expect(own).toMatchObject({
      kind: "found",
      documents: [
        { type: "id-card", daysLeft: 31, renewal: { service, window: { kind: "too-early", firstDay: "2026-11-22" } } },
      ],
    });
    const rows = await db.accessLog.findMany({ where: { subject: iin }, orderBy: { id: "asc" } });
    expect(rows.map(({ database, purpose, readerKind }) => [database, purpose, readerKind])).toEqual([
      ["access-control", "own-documents", "citizen"],
      ["documents", "own-documents", "citizen"],
    ]);
    expect(await askReminderOfDocument(service, iin)).toBe(true);
    expect(await viewDocuments(iin)).toMatchObject({ documents: [{ reminder: { day: "2026-11-22" } }] });
  });

  it("name the application for one that is under way, and no other's or ended one", async () => {
    const iin = await person(early);
    const other = await person(early);
    await setClock({ iin, now: nineOnTheFirstDay });
    const application = async () => {
      const own = await viewDocuments(iin);
      return own.kind === "found" ? own.documents[0]?.renewal?.application : undefined;
    };
    expect(await application()).toBeNull();
    await refused(other);
    const walked = await walkApplication(service, iin, "draft");
    if (walked.kind !== "reached") throw new Error(walked.kind);
    const { number } = await db.application.findUniqueOrThrow({ where: { id: walked.id } });
    expect(await application()).toEqual({ id: walked.id, number });
    await withdrawApplication(walked.id, iin);
    expect(await application()).toBeNull();
  });

  it("that are lost are renewed by nobody here, and of nothing is reminded", async () => {
    const iin = await person(lost);
    expect(await viewDocuments(iin)).toMatchObject({ documents: [{ status: "lost", renewal: null, reminder: null }] });
    expect(await askReminderOfDocument(service, iin)).toBe(false);
  });

  it("are not told without KDP's consent, nor taken for none while a database is silent", async () => {
    const iin = await person(early);
    await setFault({ database: "documents", kind: "empty", iin });
    expect(await viewDocuments(iin)).toEqual({ kind: "silent", database: "documents" });
    await setFault({ database: "access-control", kind: "error", iin });
    expect(await viewDocuments(iin)).toEqual({ kind: "silent", database: "access-control" });
    await db.mockFault.deleteMany({ where: { iin } });
    await db.mockAccessRefusal.create({ data: { iin } });
    expect(await viewDocuments(iin)).toEqual({ kind: "denied" });
    expect(await askReminderOfDocument(service, iin)).toBe(false);
    expect(await kept(iin)).toEqual([]);
  });
});
