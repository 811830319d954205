import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { now as clockOf } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { loadDemoWorld } from "../qa/demo-world-for-tests";
import { signFor } from "../qa/test-keys";
import { signApplication } from "../sign-application";
import { checkSigningCode } from "./check-signing-code";
import { openForCode } from "./code-way";
import {
  askNobody,
  beginning,
  codeFailure,
  freshPhone,
  isSigned,
  lastCode,
  minute,
  openEveryConnection,
  order,
  sign,
  waiting,
  wrongCode,
} from "./signing-code-for-tests";
import { viewSigningCode } from "./view-signing-code";

vi.mock(import("@/lib/services"), async (importOriginal) => {
  const { withDeclaredCodes } = await import("./declared-codes-for-tests");
  return withDeclaredCodes(await importOriginal());
});

beforeAll(loadDemoWorld, 120_000);
afterAll(() => db.$disconnect());
beforeEach(() => {
  askNobody();
  vi.useFakeTimers({ toFake: ["Date"], now: beginning });
});
afterEach(() => {
  vi.useRealTimers();
});

function pass(ms: number): void {
  vi.setSystemTime((vi.getMockedSystemTime()?.getTime() ?? 0) + ms);
}

describe("attacks on the code", () => {
  it("a hundred codes ordered to one number, over many applications and accounts: three messages", async () => {
    const phone = freshPhone();
    const victims = await Promise.all([waiting(phone), waiting(phone), waiting(phone), waiting(phone)]);
    const kinds: string[] = [];
    for (let turn = 0; turn < 25; turn += 1) {
      const sent = await Promise.all(victims.map(({ nonce, iin }) => order(nonce, iin)));
      kinds.push(...sent.map(({ kind }) => kind));
      pass(10_000);
    }
    expect(kinds).toHaveLength(100);
    expect(kinds.filter((kind) => kind === "sent")).toHaveLength(3);
    expect(await db.mockMessage.count({ where: { to: phone } })).toBe(3);
  });

  it("a double click sends one message", async () => {
    const { iin, nonce } = await waiting();
    await openEveryConnection();
    const kinds = (await Promise.all([1, 2, 3].map(() => order(nonce, iin)))).map(({ kind }) => kind);
    expect(kinds.toSorted()).toEqual(["sent", "too-soon", "too-soon"]);
    expect(await db.mockMessage.count({ where: { iin, code: { not: null } } })).toBe(1);
  });

  it("five wrong codes, a resend, another document: the sixth is locked for 15 minutes; EDS is open", async () => {
    const { id, iin, nonce, text } = await waiting();
    await order(nonce, iin);
    const first = await lastCode(nonce);
    for (let turn = 1; turn <= 4; turn += 1) {
      expect(await sign({ id, iin, nonce }, wrongCode(first))).toMatchObject({
        error: { kind: "code", failure: { kind: "wrong", left: 5 - turn } },
      });
    }
    pass(minute);
    expect(await order(nonce, iin)).toMatchObject({ kind: "sent" });
    const second = await lastCode(nonce);
    expect(await codeFailure({ id, iin, nonce }, first)).toBe(first === second ? "signed" : "wrong");
    expect(await codeFailure({ id, iin, nonce }, second)).toBe("locked");
    pass(minute);
    expect(await order(nonce, iin)).toMatchObject({ kind: "locked" });
    const view = await viewSigningCode(nonce, iin);
    expect(view).toMatchObject({ lockedUntil: new Date("2026-11-23T06:16:00Z") });
    expect(await isSigned(id)).toBe(false);
    const cms = await signFor(iin, text, await clockOf(iin));
    expect(await signApplication({ id, applicant: iin, nonce, cms })).toMatchObject({ ok: true });
  });

  it("the lock opens after 15 minutes, not before", async () => {
    const { id, iin, nonce } = await waiting();
    await order(nonce, iin);
    const wrong = wrongCode(await lastCode(nonce));
    for (let turn = 1; turn <= 5; turn += 1) await sign({ id, iin, nonce }, wrong);
    pass(15 * minute - 1);
    expect(await order(nonce, iin)).toMatchObject({ kind: "locked" });
    pass(1);
    expect(await order(nonce, iin)).toMatchObject({ kind: "sent" });
    expect(await codeFailure({ id, iin, nonce }, await lastCode(nonce))).toBe("signed");
  });

  it("twenty right codes at once: one signs", async () => {
    const { id, iin, nonce } = await waiting();
    await order(nonce, iin);
    const code = await lastCode(nonce);
    await openEveryConnection();
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => codeFailure({ id, iin, nonce }, code)));
    expect(outcomes.filter((one) => one === "signed")).toHaveLength(1);
    expect(await db.signature.count({ where: { applicationId: id } })).toBe(1);
    expect(await db.applicationEvent.count({ where: { applicationId: id, type: "document-signed" } })).toBe(1);
  });

  it("twenty right codes at once: one is right, before anything else could stop the others", async () => {
    const { iin, nonce } = await waiting();
    await order(nonce, iin);
    const code = await lastCode(nonce);
    const opened = await openForCode(nonce, iin);
    if (opened?.way.kind !== "open") throw new Error("shut");
    const { request, way } = opened;
    await openEveryConnection();
    const checks = await Promise.all(Array.from({ length: 20 }, () => checkSigningCode(request, iin, way.phone, code)));
    expect(checks.filter(({ kind }) => kind === "right")).toHaveLength(1);
  });

  it("twenty wrong codes at once: five are looked at", async () => {
    const { id, iin, nonce } = await waiting();
    await order(nonce, iin);
    const wrong = wrongCode(await lastCode(nonce));
    await openEveryConnection();
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => codeFailure({ id, iin, nonce }, wrong)));
    expect(outcomes.filter((one) => one === "wrong")).toHaveLength(5);
    expect(outcomes.filter((one) => one === "locked")).toHaveLength(15);
  });

  it("is good for 5 minutes", async () => {
    const { id, iin, nonce } = await waiting();
    await order(nonce, iin);
    pass(5 * minute);
    expect(await codeFailure({ id, iin, nonce }, await lastCode(nonce))).toBe("expired");
    await order(nonce, iin);
    pass(5 * minute - 1);
    expect(await codeFailure({ id, iin, nonce }, await lastCode(nonce))).toBe("signed");
  });

  it("a message that could not be handed over can be asked for again at once", async () => {
    const { iin, nonce } = await waiting();
    await db.mockFault.create({ data: { database: "messages", kind: "error", iin } });
    expect(await order(nonce, iin)).toEqual({ kind: "not-sent" });
    expect(await viewSigningCode(nonce, iin)).toMatchObject({ codeUntil: null });
    await db.mockFault.deleteMany({ where: { iin } });
    expect(await order(nonce, iin)).toMatchObject({ kind: "sent" });
  });
});
