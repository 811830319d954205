import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { iinSchema, type Iin } from "@/lib/kernel/iin";
import { db } from "@/lib/infra/db/client";
import { dwellingFor, newPeople } from "../homes-for-tests";
import { loadDemoWorld } from "../qa/demo-world-for-tests";
import { sendNotice } from "../send-notice";
import { dealWithReport, seesReports, viewReport, viewReports } from "./officers-reports";
import { reportStranger } from "./report-stranger";
import { findResident, viewResidents } from "./view-dwellings";

const broken = vi.hoisted(() => ({ audit: false }));
vi.mock(import("@/lib/infra/audit"), async (importOriginal) => {
  const original = await importOriginal();
  const audit: typeof original.audit = (...entry) =>
    broken.audit ? Promise.reject(new Error("the audit is full")) : original.audit(...entry);
  return { ...original, audit };
});

beforeAll(loadDemoWorld, 120_000);
afterAll(() => db.$disconnect());

const officer = { iin: iinSchema.parse("850220369901"), roles: ["umd-officer:71"] };
const townUnit = { ...officer, roles: ["town-unit:71"] };
const elsewhere = { iin: iinSchema.parse("871017494694"), roles: ["umd-officer:63", "committee"] };
const answer = { outcome: "lawful", comment: "Қолтаңбаңыз табылды" } as const;

/** An owner of a dwelling in Astana reports somebody who is registered there. */
async function reported() {
  const [owner, person] = await newPeople(2);
  if (!owner || !person) throw new Error("nobody");
  const rka = await dwellingFor(3, [owner]);
  await db.mockRegistration.create({ data: { iin: person, rka, kind: "permanent", from: "2024-02-01" } });
  const resident = async () => {
    const viewed = await viewResidents(owner, 1);
    const shown = viewed?.kind === "found" ? viewed.residents[0] : undefined;
    if (!shown) throw new Error("nobody is there");
    return shown;
  };
  const found = await findResident(owner, 1, (await resident()).token);
  if (!found) throw new Error("The resident was not found again");
  await reportStranger(owner, found);
  await reportStranger(owner, found);
  const row = await db.residentReport.findFirstOrThrow({ where: { owner } });
  return { id: row.id, number: row.number, owner, person, rka, resident };
}

const readsOf = (subject: Iin) =>
  db.accessLog.count({ where: { subject, operation: "report", readerKind: "officer" } });
const audited = (report: string, action: string) =>
  db.auditEntry.count({ where: { action, details: { path: ["report"], equals: report } } });

describe("what an owner reports", () => {
  it("is seen once by the officers of the region: whom, where, since when; each look is in both people's log", async () => {
    const { id, owner, person, rka } = await reported();
    expect(await db.residentReport.count({ where: { owner } })).toBe(1);
    const { reports, waiting } = await viewReports(officer, 1);
    expect(reports.filter((one) => one.id === id)).toHaveLength(1);
    expect(waiting).toBeGreaterThan(0);
    expect(JSON.stringify(reports)).not.toContain(person);
    expect(await readsOf(person)).toBe(0);
    expect(await viewReport(id, officer)).toMatchObject({
      owner,
      person,
      rka,
      region: "71",
      answer: null,
      content: { person: "Тестов Адам", owner: "Тестов Адам", kind: "permanent", from: "2024-02-01", to: null },
    });
    expect(await viewReport(id, townUnit)).not.toBeNull();
    expect([await readsOf(owner), await readsOf(person)]).toEqual([2, 2]);
  });

  it("is seen by nobody else: another region's, of no such role, about themselves, a citizen", async () => {
    const { id, owner, person } = await reported();
    for (const other of [
      elsewhere,
      { iin: officer.iin, roles: ["committee", "auditor"] },
      { iin: officer.iin, roles: [] },
      { ...officer, iin: owner },
      { ...officer, iin: person },
    ]) {
      expect(await viewReport(id, other)).toBeNull();
      expect((await viewReports(other, 1)).reports.map((one) => one.id)).not.toContain(id);
      expect(await dealWithReport(id, other, answer)).toBe("not-found");
    }
    expect(await viewReport(randomUUID(), officer)).toBeNull();
    expect(await viewReport("none", officer)).toBeNull();
    expect([seesReports(officer), seesReports(townUnit), seesReports({ roles: ["committee"] })]).toEqual([
      true,
      true,
      false,
    ]);
    expect(await readsOf(person)).toBe(0);
  });

  it.each(["owner", "person"] as const)(
    "is neither shown to a close relative of the %s nor dealt with by them, nor while ZAGS cannot say",
    async (whose) => {
      const { id, number, ...report } = await reported();
      const reads = () => readsOf(report[whose]);
      const record = { type: "birth", date: "1950-01-01", child: report[whose], father: officer.iin };
      await db.mockCivilRecord.create({ data: record });
      expect(await viewReport(id, officer)).toEqual({ kind: "relative", number });
      expect(await dealWithReport(id, officer, answer)).toBe("relative");
      await db.mockCivilRecord.deleteMany({ where: { date: "1950-01-01" } });
      const fault = await db.mockFault.create({
        data: { database: "civil-status", kind: "error", iin: report[whose] },
      });
      expect(await viewReport(id, officer)).toEqual({ kind: "kinship-unknown", number });
      expect(await dealWithReport(id, officer, answer)).toBe("kinship-unknown");
      await db.mockFault.delete({ where: { id: fault.id } });
      expect(await reads()).toBe(0);
      expect(await db.residentReport.findUniqueOrThrow({ where: { id } })).toMatchObject({ dealtAt: null });
    },
  );

  it("is dealt with once, with an audit; the owner reads what came of it, and is told", async () => {
    const { id, number, owner, resident } = await reported();
    const outcomes = await Promise.all([1, 2, 3].map(() => dealWithReport(id, officer, answer)));
    expect(outcomes.toSorted()).toEqual(["closed", "closed", "dealt-with"]);
    expect(await audited(number, "deal-with-report")).toBe(1);
    expect(await audited(number, "report-stranger")).toBe(1);
    expect((await resident()).report).toMatchObject({ number, answer });
    const notices = await db.notice.findMany({ where: { iin: owner, kind: "report-dealt-with" } });
    expect(notices).toMatchObject([{ applicationId: null, params: { number, page: "/cabinet/dwellings" } }]);
    await db.account.create({
      data: { iin: owner, passwordHash: "none", roles: [], phone: "+77010000098", locale: "ru" },
    });
    await sendNotice(notices[0]?.id ?? "");
    const [sms] = await db.mockMessage.findMany({ where: { iin: owner } });
    expect(sms?.text).toContain(number);
  });

  it("changes nothing where the audit cannot be written", async () => {
    const { id, owner } = await reported();
    broken.audit = true;
    await expect(dealWithReport(id, officer, answer)).rejects.toThrow("the audit is full");
    broken.audit = false;
    expect(await db.residentReport.findUniqueOrThrow({ where: { id } })).toMatchObject({
      dealtAt: null,
      outcome: null,
    });
    expect(await db.notice.count({ where: { iin: owner } })).toBe(0);
  });
});
