import { spawn } from "node:child_process";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Iin } from "@/lib/kernel/iin";
import { addDays, localDateOf, type LocalDate } from "@/lib/kernel/local-date";
import type { Rka } from "@/lib/kernel/rka";
import { now as clockOf } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { runWaitingJobs } from "@/lib/infra/jobs";
import type { Period } from "@/lib/process/stages";
import { dice } from "@/lib/process/testing/dice";
import { mocks } from "@/lib/state-databases/mocks";
import { carryOutEffect } from "@/lib/use-cases/carry-out-effect";
import { dwellingFor, enlist, newPeople, signedApplication } from "@/lib/use-cases/homes-for-tests";
import { placeOrder } from "@/lib/use-cases/place-order";
import { loadDemoWorld } from "@/lib/use-cases/qa/demo-world-for-tests";
import { takePlace } from "@/lib/use-cases/take-place";
import { withdrawApplication } from "@/lib/use-cases/withdraw-application";

vi.setConfig({ testTimeout: 120_000 });
beforeAll(async () => {
  enlist();
  await loadDemoWorld();
}, 120_000);
afterAll(() => db.$disconnect());

const inThreeSeconds = 3_000;

/** As many as a busy build server does in half a minute; a thousand over twenty dwellings take a minute. */
const homes = 5;
const applicants = 60;

/** Several processes of the portal take places for all the applications at the same moment. */
async function takeInProcesses(applications: readonly string[], more: { lockless?: boolean } = {}): Promise<void> {
  const program = path.join(import.meta.dirname, "taking-places-for-tests.ts");
  const startsAt = performance.timeOrigin + performance.now() + inThreeSeconds;
  const order = JSON.stringify({ startsAt, applications, lockless: false, ...more });
  const args = ["--conditions=react-server", "--import", "tsx", program, order];
  const codes = [1, 2].map(async () => {
    const child = spawn(process.execPath, args, { stdio: ["ignore", "ignore", "inherit"] });
    return new Promise((resolve) => child.once("close", resolve));
  });
  expect(await Promise.all(codes)).toEqual([0, 0]);
}

/** Lets something happen while the first question of this name to a state database is on its way back. */
function between(operation: string, deed: () => Promise<void>): void {
  const { around } = mocks;
  Reflect.set(mocks, "around", async (...[call, answer]: Parameters<typeof around>) => {
    const answered = await around(call, answer);
    if (call.operation !== operation) return answered;
    Reflect.set(mocks, "around", around);
    await deed();
    return answered;
  });
}

/** What the outbox still holds, and applications that counted in vain too often, go on. */
async function settle(applications: readonly string[]): Promise<void> {
  for (const id of applications) await takePlace(id);
  while ((await runWaitingJobs("effect", carryOutEffect, true)) > 0);
}

async function applied(people: readonly Iin[], rka: Rka, stay?: Stay): Promise<string[]> {
  const now = await clockOf();
  const ids: string[] = [];
  for (const iin of people) ids.push(await signedApplication(iin, rka, [], now, stay));
  return ids;
}

type Stay = Required<Period>;

/** A stay that begins so many days from now and lasts for so many. */
async function stayIn(days: number, length: number): Promise<Stay> {
  const from = addDays(localDateOf(await clockOf()), days);
  return { from, to: addDays(from, length - 1) };
}

/** How many applications stand where: "granted", or the stage. */
async function standings(ids: readonly string[]): Promise<Record<string, number>> {
  const rows = await db.application.findMany({
    where: { id: { in: [...ids] } },
    select: { stage: true, outcome: true },
  });
  const count: Record<string, number> = {};
  for (const { stage, outcome } of rows) {
    const at = outcome ?? stage ?? "nowhere";
    count[at] = (count[at] ?? 0) + 1;
  }
  return count;
}

async function registeredAt(rka: Rka, day?: LocalDate): Promise<number> {
  const on = day ?? localDateOf(await clockOf());
  const rows = await db.mockRegistration.findMany({ where: { rka, from: { lte: on } }, distinct: "iin" });
  return rows.filter(({ to }) => to === null || to >= on).length;
}

async function held(rka: Rka): Promise<number> {
  return db.heldPlace.count({ where: { rka } });
}

