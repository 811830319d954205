import { X509Certificate } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { iinSchema, isIin } from "@/lib/kernel/iin";
import { daysBetween, localDateOf } from "@/lib/kernel/local-date";
import { now, realNow } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { openKeyFile } from "@/lib/infra/signing/key-file";
import { hashToken } from "@/lib/infra/auth/tokens";
import { findCall } from "./calls";
import { loadDemoWorld } from "./demo-world-for-tests";
import { listScenarios } from "./scenarios";
import type { QaAnswer } from "./qa-call";

const aigerim = "940416412502";
const service = "id-card-renewal";

beforeAll(loadDemoWorld, 120_000);
afterAll(() => db.$disconnect());

async function call(method: string, path: string, input: object = {}): Promise<QaAnswer> {
  const found = findCall(method, path.split("/"));
  if (!found || "allowed" in found) throw new Error(`no call ${method} ${path}`);
  return (await found.load())({ ...input, ...found.params }, { locale: "kk", userAgent: "a test" });
}

/** The body of an answer that must be a success. */
async function good<Body>(schema: z.ZodType<Body>, method: string, path: string, input: object = {}): Promise<Body> {
  const answer = await call(method, path, input);
  if (!("body" in answer)) throw new Error("a file, and no body");
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return schema.parse(answer.body);
}

async function copyOf(like: string, persona = aigerim) {
  const { iins } = await good(z.object({ iins: z.record(z.string(), iinSchema) }), "POST", "people", { like });
  const iin = iins[persona];
  if (iin === undefined) throw new Error("the persona is not among the copies");
  return { iin, iins };
}

const walked = z.object({ id: z.string(), number: z.string(), state: z.string() });
const walk = (iin: string, to: string, more: object = {}) =>
  good(walked, "POST", "applications", { service, iin, to, ...more });

describe("the table of calls", () => {
  it("knows its paths and their methods, and nothing else", () => {
    expect(findCall("GET", ["nothing"])).toBeUndefined();
    expect(findCall("GET", ["people", "more"])).toBeUndefined();
    expect(findCall("GET", ["people"])).toEqual({ allowed: ["POST"] });
    expect(findCall("PUT", ["faults"])).toEqual({ allowed: ["POST", "DELETE"] });
    expect(findCall("GET", ["keys", "a.p12"])).toMatchObject({ params: { file: "a.p12" } });
  });

  it("refuses what it does not know, with its place, and changes nothing", async () => {
    const before = await db.account.count();
    const wrong: [string, string, object, string[]][] = [
      ["POST", "people", { like: 7 }, ["$.like"]],
      ["POST", "people", { like: "a", of: "b" }, ["$.of"]],
      ["POST", "applications", { service, iin: "1", to: "heaven", form: { a: 1 } }, ["$.iin", "$.to", "$.form.a"]],
      ["POST", "applications", { service, iin: aigerim, to: "draft", form: { king: "1" } }, ["$.form.king"]],
      ["POST", "applications", { service: "moon", iin: aigerim, to: "draft" }, ["$.service"]],
      ["POST", "scenarios", { id: "residence-kin-child", before: "heaven" }, ["$.before"]],
      ["POST", "scenarios", { id: "residence-kin-child", before: "kinship", at: "form" }, ["$.before"]],
      ["POST", "clock", {}, ["$"]],
      ["POST", "clock", { advance: "P1D", reset: true }, ["$"]],
      ["POST", "clock", { advance: "1 day" }, ["$.advance"]],
      ["POST", "clock", { now: "2026-11-21" }, ["$.now"]],
      ["POST", "faults", { database: "zags", kind: "boom" }, ["$.database", "$.kind"]],
      ["POST", "sign-in", { iin: aigerim, role: "king" }, ["$.role"]],
      ["GET", "messages", {}, ["$"]],
      ["GET", "messages", { iin: aigerim, to: "+77010000001" }, ["$"]],
      ["GET", `keys/${aigerim}.p12`, { kind: "golden" }, ["$.kind"]],
      ["POST", "dataset", { mode: "merge", dataset: { persons: [{ iin: "1" }] } }, ["$.dataset.persons[0].iin"]],
    ];
    for (const [method, path, input, places] of wrong) {
      const answer = await call(method, path, input);
      expect(answer.status, path).toBe(422);
      const { errors } = z
        .object({ errors: z.array(z.object({ path: z.string(), message: z.string() })) })
        .parse("body" in answer ? answer.body : null);
      expect(
        errors.map((error) => error.path),
        path,
      ).toEqual(expect.arrayContaining(places));
    }
    expect(await db.account.count()).toBe(before);
    expect(await db.application.count()).toBe(0);
  });
});

