import type * as Argon2 from "@node-rs/argon2";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { hashPassword, verifyPassword } from "./password";

const verified = vi.hoisted(() => [] as string[]);

vi.mock("@node-rs/argon2", async (original) => {
  const real = await original<typeof Argon2>();
  return {
    ...real,
    verify: (stored: string, password: string) => {
      verified.push(stored.split("$").slice(0, 4).join("$"));
      return real.verify(stored, password);
    },
  };
});

beforeEach(() => {
  verified.length = 0;
});

describe("a password", () => {
  it("opens its own hash and no other", async () => {
    const stored = await hashPassword("Demo-Portal-2026");
    expect(await verifyPassword(stored, "Demo-Portal-2026")).toBe(true);
    expect(await verifyPassword(stored, "demo-portal-2026")).toBe(false);
  });

  it("costs the same argon2id work without an account, and opens nothing", async () => {
    const stored = await hashPassword("Demo-Portal-2026");
    expect(await verifyPassword(undefined, "nobody has this password")).toBe(false);
    expect(await verifyPassword(stored, "wrong")).toBe(false);
    expect(verified).toHaveLength(2);
    expect(verified[0]).toBe(verified[1]);
    expect(verified[0]).toMatch(/^\$argon2id\$/);
  });

  it("opens nothing where the hash is damaged", async () => {
    expect(await verifyPassword("not a hash", "Demo-Portal-2026")).toBe(false);
  });
});
