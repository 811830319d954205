import { register } from "prom-client";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import type { Answer } from "@/lib/kernel/answer";
import { db } from "@/lib/infra/db/client";
import { env } from "@/lib/infra/env";
import type { Adapter } from "./adapter";
import type { AdapterSource } from "./ask";
import { openPorts } from "./gateway";
import type { Individuals } from "./individuals/port";
import { iin, makeWorld, noon, portsFor, purpose } from "./world-for-tests";

const aliya = iin("900101300007");
const bolat = iin("850515400012");
const someone = { surname: "Сәрсенова", givenName: "Әлия", birthDate: "1990-01-01", sex: "female" };

beforeAll(async () => {
  await makeWorld({
    persons: [
      { iin: aliya, ...someone },
      { iin: bolat, ...someone },
    ],
    registrationPoints: [{ id: "sc-71-1", kato: "710000000", nameKk: "Бөлім", nameRu: "Отдел", address: "Астана" }],
  });
});

afterEach(async () => {
  vi.restoreAllMocks();
  await db.mockFault.deleteMany();
});

const fault = (kind: string, more: { iin?: string; times?: number; ms?: number } = { iin: aliya }) =>
  db.mockFault.create({ data: { database: "individuals", kind, ...more } });

/**
 * Settings of its own for each test: nothing that one test breaks stays broken for the next. The limit is one that a busy machine keeps
 * when nothing is wrong.
 */
const quick = () => ({ breakers: new Map(), timeLimitMs: 1_500, retryDelayMs: 5, halfOpenAfterMs: 150 });

/** Milliseconds that a busy machine may take over a limit of one and a half seconds; without a limit it would be for ever. */
const longEnough = 10_000;

describe("faults become answers", () => {
  test.each([
    ["timeout", "unavailable"],
    ["error", "unavailable"],
    ["cut", "unavailable"],
    ["empty", "invalid-answer"],
    ["malformed", "invalid-answer"],
    ["wrong-person", "invalid-answer"],
    ["slow", "unavailable"],
  ] as const)("%s → %s", async (kind, expected) => {
    const ports = await portsFor(aliya, {}, quick());
    await fault(kind);
    const before = performance.now();
    expect(await ports.individuals.person({ iin: aliya })).toEqual({ kind: expected });
    expect(performance.now() - before).toBeLessThan(longEnough);
  });

  test("an empty list about another person is no empty list", async () => {
    const ports = await portsFor(aliya, {}, quick());
    expect(await ports["civil-status"].dataChanges({ iin: aliya })).toEqual({ kind: "found", value: [] });
    await db.mockFault.create({ data: { database: "civil-status", kind: "wrong-person", iin: aliya } });
    expect(await ports["civil-status"].dataChanges({ iin: aliya })).toEqual({ kind: "invalid-answer" });
  });

  test("a slow database that answers in time has answered", async () => {
    const ports = await portsFor(aliya, {}, { ...quick(), timeLimitMs: 10_000 });
    await fault("slow", { iin: aliya, ms: 250 });
    const before = performance.now();
    expect(await ports.individuals.person({ iin: aliya })).toMatchObject({ kind: "found" });
    expect(performance.now() - before).toBeGreaterThanOrEqual(245);
  });

  test("the default time limit is 5 seconds, repeats included", async () => {
    const ports = await portsFor(aliya, {}, { breakers: new Map() });
    await fault("timeout");
    const before = performance.now();
    expect(await ports.individuals.person({ iin: aliya })).toEqual({ kind: "unavailable" });
    const waited = performance.now() - before;
    expect(waited).toBeGreaterThan(4_900);
    // Each repeat with a limit of its own would take 15 seconds.
    expect(waited).toBeLessThan(10_000);
  });

  test("a fault limited to one person is another's business", async () => {
    const ports = await portsFor(bolat, {}, quick());
    await fault("error");
    expect(await ports.individuals.person({ iin: bolat })).toMatchObject({ kind: "found" });
  });
});

