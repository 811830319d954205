import { setTimeout as wait } from "node:timers/promises";
import { afterAll, describe, expect, it, vi } from "vitest";
import pg from "pg";
import { hashToken } from "@/lib/infra/auth/tokens";
import { binSchema } from "@/lib/kernel/bin";
import { env } from "@/lib/infra/env";
import { db } from "@/lib/infra/db/client";
import {
  account,
  byEds,
  byPassword,
  freshAddress,
  freshPhone,
  isIn,
  newPassword,
  password,
  session,
} from "./accounts-for-tests";
import { changePassword } from "./change-password";
import { endOtherSessions } from "./end-own-sessions";
import { startSignIn } from "./start-sign-in";
import { redeemTicket } from "./redeem-ticket";
import { reportStranger } from "./report-stranger";

const between = vi.hoisted((): { verifiedAndBegun: (() => Promise<void>) | null } => ({ verifiedAndBegun: null }));
vi.mock(import("@/lib/infra/auth/password"), async (importOriginal) => {
  const original = await importOriginal();
  const verifyPassword: typeof original.verifyPassword = async (...given) => {
    const isRight = await original.verifyPassword(...given);
    const { verifiedAndBegun } = between;
    between.verifiedAndBegun = null;
    await verifiedAndBegun?.();
    return isRight;
  };
  return { ...original, verifyPassword };
});

const holder = new pg.Client({ connectionString: env.databaseAppUrl });
await holder.connect();

afterAll(async () => {
  await holder.end();
  await db.$disconnect();
});

/** So many of this database's connections wait for a lock. */
async function untilWaiting(count: number): Promise<void> {
  for (;;) {
    const [row] = await db.$queryRaw<{ waiting: number }[]>`
      SELECT count(*)::int AS waiting FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    if ((row?.waiting ?? 0) >= count) return;
    await wait(20);
  }
}

/** Redeems a ticket and stops before the sign-in is written down; then comes `second`, and when that waits as well, or is done, both go on. */
async function redeemedWhile<T>(ticket: string, second: () => Promise<T>): Promise<{ sid: string } | null> {
  await holder.query("BEGIN");
  await holder.query("LOCK TABLE portal.sign_in_record IN SHARE MODE");
  const redeemed = redeemTicket(ticket, null);
  await untilWaiting(1);
  const done = second();
  await Promise.race([done, untilWaiting(2)]);
  await holder.query("COMMIT");
  await done;
  return redeemed;
}

describe("a sign-in under way while its person shuts everybody else out", () => {
  it.each([
    ["this was not me", reportStranger],
    ["all other sessions", endOtherSessions],
  ] as const)("is no session afterwards: %s", async (_, shut) => {
    const iin = await account();
    const own = await session(iin);
    const begun = await byEds(iin);
    if (!begun.ok) throw new Error(begun.error.kind);
    const opened = await redeemedWhile(begun.value.ticket, () => shut(iin, hashToken(own)));
    expect(await isIn(own)).toBe(true);
    expect(await isIn(opened?.sid ?? "")).toBe(false);
    expect(await db.session.count({ where: { iin, revokedAt: null } })).toBe(1);
  });

  it("does not begin with a password, nor with a number, that is changed before it has begun", async () => {
    const [iin, other] = [await account(), await account(freshPhone())];
    between.verifiedAndBegun = async () => {
      expect((await changePassword({ iin, sessionId: "none" }, password, newPassword)).ok).toBe(true);
    };
    expect((await byPassword(iin)).kind).toBe("wrong");
    expect(await db.pendingSignIn.count({ where: { iin } })).toBe(0);
    expect((await byPassword(iin, newPassword)).kind).toBe("right");

    const phone = freshPhone();
    between.verifiedAndBegun = async () => {
      await db.account.update({ where: { iin: other }, data: { phone } });
    };
    expect((await byPassword(other)).kind).toBe("right");
    expect(await db.pendingSignIn.findMany({ where: { iin: other } })).toMatchObject([{ phone }]);
  });

  it("does not begin by a right in an organisation that is lost before it has begun", async () => {
    const iin = await account();
    const { passwordHash } = await db.account.findUniqueOrThrow({ where: { iin } });
    const bin = binSchema.parse("200440600013");
    const names = { nameKk: "«Тоғай» ЖШС", nameRu: "ТОО «Тогай»" };
    await db.mockLegalEntity.create({ data: { bin, ...names, head: iin, status: "active" } });
    await db.entityAccount.create({ data: { bin, iin, passwordHash, keyRight: "head", ...names } });
    const enter = () => startSignIn({ iin, bin, password, locale: "kk", address: freshAddress(), userAgent: null });
    expect((await enter()).kind).toBe("right");
    await db.pendingSignIn.deleteMany({ where: { iin } });
    between.verifiedAndBegun = async () => {
      await db.entityAccount.update({ where: { bin_iin: { bin, iin } }, data: { keyRight: "employee" } });
    };
    expect((await enter()).kind).toBe("wrong");
    expect(await db.pendingSignIn.count({ where: { iin } })).toBe(0);
  });
});
