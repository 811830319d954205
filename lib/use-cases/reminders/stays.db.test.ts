import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { iinSchema, type Iin } from "@/lib/kernel/iin";
import { localDate } from "@/lib/kernel/local-date";
import { setClock } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { askReminderOfStay, cancelReminder } from "../ask-reminder";
import { viewOwnAddress } from "../address/view-own-address";
import { carryOutEffect } from "../carry-out-effect";
import { copyPerson, renamed } from "../qa/copy-person";
import { loadDemoWorld } from "../qa/demo-world-for-tests";
import { setFault } from "../qa/faults";
import { walkApplication } from "../qa/walk";
import { sweepReminders } from "../sweep-reminders";

const service = "temporary-registration";
/** Owns a dwelling besides the one that he lives in. */
const owner = iinSchema.parse("880412341009");
const second = "0201110031702013";
/** Stays somewhere until 28 February 2027. */
const guest = iinSchema.parse("840917443901");
const undetermined = iinSchema.parse("790930341105");
const today = new Date("2026-11-21T10:00:00+05:00");
const lastDay = localDate("2027-02-28");
const nineOnTheDay = new Date("2027-02-18T09:00:00+05:00");

beforeAll(loadDemoWorld, 120_000);
afterAll(() => db.$disconnect());

async function person(like: Iin): Promise<Iin> {
  const copied = await copyPerson(like);
  if (!copied.ok) throw new Error(copied.error);
  await setClock({ iin: copied.value.iin, now: today });
  return copied.value.iin;
}

/** Somebody whom the portal itself has registered from 21 November to 20 December. Out: who, and where. */
async function registered(): Promise<{ iin: Iin; rka: string }> {
  const copied = await copyPerson(owner);
  if (!copied.ok) throw new Error(copied.error);
  const { iin, rkas } = copied.value;
  await setClock({ iin, now: today });
  const form = renamed({ whose: "own", rka: second, from: "2026-11-21", to: "2026-12-20" }, copied.value);
  const walked = await walkApplication(service, iin, "done", { form });
  if (walked.kind !== "reached") throw new Error(JSON.stringify(walked));
  return { iin, rka: rkas[second] ?? "" };
}

const kept = (iin: Iin) => db.reminder.findMany({ where: { iin } });
const notices = (iin: Iin) => db.notice.findMany({ where: { iin, kind: "stay-ends" } });
const nine = new Date("2026-12-10T09:00:00+05:00");

describe("the reminder of a stay that the portal has registered", () => {
  it("is kept with the registration and comes once, ten days before its end, in the cabinet and by SMS", async () => {
    const { iin, rka } = await registered();
    await db.account.update({ where: { iin }, data: { locale: "ru" } });
    expect(await kept(iin)).toMatchObject([
      { kind: "stay", service, subject: rka, expiresOn: "2026-12-20", dueAt: nine, sentAt: null },
    ]);

    await setClock({ iin, now: new Date(nine.getTime() - 60_000) });
    await sweepReminders();
    expect(await notices(iin)).toEqual([]);
    await setClock({ iin, now: nine });
    await Promise.all([sweepReminders(), sweepReminders(), sweepReminders()]);
    await setClock({ iin, now: new Date("2026-12-15T09:00:00+05:00") });
    await sweepReminders();
    const [notice, ...more] = await notices(iin);
    expect(more).toEqual([]);
    expect(notice).toMatchObject({
      applicationId: null,
      params: { service, expiresOn: "2026-12-20", page: "/cabinet/address" },
    });
    await carryOutEffect({ kind: "notify", notice: notice?.id });
    await carryOutEffect({ kind: "notify", notice: notice?.id });
    const sent = await db.mockMessage.findMany({ where: { iin, key: notice?.id ?? "" } });
    expect(sent).toMatchObject([{ text: expect.stringContaining("20\u00a0декабря 2026") as string }]);
    const asked = await db.accessLog.findMany({ where: { subject: iin, purpose: "reminder" } });
    expect(asked.map(({ readerKind, database }) => `${readerKind} ${database}`)).toEqual([
      "portal access-control",
      "portal individuals",
    ]);
  });

  it("comes once although the worker was killed before it sent it", async () => {
    const { iin } = await registered();
    await setClock({ iin, now: nine });
    // What a killed sweep leaves behind: the row taken in hand, and nothing sent.
    await db.reminder.updateMany({ where: { iin }, data: { dueAt: new Date(nine.getTime() + 5 * 60_000) } });
    await sweepReminders();
    expect(await notices(iin)).toEqual([]);
    await setClock({ iin, now: new Date(nine.getTime() + 5 * 60_000) });
    await sweepReminders();
    await sweepReminders();
    expect(await notices(iin)).toHaveLength(1);
  });

  it.each([
    [
      "ended",
      (iin: Iin) => db.mockRegistration.updateMany({ where: { iin, kind: "temporary" }, data: { to: "2026-12-01" } }),
    ],
    [
      "made longer",
      (iin: Iin) => db.mockRegistration.updateMany({ where: { iin, kind: "temporary" }, data: { to: "2027-06-20" } }),
    ],
    ["taken out of the register", (iin: Iin) => db.mockRegistration.deleteMany({ where: { iin, kind: "temporary" } })],
    [
      "followed by another",
      async (iin: Iin) => {
        const { rka } = await db.mockRegistration.findFirstOrThrow({ where: { iin, kind: "temporary" } });
        await db.mockRegistration.create({
          data: { iin, rka, kind: "temporary", from: "2026-12-21", to: "2027-06-20" },
        });
      },
    ],
  ])("does not come where the registration was %s, and is forgotten", async (_, change) => {
    const { iin } = await registered();
    await change(iin);
    await setClock({ iin, now: nine });
    await sweepReminders();
    expect(await notices(iin)).toEqual([]);
    expect(await kept(iin)).toEqual([]);
  });

  it("waits while GBD FL is silent, comes when it answers again, and not after the last day", async () => {
    const { iin } = await registered();
    const { iin: other } = await registered();
    for (const one of [iin, other]) {
      await setFault({ database: "individuals", kind: "error", iin: one });
      await setClock({ iin: one, now: nine });
    }
    await sweepReminders();
    expect([...(await notices(iin)), ...(await notices(other))]).toEqual([]);
    await db.mockFault.deleteMany();
    await setClock({ iin, now: new Date("2026-12-20T23:00:00+05:00") });
    await setClock({ iin: other, now: new Date("2026-12-21T00:00:00+05:00") });
    await sweepReminders();
    expect(await notices(iin)).toHaveLength(1);
    expect(await notices(other)).toEqual([]);
    expect(await kept(other)).toEqual([]);
  });

  it("comes by what the portal itself knows where KDP lets nobody ask", async () => {
    const { iin } = await registered();
    await db.mockAccessRefusal.create({ data: { iin } });
    await setClock({ iin, now: nine });
    await sweepReminders();
    expect(await notices(iin)).toHaveLength(1);
  });
});

