import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { iinSchema } from "@/lib/kernel/iin";
import { db } from "@/lib/infra/db/client";
import { log } from "@/lib/infra/log";
import { idle } from "./action-state";
import { serverAction, type ActionOutcome } from "./server-action";
import type { Viewer } from "./session";

const request = vi.hoisted(
  (): { viewer: Viewer | null; actingPerson: object | null; headers: Record<string, string> } => ({
    viewer: null,
    actingPerson: null,
    headers: {},
  }),
);

vi.mock("./session", () => ({
  viewer: () => Promise.resolve(request.viewer),
  actingPerson: () => Promise.resolve(request.actingPerson),
  isCitizen: (someone: Viewer) => someone.roles.includes("citizen"),
  isStaff: (someone: Viewer) => someone.roles.some((role) => role !== "citizen"),
}));
vi.mock("next-intl/server", () => ({ getLocale: () => Promise.resolve("ru") }));
vi.mock("next/headers", () => ({ headers: () => Promise.resolve(new Headers(request.headers)) }));

const person = (iin: string, ...roles: string[]): Viewer => ({
  iin: iinSchema.parse(iin),
  roles,
  sessionId: "0".repeat(64),
});
const citizen = person("940416412502", "citizen");
const other = person("871103345327", "citizen");
const officer = person("850220369901", "umd-officer:71");

const form = (fields: Record<string, string> = {}) => {
  const made = new FormData();
  for (const [name, value] of Object.entries(fields)) made.append(name, value);
  return made;
};
let names = 0;
const fresh = () => `test-${String((names += 1))}`;

/** Counts its runs; answers in turn. */
function worker(...answers: ActionOutcome[]) {
  const runs: unknown[] = [];
  return {
    runs,
    run: ({ input }: { input: unknown }): Promise<ActionOutcome> => {
      runs.push(input);
      return Promise.resolve(answers[runs.length - 1] ?? { status: "done" });
    },
  };
}

beforeEach(() => {
  request.viewer = citizen;
  request.actingPerson = null;
  request.headers = {};
});
afterAll(() => db.$disconnect());

describe("who may", () => {
  it.each([
    ["citizen", null, "action.signedOut"],
    ["staff", null, "action.signedOut"],
    ["citizen", officer, "action.notAllowed"],
    ["staff", citizen, "action.notAllowed"],
  ] as const)("an action for %s: %o is denied, with what was typed given back", async (who, viewer, message) => {
    request.viewer = viewer;
    const { run, runs } = worker();
    const action = serverAction({ name: fresh(), who, input: z.object({ name: z.string() }), run });
    expect(await action(idle, form({ name: "A" }))).toEqual({ status: "failed", message, values: { name: "A" } });
    expect(runs).toEqual([]);
  });

  it.each(["citizen", "staff"] as const)("an action for %s is denied to whoever acts for an entity", async (who) => {
    request.viewer = null;
    request.actingPerson = { iin: citizen.iin };
    request.headers = { "next-action": "x" };
    const { run, runs } = worker();
    const kept: unknown[] = [];
    const keeps = (iin: unknown, input: unknown) => Promise.resolve(void kept.push({ iin, input }));
    const action = serverAction({ name: fresh(), who, input: z.object({ name: z.string() }), run, keeps });
    // With JavaScript what was typed stays on the page; without it the page is lost, and what was typed is kept for its person.
    const answer = await action(idle, form({ name: "A" }));
    expect(answer).toEqual({ status: "failed", message: "action.forOrganisation", values: { name: "A" } });
    expect(kept).toEqual([]);
    request.headers = {};
    const digest: unknown = expect.stringContaining("/ru/organisation?told=not-taken");
    await expect(action(idle, form({ name: "A" }))).rejects.toMatchObject({ digest });
    expect(kept).toEqual([{ iin: citizen.iin, input: { name: "A" } }]);
    expect(runs).toEqual([]);
  });

  it("an action for whoever applies is told for whom: a citizen for themselves, or an entity by the right of the session", async () => {
    const whom: unknown[] = [];
    const run = ({ viewer }: { viewer: unknown }): Promise<ActionOutcome> => {
      whom.push(viewer);
      return Promise.resolve({ status: "done" });
    };
    const attempt = () => serverAction({ name: fresh(), who: "applicant", input: z.object({}), run })(idle, form());
    expect((await attempt()).status).toBe("done");
    request.viewer = null;
    const entity = { bin: "200340000017", right: "employee" };
    request.actingPerson = { iin: citizen.iin, entity, sessionId: "0" };
    expect((await attempt()).status).toBe("done");
    expect(whom).toEqual([citizen.iin, { iin: citizen.iin, ...entity }]);
    request.actingPerson = null;
    expect(await attempt()).toMatchObject({ message: "action.signedOut" });
    request.viewer = officer;
    expect(await attempt()).toMatchObject({ message: "action.notAllowed" });
    expect(whom).toHaveLength(2);
  });

  it.each([
    ["public", null],
    ["public", officer],
    ["citizen", citizen],
    ["staff", officer],
  ] as const)("an action for %s: %o is let in", async (who, viewer) => {
    request.viewer = viewer;
    const { run, runs } = worker();
    const action = serverAction({ name: fresh(), who, input: z.object({}), run });
    expect(await action(idle, form())).toEqual({ status: "done" });
    expect(runs).toHaveLength(1);
  });

  it.each([
    ["cross-site", "action.elsewhere"],
    ["same-site", "action.elsewhere"],
    ["same-origin", undefined],
    ["none", undefined],
  ])("a request that a browser calls %s: %s", async (site, message) => {
    request.headers = { "sec-fetch-site": site };
    const action = serverAction({ name: fresh(), who: "public", input: z.object({}), ...worker() });
    const state = await action(idle, form());
    expect("message" in state ? state.message : undefined).toBe(message);
  });
});

