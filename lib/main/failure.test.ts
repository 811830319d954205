import { describe, expect, it } from "vitest";
import { db, inTransaction } from "@/lib/infra/db/client";
import { isDatabaseAway, newReference } from "./failure";

// Pure tests have no database: what is thrown here is what Prisma throws when PostgreSQL is down.
const thrown = (work: Promise<unknown>) => work.then(() => undefined).catch((error: unknown) => error);

describe("an error", () => {
  it("says that the database is away when nobody answers a query or a transaction", async () => {
    expect(isDatabaseAway(await thrown(db.account.findFirst()))).toBe(true);
    expect(isDatabaseAway(await thrown(db.$queryRaw`SELECT 1`))).toBe(true);
    expect(isDatabaseAway(await thrown(inTransaction((tx) => tx.account.count())))).toBe(true);
  });

  it.each([new Error("x"), new RangeError("P1001"), { code: "P2002" }, null, "P1001", undefined])(
    "%o does not",
    (error) => {
      expect(isDatabaseAway(error)).toBe(false);
    },
  );
});

it("a reference can be read out, and is new every time", () => {
  const references = Array.from({ length: 200 }, newReference);
  expect(references.every((reference) => /^[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}$/.test(reference))).toBe(true);
  expect(new Set(references).size).toBe(200);
});
