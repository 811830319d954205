import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/infra/db/client";
import { openPorts } from "../gateway";
import { iin, makeWorld, noon, purpose } from "../world-for-tests";
import type { AccessControl } from "./port";

const willing = iin("900101300007");
const unwilling = iin("850515400012");
const databases = ["individuals", "documents"];

/** What every KDP does: `willing` consents, `unwilling` does not. */
export function describeContract(makePort: (now?: Date) => AccessControl): void {
  test("grants a token for exactly what was asked", async () => {
    const answer = await makePort().grant({ iin: willing, databases, purpose });
    if (answer.kind !== "found") throw new Error(answer.kind);
    const { token, expiresAt, ...rest } = answer.value;
    expect(rest).toEqual({ iin: willing, databases: ["documents", "individuals"], purpose });
    expect(token.length).toBeGreaterThan(20);
    expect(new Date(expiresAt).getTime()).toBeGreaterThan(noon.getTime());
  });

  test("finds a consent that still holds, and makes a new one when it has run out or been revoked", async () => {
    const grant = async (now?: Date) => {
      const answer = await makePort(now).grant({ iin: willing, databases, purpose });
      if (answer.kind !== "found") throw new Error(answer.kind);
      return answer.value;
    };
    const first = await grant();
    expect((await grant()).token).toBe(first.token);
    const second = await grant(new Date(first.expiresAt));
    expect(second.token).not.toBe(first.token);
    expect((await makePort().revoke({ iin: willing, token: second.token })).kind).toBe("found");
    expect((await grant(new Date(first.expiresAt))).token).not.toBe(second.token);
  });

  test("a consent to more databases is another consent", async () => {
    const narrow = await makePort().grant({ iin: willing, databases: ["documents"], purpose });
    const wide = await makePort().grant({ iin: willing, databases, purpose });
    if (narrow.kind !== "found" || wide.kind !== "found") throw new Error("not granted");
    expect(narrow.value.token).not.toBe(wide.value.token);
  });

  test("revoking another person's consent finds none, and leaves it", async () => {
    const granted = await makePort().grant({ iin: willing, databases, purpose });
    if (granted.kind !== "found") throw new Error(granted.kind);
    const { token } = granted.value;
    expect(await makePort().revoke({ iin: unwilling, token })).toEqual({ kind: "not-found" });
    expect(await makePort().grant({ iin: willing, databases, purpose })).toEqual(granted);
  });

  test("who refuses is denied", async () => {
    expect(await makePort().grant({ iin: unwilling, databases, purpose })).toEqual({ kind: "denied" });
  });
}

describe("the mock of KDP", () => {
  beforeAll(async () => {
    await makeWorld({ accessRefusals: [{ iin: unwilling }] });
  });

  describeContract((now = noon) => openPorts({ reader: { kind: "portal" }, purpose, now })["access-control"]);

  test("what it promised is kept in its table", async () => {
    expect(await db.mockAccessToken.count({ where: { iin: unwilling } })).toBe(0);
    expect(await db.mockAccessToken.count({ where: { iin: willing, revokedAt: { not: null } } })).toBe(1);
  });
});
