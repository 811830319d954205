import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { iinSchema } from "@/lib/kernel/iin";
import { localDate } from "@/lib/kernel/local-date";
import { db } from "@/lib/infra/db/client";
import { env } from "@/lib/infra/env";
import { formatDate } from "@/lib/i18n/format";
import { prepareAnswer } from "./consents/prepare-answer";
import { viewConsent } from "./consents/view-consents";
import { judgeChecks } from "./judge-checks";
import { placeOrder } from "./place-order";
import { loadDemoWorld } from "./qa/demo-world-for-tests";
import { runDue } from "./qa/run-due";
import { registeredAt, removal, residenceOf } from "./removals-for-tests";
import { withdrawApplication } from "./withdraw-application";

beforeAll(loadDemoWorld, 120_000);
afterAll(() => db.$disconnect());

const noticesOf = async (applicationId: string) => {
  const rows = await db.notice.findMany({ where: { applicationId }, orderBy: { kind: "asc" } });
  return rows.map(({ iin, kind }) => [iin, kind]);
};
const smsTo = async (iin: string) => (await db.mockMessage.findMany({ where: { iin } })).map(({ text }) => text);

describe("a removal that is granted", () => {
  it("ends what those picked have there, permanent or temporary, and nobody else's", async () => {
    const { id, rka, picked, copyOf, state } = await removal("several-people", "done");
    const [wife, tenant, lodger] = picked;
    if (!wife || !tenant || !lodger) throw new Error("three were picked");
    for (const iin of picked) expect(await registeredAt(rka, iin)).toEqual([]);
    expect(await residenceOf(wife)).toBe("not-determined");
    expect(await residenceOf(tenant)).toBe("not-determined");
    expect(await residenceOf(lodger)).toBe("known");
    for (const persona of ["740312376011", "960609476056", "180421576067"]) {
      expect(await registeredAt(rka, copyOf(persona))).toEqual(["permanent"]);
      expect(await residenceOf(copyOf(persona))).toBe("known");
    }
    expect((await state()).evidence["registration-end"]).toMatchObject({ endedOn: "2026-11-21" });
    expect(await db.mockDocumentApplication.findMany({ where: { key: id } })).toMatchObject([
      {
        status: "registered",
        content: { rka, people: expect.arrayContaining([...picked]) as unknown, on: "2026-11-21" },
      },
    ]);
  });

  it("tells each of them once, by SMS too, with no word of anybody else, and leaves the owner a slip", async () => {
    const { id, iin, picked } = await removal("several-people", "done");
    await runDue();
    const told = await noticesOf(id);
    const [wife, tenant, lodger] = picked;
    expect(told.filter(([person]) => person !== iin).toSorted()).toEqual(
      [
        [wife, "residence-ended"],
        [tenant, "residence-ended"],
        [lodger, "registration-ended"],
      ].toSorted(),
    );
    for (const person of picked) {
      const [sms, ...more] = (await smsTo(person)).filter((text) => /тіркеуіңіз аяқталды/.test(text));
      expect(more).toEqual([]);
      expect(sms).toMatch(/1414$/);
      expect(sms).not.toMatch(/Тілеуов|Нұрпейіс|Қарағанды/);
    }
    expect(await db.issuedPaper.count({ where: { applicationId: id } })).toBe(1);
  });

  it("of oneself warns on a page of its own, and the warning is signed", async () => {
    const { iin, rka, state, sign } = await removal("oneself", "draft");
    expect((await state()).answers["leaving-oneself"]).toEqual({ understood: true });
    expect((await sign()).text).toContain("«Тұрғылықты жері анықталмаған»");
    await runDue();
    expect(await registeredAt(rka, iin)).toEqual([]);
    expect(await residenceOf(iin)).toBe("not-determined");
  });

  it("of others says nothing of one's own residence", async () => {
    const { state, sign } = await removal("one-person", "draft");
    expect(Object.keys((await state()).answers)).not.toContain("leaving-oneself");
    expect((await sign()).text).not.toContain("анықталмаған");
  });

  it("is done once, however often its orders are carried out", async () => {
    const { id, rka, picked, sign } = await removal("one-person", "draft");
    await sign();
    for (let round = 0; round < 4; round += 1) {
      await judgeChecks(id);
      await Promise.all([placeOrder(id), placeOrder(id), placeOrder(id)]);
    }
    await runDue();
    expect(await registeredAt(rka, picked[0])).toEqual([]);
    expect(await db.mockDocumentApplication.count({ where: { key: id } })).toBe(1);
    const events = await db.applicationEvent.findMany({ where: { applicationId: id, type: "order-confirmed" } });
    expect(events).toHaveLength(2);
    expect((await noticesOf(id)).filter(([, kind]) => kind === "residence-ended")).toHaveLength(1);
  });
});