describe("the input", () => {
  it("must fit: errors by field, what was typed given back, nothing run", async () => {
    const { run, runs } = worker();
    const input = z.object({ name: z.string().min(1, "own.key"), password: z.string().min(9) });
    const action = serverAction({ name: fresh(), who: "citizen", input, run });
    expect(await action(idle, form({ name: "", password: "short" }))).toEqual({
      status: "invalid",
      errors: [
        { field: "name", message: "own.key" },
        { field: "password", message: "action.field.tooShort" },
      ],
      values: { name: "" },
    });
    expect(await action(idle, form({ name: "A", password: "long enough", role: "admin" }))).toMatchObject({
      status: "invalid",
      errors: [{ field: "", message: "action.field.form" }],
    });
    expect(runs).toEqual([]);
  });

  it("that is no form at all is refused", async () => {
    const action = serverAction({ name: fresh(), who: "public", input: z.object({}), ...worker() });
    for (const given of ["text", null, undefined, { get: "x" }]) {
      expect(await Reflect.apply(action, undefined, [idle, given])).toMatchObject({
        status: "failed",
        message: "action.stale",
      });
    }
  });

  it("comes from a plain form as well", async () => {
    const { run, runs } = worker();
    const action = serverAction({ name: fresh(), who: "citizen", input: z.object({ name: z.string() }), run });
    await action(form({ name: "A" }));
    expect(runs).toEqual([{ name: "A" }]);
  });
});

describe("a rate limit", () => {
  it("is per person", async () => {
    const limit = { points: 2, seconds: 60 };
    const action = serverAction({ name: fresh(), who: "citizen", input: z.object({}), limit, ...worker() });
    const states = [];
    for (let turn = 1; turn <= 3; turn += 1) states.push(await action(idle, form()));
    expect(states.map(({ status }) => status)).toEqual(["done", "done", "failed"]);
    expect(states[2]).toMatchObject({ message: "action.tooMany" });
    request.viewer = other;
    expect(await action(idle, form())).toEqual({ status: "done" });
  });

  it("is per address for whoever is not signed in, and X-Forwarded-For does not help", async () => {
    request.viewer = null;
    const limit = { points: 1, seconds: 60 };
    const action = serverAction({ name: fresh(), who: "public", input: z.object({}), limit, ...worker() });
    const from = async (peer: string, claimed: string) => {
      request.headers = { "x-portal-peer": peer, "x-forwarded-for": claimed };
      return (await action(idle, form())).status;
    };
    expect(await from("203.0.113.1", "1.1.1.1")).toBe("done");
    expect(await from("203.0.113.1", "2.2.2.2")).toBe("failed");
    expect(await from("203.0.113.2", "1.1.1.1")).toBe("done");
  });
});