describe("scenarios", () => {
  it("name each example once, in the language asked for", async () => {
    const all = await good(z.array(z.object({ id: z.string(), title: z.string() })), "GET", "scenarios", {
      locale: "en",
    });
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect(all.find(({ id }) => id === "card-lost")?.title).not.toBe(
      listScenarios("kk").find(({ id }) => id === "card-lost")?.title,
    );
  });
});

describe("people", () => {
  it("copies a scenario's persona with their family, on the scenario's day", async () => {
    const { iin, iins } = await copyOf("expires-in-20-days");
    expect(iin).not.toBe(aigerim);
    expect(Object.values(iins).every(isIin)).toBe(true);
    for (const person of Object.values(iins)) expect(localDateOf(await now(person))).toBe("2026-11-21");
    expect(localDateOf(await now(iinSchema.parse(aigerim)))).toBe(localDateOf(await now()));
  });

  it("switches on the outage that a scenario speaks of, for the copy alone", async () => {
    const { iin } = await copyOf("zags-down-15-minutes", "820331490240");
    expect(await db.mockFault.findMany({ where: { database: "civil-status" } })).toMatchObject([{ iin, times: null }]);
  });

  it("says who is unknown", async () => {
    expect(await call("POST", "people", { like: "900101300007" })).toMatchObject({ status: 404 });
    expect(await call("POST", "people", { like: "no-such-scenario" })).toMatchObject({ status: 404 });
  });
});

describe("a walk", () => {
  it("stops in every state on the way, and goes on from there", async () => {
    const { iin } = await copyOf(aigerim);
    const draft = await walk(iin, "draft", { form: { region: "75" } });
    expect(draft.state).toBe("draft");
    expect((await walk(iin, "signed")).id).toBe(draft.id);
    expect((await walk(iin, "in-review")).state).toBe("in-review");
    expect((await walk(iin, "ready")).state).toBe("ready");
    expect(await walk(iin, "done")).toEqual({ ...draft, state: "granted" });
    const inside = z.object({
      state: z.string(),
      version: z.number(),
      waitingFor: z.object({ party: z.string() }).loose(),
      deadline: z.string().nullable(),
      events: z.array(z.object({ seq: z.number(), type: z.string(), at: z.iso.datetime(), actor: z.string() })),
    });
    const seen = await good(inside, "GET", `applications/${draft.number}`);
    expect(seen).toMatchObject({ state: "granted", version: 1, deadline: null, waitingFor: { party: "nobody" } });
    expect(seen.events.map(({ seq }) => seq)).toEqual(seen.events.map((_, index) => index + 1));
    expect(await db.task.findMany({ where: { applicationId: draft.id }, select: { role: true } })).toEqual(
      expect.arrayContaining([{ role: "umd-officer:75" }, { role: "town-unit:75" }]),
    );
  });

  it("says what is not reachable, and leaves the application where it stands", async () => {
    const { iin } = await copyOf(aigerim);
    expect(await call("POST", "applications", { service, iin, to: "awaiting-consent" })).toMatchObject({ status: 409 });
    const paid = await call("POST", "applications", { service, iin, to: "awaiting-payment" });
    expect(paid).toMatchObject({ status: 409 });
    expect(JSON.stringify(paid)).toContain("with duty 0");
    await walk(iin, "in-review");
    expect(await call("POST", "applications", { service, iin, to: "draft" })).toMatchObject({
      status: 409,
      body: { state: "in-review" },
    });
    const changed = await call("POST", "applications", { service, iin, to: "ready", form: { region: "75" } });
    expect(changed).toMatchObject({ status: 409, body: { state: "in-review" } });
  });

  it("waits for the duty on a clock of 2025, until the provider is told to take it", async () => {
    const { iin } = await copyOf("890130307791", "890130307791");
    await good(z.unknown(), "POST", "clock", { iin, now: "2025-12-01T10:00:00+05:00" });
    const waiting = z.object({ state: z.literal("awaiting-payment"), invoice: z.string() });
    const { invoice } = await good(waiting, "POST", "applications", { service, iin, to: "awaiting-payment" });
    const pay = (outcome: string) => call("POST", `payments/${invoice}`, { outcome });
    for (const outcome of ["failed", "lost-answer"]) {
      expect(await pay(outcome)).toMatchObject({
        status: 200,
        body: { invoice, application: { state: "awaiting-payment" } },
      });
    }
    expect(await pay("duplicate-callback")).toMatchObject({
      status: 200,
      body: { application: { state: "waiting-for-database" } },
    });
    expect(await call("POST", "payments/R-0", { outcome: "paid" })).toMatchObject({ status: 404 });
    expect(await pay("gift")).toMatchObject({ status: 422 });
    expect((await walk(iin, "in-review")).state).toBe("in-review");
  });

  it("names the rule that stops it, and takes a better answer afterwards", async () => {
    const { iin } = await copyOf(aigerim);
    const answer = await call("POST", "applications", { service, iin, to: "draft", form: { photo: "wrong-aspect" } });
    expect(answer).toMatchObject({
      status: 200,
      body: { refused: { check: "photo-shape", reason: "photo-wrong-shape" } },
    });
    expect((await walk(iin, "draft", { form: { photo: "p2-new" } })).state).toBe("draft");
    expect((await walk(iin, "signed")).state).not.toBe("draft");
  });

  it("makes no officer by itself where nobody works", async () => {
    const { iin } = await copyOf(aigerim);
    await walk(iin, "in-review", { form: { region: "62" } });
    expect(await call("POST", "applications", { service, iin, to: "ready" })).toMatchObject({
      status: 409,
      body: { errors: [{ message: expect.stringContaining("umd-officer:62") as string }] },
    });
    await good(z.unknown(), "POST", "sign-in", { iin: "770112445738", role: "umd-officer:62" });
    expect((await walk(iin, "ready")).state).toBe("ready");
  });

  it("says which picture is not in the dataset", async () => {
    const { iin } = await copyOf(aigerim);
    const answer = await call("POST", "applications", { service, iin, to: "draft", form: { photo: "mona-lisa" } });
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ path: "$.form.photo" }] } });
  });
});

