import pg from "pg";
import { afterAll, describe, expect, it } from "vitest";
import { db, inTransaction } from "./client";
import { Prisma } from "./generated/client";

afterAll(() => db.$disconnect());

async function refusalOf(sql: string): Promise<string> {
  const client = new pg.Client({ connectionString: process.env["DATABASE_APP_URL"] });
  await client.connect();
  try {
    await client.query(sql);
    return "allowed";
  } catch (error) {
    return error instanceof Error && "code" in error ? String(error.code) : "unknown";
  } finally {
    await client.end();
  }
}

describe("the role portal_app", () => {
  const notPermitted = "42501";

  it.each([
    "UPDATE portal.application_event SET seq = seq + 1",
    "DELETE FROM portal.application_event",
    "TRUNCATE portal.application_event",
    "DELETE FROM portal.audit_entry",
    "DELETE FROM portal.access_log",
    "CREATE TABLE portal.intruder ()",
    "CREATE TABLE public.intruder ()",
    "ALTER TABLE portal.account DISABLE TRIGGER ALL",
    "DROP TABLE portal.account",
    "CREATE ROLE intruder",
  ])("may not %s", async (sql) => {
    expect(await refusalOf(sql)).toBe(notPermitted);
  });

  it("may read and write what is not append-only", async () => {
    expect(await refusalOf("DELETE FROM portal.account")).toBe("allowed");
  });
});

describe("inTransaction", () => {
  const fail = (code: string) => `DO $$ BEGIN RAISE EXCEPTION 'made to fail' USING ERRCODE = '${code}'; END $$`;

  it.each(["40001", "40P01"])("runs the work again after %s, until it succeeds", async (code) => {
    let runs = 0;
    const answer = await inTransaction(async (tx) => {
      runs += 1;
      if (runs < 5) await tx.$executeRaw(Prisma.raw(fail(code)));
      return "done";
    });
    expect([answer, runs]).toEqual(["done", 5]);
  });

  it("gives up after the fifth time", async () => {
    let runs = 0;
    const work = inTransaction(async (tx) => {
      runs += 1;
      await tx.$executeRaw(Prisma.raw(fail("40001")));
    });
    await expect(work).rejects.toThrow();
    expect(runs).toBe(5);
  });

  it.each(["23505", "57014"])("does not run the work again after %s", async (code) => {
    let runs = 0;
    const work = inTransaction(async (tx) => {
      runs += 1;
      await tx.$executeRaw(Prisma.raw(fail(code)));
    });
    await expect(work).rejects.toThrow();
    expect(runs).toBe(1);
  });

  it("writes nothing when the work throws", async () => {
    const work = inTransaction(async (tx) => {
      await tx.account.create({ data: { iin: "000000000000", passwordHash: "" } });
      throw new Error("changed my mind");
    });
    await expect(work).rejects.toThrow("changed my mind");
    expect(await db.account.count()).toBe(0);
  });

  it("lets exactly one of two that read and write the same row win at a time: nothing is lost", async () => {
    await db.account.create({ data: { iin: "000000000000", passwordHash: "", phone: "0" } });
    const add = () =>
      inTransaction(
        async (tx) => {
          const { phone } = await tx.account.findUniqueOrThrow({ where: { iin: "000000000000" } });
          await tx.account.update({ where: { iin: "000000000000" }, data: { phone: String(Number(phone) + 1) } });
        },
        { isolation: "Serializable" },
      );
    await Promise.all([add(), add(), add()]);
    expect((await db.account.findUniqueOrThrow({ where: { iin: "000000000000" } })).phone).toBe("3");
  });
});