describe("an idempotency key", () => {
  const input = z.object({ name: z.string() });
  const keyed = (key: string, name = "A") => form({ name, idempotencyKey: key });
  const idempotent = (run: ReturnType<typeof worker>["run"]) =>
    serverAction({ name: fresh(), who: "citizen", input, idempotent: true, run });
  const landing = async (answer: Promise<unknown>) => {
    const error: unknown = await answer.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    return error instanceof Error && "digest" in error ? String(error.digest).split(";")[2] : error;
  };

  it("gives a repeat the first answer, a redirect too", async () => {
    const { run, runs } = worker({ redirect: "/kk/first" }, { redirect: "/kk/second" });
    const action = idempotent(run);
    expect(await landing(action(idle, keyed("key-00001")))).toBe("/kk/first");
    expect(await landing(action(idle, keyed("key-00001")))).toBe("/kk/first");
    expect(runs).toHaveLength(1);
    expect(await landing(action(idle, keyed("key-00002")))).toBe("/kk/second");
  });

  it("refuses another body", async () => {
    const { run, runs } = worker();
    const action = idempotent(run);
    await action(idle, keyed("key-00001"));
    expect(await action(idle, keyed("key-00001", "B"))).toEqual({
      status: "failed",
      message: "action.conflict",
      values: { name: "B" },
    });
    expect(runs).toHaveLength(1);
  });

  it("is a person's own, and an action's own", async () => {
    const first = worker();
    const second = worker();
    const [action, another] = [idempotent(first.run), idempotent(second.run)];
    await action(idle, keyed("key-00001"));
    request.viewer = other;
    expect(await action(idle, keyed("key-00001", "B"))).toEqual({ status: "done" });
    expect(await another(idle, keyed("key-00001", "C"))).toEqual({ status: "done" });
    expect([first.runs.length, second.runs.length]).toEqual([2, 1]);
  });

  it("runs once for ten at the same time", async () => {
    const { runs, run } = worker();
    const action = idempotent(async (call) => {
      await wait(200);
      return run(call);
    });
    const states = await Promise.all(Array.from({ length: 10 }, () => action(idle, keyed("key-00001"))));
    expect(states).toEqual(Array.from({ length: 10 }, () => ({ status: "done" })));
    expect(runs).toHaveLength(1);
  });

  it("may be used again after a failure, with a mended body", async () => {
    const { run } = worker({ status: "failed", message: "own.failure" }, { status: "done" });
    const action = idempotent(run);
    expect(await action(idle, keyed("key-00001"))).toMatchObject({ message: "own.failure" });
    expect(await action(idle, keyed("key-00001", "B"))).toEqual({ status: "done" });
  });

  it("may be used again after a crash", async () => {
    let isBroken = true;
    const action = idempotent(() =>
      isBroken ? Promise.reject(new Error("broken")) : Promise.resolve({ status: "done" }),
    );
    expect(await action(idle, keyed("key-00001"))).toMatchObject({ message: "action.unexpected" });
    isBroken = false;
    expect(await action(idle, keyed("key-00001"))).toEqual({ status: "done" });
  });

  it.each(["", "short", "x".repeat(101), "not a key!"])("that is %j is refused", async (key) => {
    const { run, runs } = worker();
    expect(await idempotent(run)(idle, keyed(key))).toMatchObject({ message: "action.stale" });
    expect(runs).toEqual([]);
  });
});

describe("what is thrown", () => {
  const throwing = (error: unknown) =>
    serverAction({
      name: fresh(),
      who: "citizen",
      input: z.object({ name: z.string() }),
      run: () => Promise.reject(error as Error),
    });

  it("is told with a reference, and logged under it, without its text", async () => {
    const logged = vi.spyOn(log, "error");
    const state = await throwing(new Error("Unique constraint failed for 940416412502"))(idle, form({ name: "A" }));
    expect(state).toEqual({
      status: "failed",
      message: "action.unexpected",
      reference: expect.stringMatching(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/) as string,
      values: { name: "A" },
    });
    const reference = "reference" in state ? state.reference : undefined;
    expect(logged).toHaveBeenCalledWith("server-action-failed", expect.objectContaining({ reference }));
  });

  it.each([
    Object.assign(new Error("x"), { code: "P1001" }),
    Object.assign(new Error("x"), { code: "ECONNREFUSED" }),
    new Error("x", { cause: { originalCode: "57P01" } }),
  ])("says that the database is away when it is", async (error) => {
    expect(await throwing(error)(idle, form({ name: "A" }))).toMatchObject({ message: "action.databaseAway" });
  });

  it("passes on when it is the framework's: redirect and not found", async () => {
    const { redirect, notFound } = await import("next/navigation");
    for (const leave of [() => redirect("/kk"), () => notFound()]) {
      const action = serverAction({
        name: fresh(),
        who: "public",
        input: z.object({}),
        run: () => Promise.resolve().then(leave),
      });
      await expect(action(idle, form())).rejects.toThrow(/^NEXT_/);
    }
  });
});
