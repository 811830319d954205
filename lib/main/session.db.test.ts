import { encode } from "next-auth/jwt";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { binSchema } from "@/lib/kernel/bin";
import { iinSchema } from "@/lib/kernel/iin";
import { setClock } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { changePassword } from "@/lib/use-cases/sign-in/change-password";
import { changeRoles } from "@/lib/use-cases/sign-in/change-roles";
import { endOtherSessions, endOwnSession } from "@/lib/use-cases/sign-in/end-own-sessions";
import { hashPassword } from "@/lib/infra/auth/password";
import { openSession } from "@/lib/infra/auth/sessions";
import { env } from "@/lib/infra/env";
import { realNow } from "@/lib/infra/clock";
import {
  actingPerson,
  endedForEntity,
  requireActingPerson,
  requireApplicant,
  requireCitizen,
  requireStaff,
  viewer,
} from "./session";
import { makeSession, sessionCookieName } from "./session-cookie";

const request = vi.hoisted(() => ({ cookie: "", path: "/kk/cabinet?x=1" }));

vi.mock("next-intl/server", () => ({ getLocale: () => Promise.resolve("ru") }));
vi.mock("next/headers", () => ({
  headers: () =>
    Promise.resolve(new Headers({ cookie: request.cookie, host: "localhost:3000", "x-portal-path": request.path })),
  cookies: () => Promise.resolve({ has: (name: string) => request.cookie.startsWith(`${name}=`) }),
}));
vi.mock("next/navigation", () => ({
  redirect: (path: string) => {
    throw new Error(`redirect ${path}`);
  },
  notFound: () => {
    throw new Error("not found");
  },
}));

const citizen = iinSchema.parse("940416412502");
const officer = iinSchema.parse("850220369901");
const password = "Demo-Portal-2026";
await db.account.createMany({
  data: [
    { iin: citizen, passwordHash: await hashPassword(password), roles: ["citizen"] },
    { iin: officer, passwordHash: await hashPassword(password), roles: ["umd-officer:71"] },
  ],
});

async function come(iin = citizen): Promise<string> {
  const { name, value } = await makeSession(iin, "qa");
  request.cookie = `${name}=${value}`;
  return (await viewer())?.sessionId ?? "nobody";
}

afterEach(() => {
  request.cookie = "";
  request.path = "/kk/cabinet?x=1";
});
afterAll(() => db.$disconnect());

describe("who is signed in", () => {
  it("is nobody without a cookie", async () => {
    expect(await viewer()).toBeNull();
  });

  it("is the session's person, and the cookie does not tell who", async () => {
    await come();
    expect(await viewer()).toMatchObject({ iin: citizen, roles: ["citizen"] });
    expect(Buffer.from(request.cookie, "base64").toString("latin1")).not.toContain(citizen);
  });

  it.each([
    ["another portal's secret", "another secret that is long enough for it", { sid: "x".repeat(43) }],
    ["a session that was never opened", process.env["AUTH_SECRET"] ?? "", { sid: "x".repeat(43) }],
    ["a token that names a person instead", process.env["AUTH_SECRET"] ?? "", { sub: citizen }],
  ])("is nobody for a cookie made with %s", async (_, secret, token) => {
    request.cookie = `${sessionCookieName}=${await encode({ token, secret, salt: sessionCookieName })}`;
    expect(await viewer()).toBeNull();
  });

  it("is nobody for a cookie that is none", async () => {
    request.cookie = `${sessionCookieName}=eyJhbGciOiJub25lIn0.e30.`;
    expect(await viewer()).toBeNull();
  });

  it("is nobody when the secret is missing, even for a good cookie", async () => {
    await come();
    const secret = process.env["AUTH_SECRET"];
    vi.stubEnv("AUTH_SECRET", "");
    await expect(viewer().then((someone) => someone?.iin ?? "nobody")).rejects.toThrow("AUTH_SECRET");
    vi.stubEnv("AUTH_SECRET", "a new secret, long enough for every use of it");
    expect(await viewer()).toBeNull();
    vi.stubEnv("AUTH_SECRET", secret);
    expect(await viewer()).not.toBeNull();
    vi.unstubAllEnvs();
  });
});