describe("clock and due jobs", () => {
  it("lets a draft lapse only after its last day on the applicant's clock", async () => {
    const { iin } = await copyOf(aigerim);
    await walk(iin, "draft");
    const stateAfter = async (advance: string) => {
      await good(z.unknown(), "POST", "clock", { iin, advance });
      await good(z.object({ ran: z.number() }), "POST", "run-due");
      return (await db.application.findFirst({ where: { applicant: iin } }))?.outcome;
    };
    expect(await stateAfter("P30D")).toBeNull();
    expect(await stateAfter("P1D")).toBe("lapsed");
  });

  it("runs what is due once, and sends the notices", async () => {
    const { iin } = await copyOf(aigerim);
    await walk(iin, "ready");
    const ran = z.object({ ran: z.number() });
    expect((await good(ran, "POST", "run-due")).ran).toBeGreaterThan(0);
    expect((await good(ran, "POST", "run-due")).ran).toBe(0);
    const messages = await good(z.array(z.object({ to: z.string(), at: z.coerce.date() })), "GET", "messages", { iin });
    expect(messages.length).toBeGreaterThanOrEqual(2);
    expect(messages.map(({ at }) => at.getTime())).toEqual(
      messages.map(({ at }) => at.getTime()).sort((a, b) => b - a),
    );
    const to = messages[0]?.to ?? "";
    expect(await good(z.array(z.unknown()), "GET", "messages", { to: to.replace("+", " ") })).toHaveLength(
      messages.length,
    );
  });

  it("moves one person's clock and nobody else's, and gives it back", async () => {
    const { iin } = await copyOf(aigerim);
    const shown = z.object({ now: z.coerce.date() });
    const everyone = localDateOf(await now());
    expect(daysBetween(everyone, localDateOf((await good(shown, "POST", "clock", { iin, advance: "P3D" })).now))).toBe(
      3,
    );
    expect(localDateOf(await now())).toBe(everyone);
    await good(shown, "POST", "clock", { iin, reset: true });
    expect(localDateOf(await now(iin))).toBe(everyone);
  });
});

