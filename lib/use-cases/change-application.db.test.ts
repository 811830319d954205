import pg from "pg";
import { describe, expect, test } from "vitest";
import { isIin, type Iin } from "@/lib/kernel/iin";
import { db } from "@/lib/infra/db/client";
import { findApplication } from "./application-record";
import { changeApplication } from "./change-application";
import { startApplication } from "./start-application";
import { verifyLogs } from "./verify-logs";

const service = "id-card-renewal";

function applicant(iin: string): Iin {
  if (!isIin(iin)) throw new Error("not an IIN");
  return iin;
}

const people = ["900101300007", "850515400012", "050612500029"].map(applicant);
const [one, two, three] = people as [Iin, Iin, Iin];

async function started(iin: Iin): Promise<string> {
  const result = await startApplication(service, iin);
  if (!result.ok) throw new Error(result.error.kind);
  return result.value.id;
}

function agree(id: string, iin: Iin, seq?: number) {
  return changeApplication({
    id,
    actor: { kind: "citizen", iin },
    command: { type: "save-step", stage: "data-access", answers: { consent: true }, labels: {} },
    ...(seq === undefined ? {} : { seq }),
  });
}

describe("an application", () => {
  test("is one per person and service, however often and however fast it is started", async () => {
    const results = await Promise.all(Array.from({ length: 10 }, () => startApplication(service, one)));
    const ids = new Set(results.map((result) => (result.ok ? result.value.id : "failed")));
    expect(ids.size).toBe(1);
    expect(results.filter((result) => result.ok && result.value.isNew)).toHaveLength(1);
    expect(await db.application.count({ where: { applicant: one } })).toBe(1);
  });

  test("carries a command out once, however many clicks", async () => {
    const id = await started(two);
    const results = await Promise.all(Array.from({ length: 10 }, () => agree(id, two)));
    expect(results.every((result) => result.ok)).toBe(true);
    const saved = await db.applicationEvent.count({ where: { applicationId: id, type: "step-saved" } });
    expect(saved).toBe(1);
    expect(await db.auditEntry.count({ where: { applicationId: id, action: "save-step" } })).toBe(1);
  });

  test("refuses a command prepared for an earlier state, and of a stranger", async () => {
    const id = await started(three);
    expect(await agree(id, one)).toEqual({ ok: false, error: { kind: "not-yours" } });
    expect(await agree(id, three, 99)).toEqual({ ok: false, error: { kind: "moved-on" } });
    const application = await findApplication(id);
    expect(application?.state.seq).toBe(1);
  });

  test("has events and audit rows that nobody can change, not even the owner of the tables", async () => {
    const id = await started(three);
    await expect(db.applicationEvent.deleteMany({ where: { applicationId: id } })).rejects.toThrow();
    await expect(db.applicationEvent.updateMany({ data: { type: "x" } })).rejects.toThrow();
    await expect(db.auditEntry.deleteMany({})).rejects.toThrow();

    const owner = new pg.Client({ connectionString: process.env["DATABASE_URL"] });
    await owner.connect();
    for (const table of ["application_event", "audit_entry", "access_log"]) {
      await expect(owner.query(`TRUNCATE portal.${table}`)).rejects.toThrow(/append-only/);
    }
    await expect(owner.query("UPDATE portal.application_event SET type = 'x'")).rejects.toThrow(/append-only/);
    await expect(owner.query("DELETE FROM portal.audit_entry")).rejects.toThrow(/append-only/);
    await owner.end();
  });

  test("is found whole by the verification of the logs, and a forged projection is found out", async () => {
    const id = await started(three);
    expect(await verifyLogs()).toEqual([]);
    const row = await db.application.findUniqueOrThrow({ where: { id } });
    await db.application.update({ where: { id }, data: { state: { ...(row.state as object), applicant: one } } });
    expect(await verifyLogs()).toEqual([{ log: "events", id, problem: "projection-differs" }]);
    await db.application.update({ where: { id }, data: { state: row.state as object } });
  });
});
