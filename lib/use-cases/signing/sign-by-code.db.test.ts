import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { iinSchema } from "@/lib/kernel/iin";
import { db } from "@/lib/infra/db/client";
import { loadDemoWorld } from "../qa/demo-world-for-tests";
import { asked } from "./declared-codes-for-tests";
import {
  askNobody,
  beginning,
  codeFailure,
  freshPhone,
  isSigned,
  lastCode,
  link,
  minute,
  order,
  person,
  sign,
  waiting,
} from "./signing-code-for-tests";
import { viewOwnSignatures } from "./stored-signatures";
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

describe("a document signed by a one-time code", () => {
  it("is signed, and its record says by what: hash, number, times, message; the number is shown masked", async () => {
    const phone = freshPhone();
    const { id, iin, nonce, hash } = await waiting(phone);
    expect(await order(nonce, iin)).toMatchObject({ kind: "sent" });
    const code = await lastCode(nonce);
    expect(await db.mockMessage.findFirst({ where: { iin, code } })).toMatchObject({
      to: phone,
      text: expect.stringContaining(code) as string,
    });
    pass(minute);
    expect(await sign({ id, iin, nonce }, code)).toMatchObject({ ok: true });
    const row = await db.signature.findFirstOrThrow({ where: { applicationId: id } });
    expect(row).toMatchObject({
      method: "sms-code",
      signer: iin,
      documentHash: hash,
      cms: null,
      certificate: null,
      evidence: {
        code: {
          nonce,
          phone,
          message: `signing:${nonce}:1`,
          sentAt: "2026-11-23T06:00:00.000Z",
          givenAt: "2026-11-23T06:01:00.000Z",
        },
      },
    });
    const event = await db.applicationEvent.findFirst({ where: { applicationId: id, type: "document-signed" } });
    expect(event?.data).toMatchObject({ method: "otp", documentHash: hash, signatureId: row.id });
    const shown = await viewOwnSignatures(id, iin);
    expect(shown?.signatures).toMatchObject([
      {
        method: "sms-code",
        certificate: null,
        code: { maskedPhone: `+7 7•• ••• •• ${phone.slice(-2)}` },
        verdict: { kind: "valid" },
      },
    ]);
    expect(JSON.stringify(shown)).not.toContain(phone);
  });

  it("says so when what is stored was changed", async () => {
    const { id, iin, nonce } = await waiting();
    await order(nonce, iin);
    await sign({ id, iin, nonce }, await lastCode(nonce));
    const row = await db.signature.findFirstOrThrow({ where: { applicationId: id } });
    const evidence = row.evidence as { code: Record<string, string> };
    const verdict = async (data: object) => {
      await db.signature.update({ where: { id: row.id }, data });
      return (await viewOwnSignatures(id, iin))?.signatures[0]?.verdict;
    };
    const another = Buffer.from("another text");
    expect(await verdict({ document: another })).toEqual({ kind: "invalid", reason: "content-changed" });
    expect(await verdict({ document: row.document, signedAt: new Date(0) })).toMatchObject({ reason: "evidence" });
    const code = { ...evidence.code, phone: "+77000000000" };
    expect(await verdict({ signedAt: row.signedAt, evidence: { ...evidence, code } })).toMatchObject({
      reason: "evidence",
    });
    expect(await verdict({ evidence })).toEqual({ kind: "valid" });
  });

  it("keeps neither the code nor anything by which it could be tried without the portal's secret", async () => {
    const { iin, nonce } = await waiting();
    await order(nonce, iin);
    const { codeHash, ...row } = await db.signingCode.findUniqueOrThrow({ where: { nonce } });
    expect(codeHash).toMatch(/^[0-9a-f]{64}$/);
    expect(Object.values(row)).not.toContain(await lastCode(nonce));
  });

  it("does not cost another code when a state database is silent just then", async () => {
    const { id, iin, nonce } = await waiting();
    await order(nonce, iin);
    const code = await lastCode(nonce);
    await db.mockFault.create({ data: { database: "individuals", kind: "error", iin } });
    expect(await codeFailure({ id, iin, nonce }, code)).toBe("unanswered");
    expect(await viewSigningCode(nonce, iin)).toMatchObject({ kind: "open", isGiven: true });
    await db.mockFault.deleteMany({ where: { iin } });
    expect(await codeFailure({ id, iin, nonce }, code)).toBe("used");
    pass(5 * minute);
    expect(await codeFailure({ id, iin, nonce }, null)).toBe("used");
    pass(-1);
    expect(await sign({ id, iin, nonce }, null)).toMatchObject({ ok: true });
  });

  it("is not signed without a code by whoever has given none", async () => {
    const { id, iin, nonce } = await waiting();
    expect(await codeFailure({ id, iin, nonce }, null)).toBe("not-sent");
    await order(nonce, iin);
    expect(await codeFailure({ id, iin, nonce }, null)).toBe("not-sent");
    expect(await isSigned(id)).toBe(false);
  });
});