describe("while a database is silent", () => {
  it.each(["documents", "individuals"] as const)("%s: it is pending, and done when it speaks", async (database) => {
    const { id, iin, rka, picked, sign, state } = await removal("one-person", "draft");
    await sign();
    if (database === "individuals") {
      // RP DRN has it already; what is left is the end at GBD FL.
      for (let round = 0; round < 6 && (await state()).stages["registration-end"] === undefined; round += 1) {
        await judgeChecks(id);
        if ((await state()).stages["departure-entry"]?.status === "open") await placeOrder(id);
      }
      expect((await state()).stages["registration-end"]?.status).toBe("open");
    }
    await db.mockFault.create({ data: { database, kind: "error", iin } });
    await runDue();
    expect((await state()).outcome).toBeNull();
    expect(await registeredAt(rka, picked[0])).toEqual(["permanent"]);
    await db.mockFault.deleteMany({ where: { iin } });
    await db.deadline.updateMany({ where: { applicationId: id }, data: { dueAt: new Date(0) } });
    await runDue();
    expect((await state()).outcome).toMatchObject({ kind: "granted" });
    expect(await registeredAt(rka, picked[0])).toEqual([]);
    expect(await db.mockDocumentApplication.count({ where: { key: id } })).toBe(1);
  });
});

describe("a co-owner", () => {
  /** The request of the only co-owner, and who they are. */
  const requestOf = async (applicationId: string) => {
    const { id, owner } = await db.consentRequest.findFirstOrThrow({ where: { applicationId } });
    return { request: id, owner: iinSchema.parse(owner) };
  };
  const readings = (reader: string, subject: string | undefined, applicationId: string) =>
    db.accessLog.count({ where: { reader, subject: subject ?? "", applicationId } });

  it("agrees to a text that names whom by name and birth date, and never by number; their reading is in the log of those named", async () => {
    const { id, picked, agree, goOn, state } = await removal("co-owner-consents", "awaiting-consent");
    const { text, owner, answered } = await agree();
    expect(answered.ok).toBe(true);
    expect(text).toContain(`Кім шығарылады: Омаров Санжар Қанатұлы, ${formatDate("kk", localDate("1993-12-01"))}`);
    expect(text).not.toContain(picked[0]);
    // The very people, and what the applicant has signed of them.
    const told = createHmac("sha256", env.authSecret).update(
      `agreed ${(await state()).documentHash ?? "none"} ${picked.join(" ")}`,
    );
    expect(text).toContain(`Осы адамдардың белгісі: ${told.digest("base64url").slice(0, 22)}`);
    expect(text).toContain("ТІРКЕУДЕН ШЫҒАРУҒА КЕЛІСІМ");
    expect(text).not.toMatch(/мерзімсіз|Тіркелетін/);
    expect(await readings(owner, picked[0], id)).toBe(1);
    expect(await goOn("done")).toMatchObject({ kind: "reached", state: "granted" });
    await runDue();
    expect(await noticesOf(id)).toContainEqual([owner, "removed-from-yours"]);
  });

  it("who has sold since they were asked reads of nobody, and has nothing to sign", async () => {
    const { id, rka, picked } = await removal("co-owner-consents", "awaiting-consent");
    const { request, owner } = await requestOf(id);
    const whom = async () => (await viewConsent(request, owner))?.matter.whom?.map(({ iin }) => iin);
    expect(await whom()).toEqual(picked);
    expect(await readings(owner, picked[0], id)).toBe(1);

    const fault = await db.mockFault.create({ data: { database: "real-estate", kind: "error" } });
    expect(await whom()).toEqual([]);
    await db.mockFault.delete({ where: { id: fault.id } });
    await db.mockDwellingOwner.updateMany({ where: { rka, iin: owner }, data: { until: "2026-11-20" } });
    await vi.waitFor(
      async () => {
        expect((await viewConsent(request, owner))?.isEntitled).toBe(false);
      },
      { timeout: 100_000, interval: 500 },
    );
    expect(await whom()).toEqual([]);
    for (const answer of [
      { answer: "give", reason: null },
      { answer: "decline", reason: "dispute" },
    ] as const) {
      expect(await prepareAnswer(request, owner, answer, "kk")).toEqual({ ok: false, error: { kind: "not-entitled" } });
    }
    expect(await readings(owner, picked[0], id)).toBe(1);
  });

  it("whose answer is wanted no more reads of nobody either; whoever has answered still does", async () => {
    for (const isAnswered of [true, false]) {
      const { id, iin, picked, agree } = await removal("co-owner-consents", "awaiting-consent");
      const { request, owner } = await requestOf(id);
      if (isAnswered) await agree();
      expect((await withdrawApplication(id, iin)).ok).toBe(true);
      const seen = (await viewConsent(request, owner))?.matter.whom?.map((one) => one.iin);
      expect(seen).toEqual(isAnswered ? picked : []);
    }
  });
});