describe("a person's own address", () => {
  it("is asked of GBD FL at their wish alone, with its rows in the access log", async () => {
    const iin = await person(guest);
    const own = await viewOwnAddress(iin);
    expect(own).toMatchObject({
      kind: "found",
      isUndetermined: false,
      stays: [{ to: lastDay, daysLeft: 99, hasBegun: true, isEnding: false, remindOn: "2027-02-18", reminder: null }],
    });
    const rows = await db.accessLog.findMany({ where: { subject: iin }, orderBy: { id: "asc" } });
    expect(new Set(rows.map(({ purpose, readerKind }) => `${purpose} ${readerKind}`))).toEqual(
      new Set(["own-address citizen"]),
    );
    expect(rows.map(({ operation }) => operation).toSorted()).toEqual(["grant", "person", "registrations"]);
  });

  it("says from the tenth day before its end on that a stay ends, and no longer offers to remind", async () => {
    const iin = await person(guest);
    const on = async (day: string) => {
      await setClock({ iin, now: new Date(`${day}T10:00:00+05:00`) });
      const own = await viewOwnAddress(iin);
      return own.kind === "found" ? own.stays.map(({ isEnding, remindOn }) => [isEnding, remindOn]) : own;
    };
    expect(await on("2027-02-17")).toEqual([[false, "2027-02-18"]]);
    expect(await on("2027-02-18")).toEqual([[true, null]]);
    expect(await on("2027-02-28")).toEqual([[true, null]]);
    expect(await on("2027-03-01")).toEqual([]);
  });

  it("is reminded of when asked, once, and of nothing that there is not", async () => {
    const iin = await person(guest);
    expect(await askReminderOfStay(localDate("2027-02-27"), iin)).toBe(false);
    expect(await askReminderOfStay(lastDay, await person(owner))).toBe(false);
    expect(await askReminderOfStay(lastDay, iin)).toBe(true);
    expect(await askReminderOfStay(lastDay, iin)).toBe(true);
    expect(await kept(iin)).toMatchObject([{ kind: "stay", expiresOn: lastDay, dueAt: nineOnTheDay }]);
    const own = await viewOwnAddress(iin);
    expect(own).toMatchObject({ stays: [{ remindOn: null, reminder: { day: "2027-02-18" } }] });
    const [reminder] = await kept(iin);
    await cancelReminder(reminder?.id ?? "", await person(owner));
    expect(await kept(iin)).toHaveLength(1);
    await cancelReminder(reminder?.id ?? "", iin);
    await setClock({ iin, now: new Date(nineOnTheDay.getTime() - 60_000) });
    expect(await askReminderOfStay(lastDay, iin)).toBe(true);
    await db.reminder.deleteMany({ where: { iin } });
    await setClock({ iin, now: nineOnTheDay });
    expect(await askReminderOfStay(lastDay, iin)).toBe(false);
  });

  it("is told as not determined where nobody knows it, and never guessed while a database is silent", async () => {
    const iin = await person(undetermined);
    expect(await viewOwnAddress(iin)).toMatchObject({ permanent: null, stays: [], isUndetermined: true });
    await setFault({ database: "individuals", kind: "error", iin });
    expect(await viewOwnAddress(iin)).toEqual({ kind: "silent", database: "individuals" });
    await setFault({ database: "access-control", kind: "error", iin });
    expect(await viewOwnAddress(iin)).toEqual({ kind: "silent", database: "access-control" });
    await db.mockFault.deleteMany({ where: { iin } });
    await db.mockAccessRefusal.create({ data: { iin } });
    expect(await viewOwnAddress(iin)).toEqual({ kind: "denied" });
    expect(await askReminderOfStay(lastDay, iin)).toBe(false);
  });
});