describe("the way by a code is open", () => {
  it("only where the declaration takes one", async () => {
    asked.methods.splice(0, 2, "eds");
    const { id, iin, nonce } = await waiting();
    expect(await viewSigningCode(nonce, iin)).toEqual({ kind: "eds-only" });
    expect(await order(nonce, iin)).toEqual({ kind: "shut" });
    expect(await codeFailure({ id, iin, nonce }, "123456")).toBe("shut");
    expect(await db.mockMessage.count({ where: { iin, code: { not: null } } })).toBe(0);
  });

  it("only with one's own number linked; and to whom it is not open, it says whose number is missing only if it is theirs", async () => {
    const { id, iin, nonce } = await waiting(null);
    expect(await viewSigningCode(nonce, iin)).toEqual({ kind: "shut", missing: "own" });
    expect(await order(nonce, iin)).toEqual({ kind: "shut" });
    const owner = await person(null);
    asked.owners = [owner];
    await link(iin, freshPhone());
    expect(await viewSigningCode(nonce, iin)).toEqual({ kind: "shut", missing: "other" });
    expect(await order(nonce, iin)).toEqual({ kind: "shut" });
    await link(owner, freshPhone());
    expect(await viewSigningCode(nonce, iin)).toMatchObject({ kind: "open" });
    expect(await order(nonce, iin)).toMatchObject({ kind: "sent" });
    // An owner takes their number away while the code is on its way.
    const code = await lastCode(nonce);
    await link(owner, null);
    expect(await codeFailure({ id, iin, nonce }, code)).toBe("shut");
    await link(owner, freshPhone());
    expect(await sign({ id, iin, nonce }, code)).toMatchObject({ ok: true });
  });

  it("not where somebody who must consent has no account", async () => {
    asked.owners = [iinSchema.parse("900101300007")];
    const { iin, nonce } = await waiting();
    expect(await viewSigningCode(nonce, iin)).toEqual({ kind: "shut", missing: "other" });
  });

  it("to the signer of the document alone", async () => {
    const { id, iin, nonce } = await waiting();
    const stranger = await person();
    expect(await viewSigningCode(nonce, stranger)).toBeNull();
    expect(await order(nonce, stranger)).toEqual({ kind: "document-gone" });
    await order(nonce, iin);
    expect(await codeFailure({ id, iin: stranger, nonce }, await lastCode(nonce))).toBe("not-found");
    expect(await isSigned(id)).toBe(false);
  });

  it("to the number that the code went to: linked anew meanwhile, it signs nothing", async () => {
    const { id, iin, nonce } = await waiting();
    await order(nonce, iin);
    const code = await lastCode(nonce);
    await link(iin, freshPhone());
    expect(await codeFailure({ id, iin, nonce }, code)).toBe("not-sent");
    expect(await isSigned(id)).toBe(false);
  });
});