describe("signing in", () => {
  it("gives the cookie of a session on the person's clock", async () => {
    const { iin } = await copyOf("expires-in-20-days");
    const answer = await call("POST", "sign-in", { iin });
    expect(answer).toMatchObject({ status: 200, body: { iin, roles: ["citizen"] }, cookie: { name: "session" } });
    const [session] = await db.session.findMany({ where: { iin } });
    expect(session).toMatchObject({ method: "qa", userAgent: "a test" });
    expect(localDateOf(session?.createdAt ?? realNow())).toBe("2026-11-21");
    expect(session?.idHash).not.toBe(hashToken(answer.status === 200 && "cookie" in answer ? answer.cookie.value : ""));
  });

  it("gives a role that was asked for, and ends the sessions from before it", async () => {
    const { iin } = await copyOf(aigerim);
    await call("POST", "sign-in", { iin });
    const answer = await call("POST", "sign-in", { iin, role: "umd-officer:11" });
    expect(answer).toMatchObject({ body: { roles: ["citizen", "umd-officer:11"] } });
    const sessions = await db.session.findMany({ where: { iin }, orderBy: { createdAt: "asc" } });
    expect(sessions.map(({ revokedAt }) => revokedAt === null).sort()).toEqual([false, true]);
  });

  it("signs somebody in for a legal entity: as its head whom GBD UL names so, else by the right that is asked for", async () => {
    const [head, other] = [iinSchema.parse("940416412502"), iinSchema.parse("871103345327")];
    const bin = "160440007161";
    await db.mockLegalEntity.create({
      data: { bin, nameKk: "«Самал» ЖШС", nameRu: "ТОО «Самал»", head, status: "active" },
    });
    expect(await call("POST", "sign-in", { iin: head, bin })).toMatchObject({
      status: 200,
      body: { bin, right: "head" },
    });
    const right = "employee";
    expect(await call("POST", "sign-in", { iin: other, bin, right })).toMatchObject({ body: { right } });
    expect(await db.session.findMany({ where: { bin, method: "qa" }, select: { iin: true, keyRight: true } })).toEqual([
      { iin: head, keyRight: "head" },
      { iin: other, keyRight: right },
    ]);
    expect(await call("POST", "sign-in", { iin: other, bin: "210340000013" })).toMatchObject({ status: 404 });
    expect(await call("POST", "sign-in", { iin: other, right })).toMatchObject({ status: 422 });
  });

  it("makes an account for a role alone", async () => {
    const nobody = "850515400012";
    expect(await call("POST", "sign-in", { iin: nobody })).toMatchObject({ status: 404 });
    expect(await db.account.count({ where: { iin: nobody } })).toBe(0);
    expect(await call("POST", "sign-in", { iin: nobody, role: "auditor" })).toMatchObject({ status: 200 });
    expect((await db.account.findUnique({ where: { iin: nobody } }))?.roles).toEqual(["auditor"]);
  });
});

describe("faults", () => {
  it("break a database for one person, one fault at a time, until they are cleared", async () => {
    const { iin } = await copyOf(aigerim);
    await good(z.unknown(), "POST", "faults", { database: "documents", kind: "error", iin, times: 2 });
    await good(z.unknown(), "POST", "faults", { database: "documents", kind: "cut", iin });
    expect(await db.mockFault.findMany({ where: { iin } })).toMatchObject([{ kind: "cut", times: null }]);
    expect(await call("POST", "applications", { service, iin, to: "draft" })).toMatchObject({
      status: 409,
      body: { waitingFor: ["documents"] },
    });
    expect(await good(z.unknown(), "DELETE", "faults", { iin })).toEqual({ removed: 1 });
    expect((await walk(iin, "draft")).state).toBe("draft");
  });
});

describe("keys", () => {
  it("come in every kind, for a valid IIN", async () => {
    const answer = await call("GET", `keys/${aigerim}.p12`, { kind: "expired" });
    if (!("file" in answer)) throw new Error("no file");
    const [certificate] = openKeyFile(answer.file, "Qwerty12").certificates;
    const { subject, validTo } = new X509Certificate(Buffer.from(certificate ?? []));
    expect(subject).toContain(`IIN${aigerim}`);
    expect(new Date(validTo).getTime()).toBeLessThan(realNow().getTime());
    expect(answer.name).toBe(`${aigerim}-expired.p12`);
    for (const file of ["940416412503.p12", aigerim, "../keys.p12"]) {
      expect(await call("GET", "keys/x", { file }).catch(() => null)).toMatchObject({ status: 404 });
    }
  });
});
