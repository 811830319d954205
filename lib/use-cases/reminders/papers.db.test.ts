import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Iin } from "@/lib/kernel/iin";
import { setClock } from "@/lib/infra/clock";
import { db, inTransaction } from "@/lib/infra/db/client";
import { newPeople } from "../homes-for-tests";
import { loadDemoWorld } from "../qa/demo-world-for-tests";
import { certificate, enlistPapers, granted, move, slip } from "../sealed-documents/papers-for-tests";
import { revokeOwnPaper } from "../sealed-documents/revoke-paper";
import { sweepReminders } from "../sweep-reminders";

const nine = new Date("2026-11-29T09:00:00+05:00");

beforeAll(async () => {
  enlistPapers();
  await loadDemoWorld();
}, 120_000);
afterAll(() => db.$disconnect());

/** Somebody on 21 November, whose certificate of that day is good until 1 December. */
async function person(): Promise<Iin> {
  const [iin] = await newPeople(1);
  if (!iin) throw new Error("nobody");
  await setClock({ iin, now: new Date("2026-11-21T10:00:00+05:00") });
  return iin;
}

const kept = (iin: Iin) => db.reminder.findMany({ where: { iin } });
const notices = (iin: Iin) => db.notice.findMany({ where: { iin, kind: "paper-ends" } });

async function sweepAt(iin: Iin, now: Date): Promise<void> {
  await setClock({ iin, now });
  await sweepReminders();
}

describe("the reminder of a paper that ends", () => {
  it("comes once, at nine two days before its last, also when two processes send it", async () => {
    const iin = await person();
    const { id } = await granted(certificate, { iin });
    expect(await kept(iin)).toMatchObject([{ kind: "paper", subject: id, expiresOn: "2026-12-01", dueAt: nine }]);
    await sweepAt(iin, new Date(nine.getTime() - 60_000));
    expect(await notices(iin)).toEqual([]);
    await setClock({ iin, now: nine });
    await Promise.all([sweepReminders(), sweepReminders(), sweepReminders()]);
    await sweepAt(iin, new Date("2026-12-01T10:00:00+05:00"));
    expect(await notices(iin)).toMatchObject([
      { params: { service: certificate.id, expiresOn: "2026-12-01", page: `/cabinet/applications/${id}` } },
    ]);
  });

  it("does not come for one that its holder or a changed registration has revoked, or that is over", async () => {
    const revoked = await person();
    const { id } = await granted(certificate, { iin: revoked });
    await revokeOwnPaper(id, revoked);
    const moved = await person();
    await granted(certificate, { iin: moved });
    await granted(move, { iin: moved });
    const late = await person();
    await granted(certificate, { iin: late });
    await sweepAt(revoked, nine);
    await sweepAt(moved, nine);
    await sweepAt(late, new Date("2026-12-02T00:00:00+05:00"));
    for (const iin of [revoked, moved, late]) {
      expect(await notices(iin)).toEqual([]);
      expect(await kept(iin)).toEqual([]);
    }
  });

  it("comes for the newest of a person's certificates alone", async () => {
    const iin = await person();
    await granted(certificate, { iin });
    await setClock({ iin, now: new Date("2026-11-25T10:00:00+05:00") });
    const newer = await granted(certificate, { iin });
    await sweepAt(iin, nine);
    expect(await notices(iin)).toEqual([]);
    await sweepAt(iin, new Date("2026-12-03T09:00:00+05:00"));
    expect(await notices(iin)).toMatchObject([{ params: { page: `/cabinet/applications/${newer.id}` } }]);
  });

  it("of an entity's paper goes to those who may sign for it and to whoever asked, on the entity's page; no employee else, nobody's own notices", async () => {
    const [employee, head, other] = [await person(), await person(), await person()];
    const bin = "190340100003";
    const names = { nameKk: "«Самал» ЖШС", nameRu: "ТОО «Самал»" };
    for (const [iin, keyRight] of [
      [employee, "employee"],
      [head, "head"],
      [other, "employee"],
    ] as const)
      await db.entityAccount.create({ data: { bin, iin, keyRight, passwordHash: "none", ...names } });
    const { id, number } = await granted(certificate, { iin: employee, bin });
    expect(await kept(employee)).toMatchObject([{ kind: "paper", subject: id, expiresOn: "2026-12-01" }]);
    await setClock({ iin: employee, now: nine });
    await Promise.all([sweepReminders(), sweepReminders()]);
    for (const iin of [employee, head]) {
      const [notice, ...more] = await notices(iin);
      expect(notice).toMatchObject({ bin, applicationId: id, params: { number, expiresOn: "2026-12-01" } });
      expect(more).toEqual([]);
    }
    expect(await notices(other)).toEqual([]);
    await setClock({ iin: employee, now: new Date("2026-11-21T10:00:00+05:00") });
    const first = await granted(certificate, { iin: employee, bin });
    await setClock({ iin: head, now: new Date("2026-11-25T10:00:00+05:00") });
    await granted(certificate, { iin: head, bin });
    await sweepAt(employee, nine);
    // A colleague has the next one already.
    expect((await notices(head)).map(({ applicationId }) => applicationId)).not.toContain(first.id);
  });

  it("is not kept of a paper that is good for ever, nor where its application was not granted after all", async () => {
    const iin = await person();
    await granted(slip, { iin });
    expect(await kept(iin)).toEqual([]);
    await expect(
      inTransaction(async (within) => {
        await granted(certificate, { iin, within });
        throw new Error("killed before the commit");
      }),
    ).rejects.toThrow("killed before the commit");
    expect(await kept(iin)).toEqual([]);
  });
});