describe("repeats", () => {
  test.each([
    [1, "found"],
    [2, "found"],
    [3, "unavailable"],
  ] as const)("a read that fails %i times is %s: three attempts at most", async (times, expected) => {
    const ports = await portsFor(aliya, {}, quick());
    await fault("error", { iin: aliya, times });
    expect((await ports.individuals.person({ iin: aliya })).kind).toBe(expected);
    expect(await db.mockFault.findFirst({ select: { times: true } })).toEqual({ times: 0 });
  });

  test("a write is put once: its outcome is unknown, not failed", async () => {
    const ports = await portsFor(aliya, {}, quick());
    await db.mockFault.create({ data: { database: "documents", kind: "error", iin: aliya, times: 5 } });
    const content = { region: "71", registrationPoint: "sc-71-1", documentHash: "0" } as const;
    expect(await ports.documents.register({ iin: aliya, key: "k", content })).toEqual({ kind: "unavailable" });
    expect(await db.mockFault.findFirst({ select: { times: true } })).toEqual({ times: 4 });
  });

  test("`times` meets exactly so many attempts, however many come at once", async () => {
    const ports = await portsFor(aliya, {}, { ...quick(), breakers: new Map() });
    await fault("empty", { iin: aliya, times: 4 });
    const answers = await Promise.all(Array.from({ length: 9 }, () => ports.individuals.person({ iin: aliya })));
    expect(answers.filter(({ kind }) => kind === "invalid-answer")).toHaveLength(4);
    expect(answers.filter(({ kind }) => kind === "found")).toHaveLength(5);
  });
});

describe("the breaker", () => {
  const question = (answer: () => Promise<Answer<never>>): AdapterSource => ({
    around: (_call, run) => run(),
    adapters: {
      individuals: () =>
        Promise.resolve({
          person: answer,
          registrations: answer,
          referencePhoto: answer,
          standing: answer,
          child: answer,
          residence: answer,
          registeredCount: answer,
          registeredPeople: answer,
          beginRegistration: answer,
          residenceElsewhere: answer,
          takeBackRegistration: answer,
          endRegistrations: answer,
          correctRegistration: answer,
        } satisfies Adapter<Individuals>),
    },
  });

  test("opens after five failures in a row, answers at once, and closes again", async () => {
    const settings = quick();
    const ports = await portsFor(aliya, {}, settings);
    await fault("error", {});
    for (let call = 0; call < 5; call += 1) await ports.individuals.person({ iin: aliya });
    await db.mockFault.deleteMany();
    const rows = await db.accessLog.count();
    expect(await ports.individuals.person({ iin: aliya })).toEqual({ kind: "unavailable" });
    expect(await db.accessLog.count()).toBe(rows + 1);
    await vi.waitFor(
      async () => {
        expect((await ports.individuals.person({ iin: aliya })).kind).toBe("found");
      },
      { timeout: longEnough },
    );
  });

  test("stays closed after four, and another database has its own", async () => {
    const ports = await portsFor(aliya, {}, quick());
    await fault("error", {});
    for (let call = 0; call < 4; call += 1) await ports.individuals.person({ iin: aliya });
    await db.mockFault.deleteMany();
    expect((await ports.individuals.person({ iin: aliya })).kind).toBe("found");
  });

  test("does not move for a fault in one person's record", async () => {
    const settings = quick();
    const [broken, whole] = [await portsFor(aliya, {}, settings), await portsFor(bolat, {}, settings)];
    await fault("error");
    for (let call = 0; call < 8; call += 1)
      expect((await broken.individuals.person({ iin: aliya })).kind).toBe("unavailable");
    expect((await whole.individuals.person({ iin: bolat })).kind).toBe("found");
  });

  test("an adapter that hangs and ignores the limit is left behind", async () => {
    const source = question(() => new Promise(() => undefined));
    const ports = await portsFor(aliya, {}, { ...quick(), source: () => Promise.resolve(source) });
    const before = performance.now();
    expect(await ports.individuals.person({ iin: aliya })).toEqual({ kind: "unavailable" });
    expect(performance.now() - before).toBeLessThan(longEnough);
  });
});