describe("what has changed meanwhile", () => {
  const owns = (rka: string, iin: string) =>
    db.mockDwellingOwner.create({ data: { rka, iin, share: "1/3", since: "2026-11-20" } });
  const movesIn = (rka: string, iin: string) =>
    db.mockRegistration.create({ data: { rka, iin, kind: "permanent", from: "2026-11-20" } });
  const movesOut = (rka: string, iin: string) =>
    db.mockRegistration.updateMany({ where: { rka, iin }, data: { to: "2026-11-20" } });

  it.each([
    ["left", movesOut, "not-registered-there", "people-known"],
    ["became an owner", owns, "co-owner-picked", "no-co-owner"],
  ] as const)(
    "before the signature: whoever was picked %s, and nothing is signed",
    async (_, change, reason, check) => {
      const { rka, picked, sign, state } = await removal("one-person", "draft");
      await change(rka, picked[0] ?? "");
      await sign();
      const { stages, documentHash } = await state();
      expect(documentHash).toBeNull();
      expect(stages[check]).toMatchObject({ status: "refused", reason });
      expect(await registeredAt(rka, picked[0])).toEqual(reason === "co-owner-picked" ? ["permanent"] : []);
    },
  );

  it("before the write: a child's parent has moved in, and the child stays", async () => {
    const { rka, picked, copyOf, sign, goOn, state } = await removal("minor-with-home-elsewhere", "draft");
    const [child] = picked;
    const parent = copyOf("501005476080");
    await sign();
    await db.mockCivilRecord.create({
      data: { type: "birth", child: child ?? "", mother: parent, date: "2011-01-20" },
    });
    await movesIn(rka, parent);
    expect(await goOn("done")).toMatchObject({ kind: "refused", refusals: [{ reason: "minor-with-parent" }] });
    expect((await state()).stages["signature"]).toBeUndefined();
    expect(child && (await registeredAt(rka, child))).toEqual(["temporary"]);
  });

  it("before the write: whoever was picked has left, and the consent is void", async () => {
    const { id, rka, picked, agree, goOn, state } = await removal("co-owner-consents", "awaiting-consent");
    await agree();
    await movesOut(rka, picked[0] ?? "");
    expect(await goOn("done")).toMatchObject({ kind: "refused", refusals: [{ reason: "not-registered-there" }] });
    expect((await state()).stages["consent"]).toBeUndefined();
    expect(await db.mockDocumentApplication.count({ where: { key: id } })).toBe(0);
  });
});