describe("one place", () => {
  it("goes to one of fifty who apply at once in two processes; the rest are asked about kinship, and none is lost", async () => {
    const rka = await dwellingFor(1, []);
    const ids = await applied(await newPeople(50), rka);
    await takeInProcesses(ids);
    await settle(ids);
    expect(await registeredAt(rka)).toBe(1);
    expect(await standings(ids)).toEqual({ granted: 1, kinship: 49 });
    expect(await held(rka)).toBe(0);
  });

  it("goes to one of fifty stays that begin tomorrow, whether the first of them holds it or is registered", async () => {
    const rka = await dwellingFor(1, []);
    const tomorrow = await stayIn(1, 60);
    const ids = await applied(await newPeople(50), rka, tomorrow);
    for (const half of [ids.slice(0, 25), ids.slice(25)]) {
      await takeInProcesses(half);
      await settle(half);
    }
    expect(await registeredAt(rka, tomorrow.from)).toBe(1);
    expect(await standings(ids)).toEqual({ granted: 1, kinship: 49 });
  });

  it("is gone for stays over the same days, and for whoever comes for good before they begin", async () => {
    const rka = await dwellingFor(1, []);
    const take = async (stay?: Stay) => {
      const ids = await applied(await newPeople(1), rka, stay);
      await settle(ids);
      return standings(ids);
    };
    expect(await take(await stayIn(10, 30))).toEqual({ granted: 1 });
    expect(await take()).toEqual({ kinship: 1 });
    expect(await take(await stayIn(39, 30))).toEqual({ kinship: 1 });
    expect(await take(await stayIn(40, 30))).toEqual({ granted: 1 });
  });

  it("that is held for some days is free on the others; whoever holds it and is registered there meanwhile counts once", async () => {
    const rka = await dwellingFor(1, []);
    const take = async (person: Iin, stay?: Stay) => {
      const [id = ""] = await applied([person], rka, stay);
      await takePlace(id);
      return standings([id]);
    };
    const [first, ...others] = await newPeople(7);
    if (!first) throw new Error("nobody");
    // Held, and not registered yet: nobody carries the orders out here.
    expect(await take(first, await stayIn(10, 20))).toEqual({ registration: 1 });
    const after = async (days: number, length: number) => take(others.shift() ?? first, await stayIn(days, length));
    expect(await after(29, 5)).toEqual({ kinship: 1 });
    expect(await after(6, 5)).toEqual({ kinship: 1 });
    expect(await after(30, 5)).toEqual({ registration: 1 });
    expect(await after(5, 5)).toEqual({ registration: 1 });
    expect(await take(others.shift() ?? first)).toEqual({ kinship: 1 });
    const { from, to = null } = await stayIn(0, 4);
    await db.mockRegistration.create({ data: { iin: first, rka, kind: "temporary", from, to } });
    expect(await after(1, 2)).toEqual({ kinship: 1 });
  });

  it("would go to several without the lock", async () => {
    const rka = await dwellingFor(1, []);
    const ids = await applied(await newPeople(20), rka);
    await takeInProcesses(ids, { lockless: true });
    await settle(ids);
    expect(await registeredAt(rka)).toBeGreaterThan(1);
  });

  it.each([
    ["and holds it", false],
    ["and is registered and holds it no more", true],
  ])("is gone for whoever counted before somebody else took it %s", async (_, isRegistered) => {
    const rka = await dwellingFor(1, []);
    const [first = "", second = ""] = await applied(await newPeople(2), rka);
    between("registeredCount", async () => {
      await takePlace(first);
      if (isRegistered) await placeOrder(first);
      expect(await held(rka)).toBe(isRegistered ? 0 : 1);
    });
    await takePlace(second);
    await settle([first, second]);
    expect(await standings([second])).toEqual({ kinship: 1 });
    expect(await registeredAt(rka)).toBe(1);
  });

  it("that is given back by a withdrawal goes to somebody else, and never to two", async () => {
    const rka = await dwellingFor(1, []);
    const [holder, ...others] = await newPeople(11);
    if (!holder) throw new Error("nobody");
    const [first = ""] = await applied([holder], rka);
    const rest = await applied(others, rka);
    await takePlace(first);
    const [withdrawn] = await Promise.all([withdrawApplication(first, holder), ...rest.map(takePlace)]);
    await settle([first, ...rest]);
    const at = await standings(rest);
    expect(await registeredAt(rka)).toBe(withdrawn.ok ? (at["granted"] ?? 0) : 1);
    expect(at["granted"] ?? 0).toBeLessThanOrEqual(1);
    expect((at["granted"] ?? 0) + (at["kinship"] ?? 0)).toBe(rest.length);
  });
});

describe("a city", () => {
  it(`of ${String(homes)} dwellings and ${String(applicants)} applicants is never over the norm`, async () => {
    const people = await newPeople(applicants);
    const chance = dice(7);
    const dwellings = await Promise.all(
      Array.from({ length: homes }, async () => {
        const room = chance.roll(12);
        return { rka: await dwellingFor(room, []), room };
      }),
    );
    const ids: string[] = [];
    for (const iin of people) ids.push(...(await applied([iin], chance.pick(dwellings).rka)));
    await takeInProcesses(ids);
    await settle(ids);
    for (const { rka, room } of dwellings) {
      const wanted = await db.applicationEvent.count({
        where: { type: { in: ["place-taken", "place-lost"] }, data: { path: ["dwelling"], equals: rka } },
      });
      expect(await registeredAt(rka)).toBe(Math.min(room, wanted));
      expect(await held(rka)).toBe(0);
    }
    const { granted = 0, kinship = 0 } = await standings(ids);
    expect(granted + kinship).toBe(applicants);
  });
});

describe("GBD FL does not answer", () => {
  it("and nobody is registered and nobody sent back: the applications wait, and go on when it answers", async () => {
    const rka = await dwellingFor(1, []);
    const ids = await applied(await newPeople(3), rka);
    const fault = await db.mockFault.create({ data: { database: "individuals", kind: "error" } });
    await settle(ids);
    expect(await standings(ids)).toEqual({ place: 3 });
    expect(await held(rka)).toBe(0);
    await db.mockFault.delete({ where: { id: fault.id } });
    // The gateway leaves a database alone for a while that has failed again and again.
    await vi.waitFor(
      async () => {
        await settle(ids);
        expect(await standings(ids)).toEqual({ granted: 1, kinship: 2 });
      },
      { timeout: 60_000, interval: 1_000 },
    );
  });
});