describe("KDP's token", () => {
  const context = { reader: { kind: "citizen" as const, iin: aliya }, purpose, now: noon };
  const grant = async (databases: string[], more: Partial<typeof context> = {}) => {
    const consent = await openPorts({ ...context, ...more })["access-control"].grant({
      iin: aliya,
      databases,
      purpose,
    });
    if (consent.kind !== "found") throw new Error(consent.kind);
    return consent.value;
  };

  test("without one nothing personal is told, but what is not personal is", async () => {
    const ports = openPorts(context);
    expect(await ports.individuals.person({ iin: aliya })).toEqual({ kind: "denied" });
    expect(await ports.documents.registrationPoints({ region: "71" })).toMatchObject({ value: [{ id: "sc-71-1" }] });
  });

  test("another person's, another purpose's, another database's is none", async () => {
    const { token } = await grant(["individuals"]);
    const kindOf = async (changes: object, whose = aliya) =>
      (await openPorts({ ...context, accessToken: token, ...changes }).individuals.person({ iin: whose })).kind;
    expect(await kindOf({})).toBe("found");
    expect(await kindOf({}, bolat)).toBe("denied");
    expect(await kindOf({ purpose: "address-certificate" })).toBe("denied");
    expect(await kindOf({ accessToken: "made-up" })).toBe("denied");
    const documents = await openPorts({ ...context, accessToken: token }).documents.documents({ iin: aliya });
    expect(documents).toEqual({ kind: "denied" });
  });

  test("holds until its last instant on the person's clock, and not when revoked", async () => {
    const { token, expiresAt } = await grant(["individuals", "documents"]);
    const kindAt = async (now: Date) =>
      (await openPorts({ ...context, now, accessToken: token }).individuals.person({ iin: aliya })).kind;
    const end = new Date(expiresAt);
    expect(await kindAt(new Date(end.getTime() - 1))).toBe("found");
    expect(await kindAt(end)).toBe("denied");
    await openPorts(context)["access-control"].revoke({ iin: aliya, token });
    expect(await kindAt(noon)).toBe("denied");
  });
});

describe("the access log", () => {
  test("holds who read whose data, for what, and what came of it", async () => {
    const applicationId = "7b0f2d0e-5b0e-4c53-9d0b-1d2b3c4d5e6f";
    const reader = { kind: "officer" as const, iin: bolat, role: "umd-officer:71" };
    const ports = await portsFor(aliya, { reader, applicationId });
    await ports.individuals.person({ iin: aliya });
    const row = await db.accessLog.findFirst({ orderBy: { id: "desc" } });
    expect(row).toMatchObject({
      readerKind: "officer",
      reader: bolat,
      readerRole: "umd-officer:71",
      subject: aliya,
      database: "individuals",
      operation: "person",
      purpose,
      applicationId,
      answer: "found",
    });
  });

  test("has one row a call, whatever came of it, and none for what is not personal", async () => {
    const ports = await portsFor(aliya, {}, quick());
    const before = await db.accessLog.count();
    await fault("error", { iin: aliya, times: 3 });
    await ports.individuals.person({ iin: aliya });
    await ports.individuals.person({ iin: aliya });
    await ports.documents.registrationPoints({ region: "71" });
    expect(await db.accessLog.count()).toBe(before + 2);
  });

  test("no row, no read", async () => {
    const ports = await portsFor(aliya, {}, quick());
    expect((await ports.individuals.person({ iin: aliya })).kind).toBe("found");
    vi.spyOn(db.accessLog, "create").mockImplementation(() => {
      throw new Error("the table cannot be written");
    });
    expect(await ports.individuals.person({ iin: aliya })).toEqual({ kind: "unavailable" });
  });
});

test("without mocks every database is unavailable", async () => {
  const ports = await portsFor(aliya, {}, { source: () => Promise.resolve(null) });
  expect(await ports.individuals.person({ iin: aliya })).toEqual({ kind: "unavailable" });
  expect(await ports.documents.registrationPoints({ region: "71" })).toEqual({ kind: "unavailable" });
});

test("with MOCKS=off there is no source of answers", async () => {
  const ports = await portsFor(aliya, {}, quick());
  vi.spyOn(env, "mocks", "get").mockReturnValue(false);
  expect(await ports.individuals.person({ iin: aliya })).toEqual({ kind: "unavailable" });
});

test("the metric counts calls and names nobody", async () => {
  const ports = await portsFor(aliya, {}, quick());
  await ports.individuals.person({ iin: aliya });
  const text = await register.getSingleMetricAsString("portal_state_database_call_seconds");
  expect(text).toMatch(/_count\{database="individuals",operation="person",answer="found"\} [1-9]/);
  expect(text).not.toContain(aliya);
});
