import { afterAll, expect, it } from "vitest";
import { realNow } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { forgetExpired } from "./forget-expired";

afterAll(() => db.$disconnect());

it("deletes what is over and keeps what is not", async () => {
  const days = (count: number) => new Date(realNow().getTime() + count * 24 * 3_600_000);
  const iin = "940416412502";
  const unsigned = {
    applicationId: "00000000-0000-4000-8000-000000000000",
    stage: "signature",
    purpose: "test",
    signer: iin,
    document: new Uint8Array(1),
    documentHash: "x",
    seq: 1,
    content: {},
    createdAt: days(-4),
  };
  await db.account.create({ data: { iin, passwordHash: "x", roles: [] } });
  for (const [name, end] of [
    ["over", -1],
    ["kept", 1],
  ] as const) {
    const session = { iin, method: "qa", createdAt: days(-40), lastSeenAt: days(-40) };
    await db.rateLimit.create({ data: { key: name, hits: [], expiresAt: days(end) } });
    await db.pendingSignIn.create({ data: { id: name, iin, locale: "kk", expiresAt: days(end - 2) } });
    await db.idempotencyKey.create({ data: { key: name, iin, action: "x", bodyHash: "x", createdAt: days(end - 2) } });
    await db.session.create({ data: { ...session, idHash: name, expiresAt: days(end - 30) } });
    await db.session.create({
      data: { ...session, idHash: `${name}-2`, expiresAt: days(1), revokedAt: days(end - 30) },
    });
    await db.signInRecord.create({ data: { iin, at: days(end - 365), method: "qa", outcome: name } });
    await db.signatureRequest.create({ data: { ...unsigned, nonce: name, expiresAt: days(end - 2) } });
    await db.signatureRequest.create({
      data: { ...unsigned, nonce: `${name}-used`, expiresAt: days(end - 2), usedAt: days(end - 2) },
    });
  }
  const signed = { document: new Uint8Array(1), createdAt: days(-366), expiresAt: days(-366), usedAt: days(-366) };
  const by = { usedBy: iin, cms: new Uint8Array(1), certificateUntil: days(1) };
  await db.edsChallenge.create({ data: { ...signed, ...by, nonce: "a sign-in", purpose: "sign-in" } });
  await db.edsChallenge.create({ data: { ...signed, ...by, nonce: "a number", purpose: "link-phone" } });
  expect(await forgetExpired()).toBe(8);
  expect(await db.edsChallenge.findMany()).toMatchObject([{ nonce: "a number" }]);
  expect(await db.rateLimit.findMany()).toMatchObject([{ key: "kept" }]);
  expect(await db.pendingSignIn.findMany()).toMatchObject([{ id: "kept" }]);
  expect(await db.idempotencyKey.findMany()).toMatchObject([{ key: "kept" }]);
  expect((await db.session.findMany()).map(({ idHash }) => idHash).sort()).toEqual(["kept", "kept-2"]);
  const requests = await db.signatureRequest.findMany();
  expect(requests.map(({ nonce }) => nonce).sort()).toEqual(["kept", "kept-used", "over-used"]);
  expect(await db.signInRecord.findMany()).toMatchObject([{ outcome: "kept" }]);
});
