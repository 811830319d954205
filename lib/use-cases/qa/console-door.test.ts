import { afterEach, describe, expect, it, vi } from "vitest";

/** The door as it is under these settings. */
async function underSettings(settings: Readonly<Record<string, string>>) {
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  vi.resetModules();
  return import("./console-door");
}

const production = { PORTAL_ENV: "production", MOCKS: "on", QA_TOKEN: "a token of ours", AUTH_SECRET: "one secret" };

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

describe("the console's door", () => {
  it.each(["demo", "test", "development"])("stands open in %s", async (name) => {
    const door = await underSettings({ ...production, PORTAL_ENV: name });
    expect(door.asksForToken()).toBe(false);
    expect(door.mayUseConsole(undefined)).toBe(true);
  });

  it("opens in production to the ticket that the token gives, and to nothing else", async () => {
    const door = await underSettings(production);
    expect(door.asksForToken()).toBe(true);
    expect(door.isQaToken("a token of ours")).toBe(true);
    for (const wrong of ["", "a token of our", "a token of ours ", "qa"])
      expect(door.isQaToken(wrong), wrong).toBe(false);
    const { value, options } = door.newTicket();
    expect(door.mayUseConsole(value)).toBe(true);
    expect(options).toMatchObject({ httpOnly: true, sameSite: "strict" });
    expect(value).not.toContain("token of ours");
    const [expires = "", seal = ""] = value.split(".");
    const later = `${String(Number(expires) + 1000)}.${seal}`;
    for (const forged of [
      undefined,
      "",
      ".",
      seal,
      later,
      `${expires}.`,
      `${expires}.x`,
      `x.${seal}`,
      "a token of ours",
    ]) {
      expect(door.mayUseConsole(forged), String(forged)).toBe(false);
    }
  });

  it("shuts after eight hours", async () => {
    vi.useFakeTimers({ now: new Date("2026-11-21T05:00:00Z") });
    const door = await underSettings(production);
    const { value } = door.newTicket();
    vi.setSystemTime(new Date("2026-11-21T12:59:59.999Z"));
    expect(door.mayUseConsole(value)).toBe(true);
    vi.setSystemTime(new Date("2026-11-21T13:00:00Z"));
    expect(door.mayUseConsole(value)).toBe(false);
  });

  it("takes no ticket of another token or another portal", async () => {
    const { value } = (await underSettings(production)).newTicket();
    expect((await underSettings({ ...production, QA_TOKEN: "another" })).mayUseConsole(value)).toBe(false);
    expect((await underSettings({ ...production, AUTH_SECRET: "another" })).mayUseConsole(value)).toBe(false);
    expect((await underSettings(production)).mayUseConsole(value)).toBe(true);
  });

  it("stays shut where there is no token", async () => {
    const door = await underSettings({ ...production, QA_TOKEN: "" });
    expect(door.isQaToken("")).toBe(false);
    expect(door.isQaToken("qa")).toBe(false);
    expect(door.mayUseConsole(door.newTicket().value)).toBe(false);
  });
});