describe("a cookie that is played again", () => {
  it("is nobody's after one session was ended, and others' stay", async () => {
    const first = await come();
    const kept = request.cookie;
    await come();
    await endOwnSession(citizen, first);
    expect(await viewer()).not.toBeNull();
    request.cookie = kept;
    expect(await viewer()).toBeNull();
  });

  it("cannot be ended by somebody else", async () => {
    const mine = await come();
    expect(await endOwnSession(officer, mine)).toBe(0);
    expect(await viewer()).not.toBeNull();
  });

  it("is nobody's after signing out everywhere but here", async () => {
    await come();
    const elsewhere = request.cookie;
    const here = await come();
    await endOtherSessions(citizen, here);
    expect(await viewer()).not.toBeNull();
    request.cookie = elsewhere;
    expect(await viewer()).toBeNull();
  });

  it("is nobody's after a change of password, but where it was changed", async () => {
    await come();
    const elsewhere = request.cookie;
    const sessionId = await come();
    const wanted = "жаңа қақпа күзде ашылды";
    expect(await changePassword({ iin: citizen, sessionId }, "wrong", wanted)).toEqual({ ok: false, error: "wrong" });
    expect(await changePassword({ iin: citizen, sessionId }, password, "short")).toEqual({
      ok: false,
      error: "too-short",
    });
    expect(await changePassword({ iin: citizen, sessionId }, password, wanted)).toEqual({ ok: true, value: null });
    expect(await viewer()).not.toBeNull();
    request.cookie = elsewhere;
    expect(await viewer()).toBeNull();
  });

  it("is nobody's after a change of roles", async () => {
    await come(officer);
    await changeRoles(officer, ["umd-officer:75"]);
    expect(await viewer()).toBeNull();
  });

  it("is nobody's when the person's clock has gone on", async () => {
    await come();
    await setClock({ iin: citizen, advance: "PT15M" });
    expect(await viewer()).toBeNull();
    await setClock({ iin: citizen, reset: true });
  });
});

describe("a page that asks who it is", () => {
  it("sends whoever is signed out to sign in, and back", async () => {
    await expect(requireCitizen()).rejects.toThrow("redirect /ru/sign-in?next=%2Fkk%2Fcabinet%3Fx%3D1");
    await expect(requireStaff("kk", "/kk/staff")).rejects.toThrow("redirect /kk/sign-in?next=%2Fkk%2Fstaff");
  });

  it("tells whoever had a session that it ended", async () => {
    await endOwnSession(citizen, await come());
    await expect(requireCitizen()).rejects.toThrow("redirect /ru/session-ended?next=%2Fkk%2Fcabinet%3Fx%3D1");
  });

  it.each(["//evil.kz", "https://evil.kz/", "/\\evil.kz", "javascript:alert(1)", "/\tevil"])(
    "never sends anybody back to %s",
    async (path) => {
      await expect(requireCitizen("kk", path)).rejects.toThrow(/^redirect \/kk\/sign-in$/);
    },
  );

  it("knows whoever acts for an entity as nobody of their own: every page leads to the entity's, and says why", async () => {
    const bin = binSchema.parse("160440007161");
    const acting = { passwordHash: "", keyRight: "head", nameKk: "«Самал» ЖШС", nameRu: "ТОО «Самал»" };
    await db.entityAccount.create({ data: { bin, iin: citizen, ...acting } });
    const { nameKk, nameRu } = acting;
    await db.mockLegalEntity.create({ data: { bin, nameKk, nameRu, head: citizen, status: "active" } });
    const entity = { bin, right: "head" };
    const sid = await openSession(db, { iin: citizen, entity, method: "eds", userAgent: null, at: realNow() });
    const token = { token: { sid }, secret: env.authSecret, salt: sessionCookieName, maxAge: 3600 };
    request.cookie = `${sessionCookieName}=${await encode(token)}`;
    expect(await viewer()).toBeNull();
    expect(await actingPerson()).toMatchObject({ iin: citizen, entity });
    request.path = "/kk/cabinet/documents";
    await expect(requireCitizen()).rejects.toThrow(
      "redirect /ru/organisation?told=citizens&next=%2Fkk%2Fcabinet%2Fdocuments",
    );
    expect(await requireApplicant()).toEqual({ iin: citizen, ...entity });
    request.path = "/kk/cabinet";
    await expect(requireCitizen()).rejects.toThrow(/^redirect \/ru\/organisation$/);
    await expect(requireStaff()).rejects.toThrow("not found");
    expect((await requireActingPerson()).entity).toEqual(entity);
    await db.mockLegalEntity.update({ where: { bin }, data: { status: "closed" } });
    await db.rateLimit.deleteMany();
    await expect(requireActingPerson()).rejects.toThrow("redirect /ru/session-ended");
    expect(await endedForEntity()).toBe(true);
    await come();
    await expect(requireActingPerson()).rejects.toThrow("redirect /ru/sign-in/organisation");
    expect(await actingPerson()).toBeNull();
    expect(await endedForEntity()).toBe(false);
  });

  it("lets citizens in and staff out, and the other way round", async () => {
    await come();
    expect((await requireCitizen()).iin).toBe(citizen);
    expect(await requireApplicant()).toBe(citizen);
    await expect(requireStaff()).rejects.toThrow("not found");
    await come(officer);
    expect((await requireStaff()).iin).toBe(officer);
    await expect(requireCitizen()).rejects.toThrow("redirect /ru/staff");
  });
});
