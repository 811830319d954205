import { afterEach, describe, expect, it, vi } from "vitest";

/** The check as it is under these settings. */
async function underSettings(settings: Readonly<Record<string, string>>) {
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  vi.resetModules();
  return (await import("./access")).mayCallQa;
}

afterEach(() => {
  vi.unstubAllEnvs();
});

describe("the QA API's token", () => {
  it("is asked for in full, and in its scheme", async () => {
    const mayCall = await underSettings({ QA_TOKEN: "a token of ours" });
    expect(mayCall("Bearer a token of ours")).toBe(true);
    for (const header of [
      null,
      "",
      "Bearer",
      "Bearer ",
      "a token of ours",
      "Bearer a token of our",
      "bearer a token of ours",
    ]) {
      expect(mayCall(header), String(header)).toBe(false);
    }
    expect(mayCall("Bearer a token of ours ")).toBe(false);
    expect(mayCall("Bearer qa")).toBe(false);
  });

  it("is qa unless one is set", async () => {
    const mayCall = await underSettings({ QA_TOKEN: "", PORTAL_ENV: "demo" });
    expect(mayCall("Bearer qa")).toBe(true);
  });

  it("has no default in production: nobody is answered", async () => {
    const mayCall = await underSettings({ QA_TOKEN: "", PORTAL_ENV: "production", MOCKS: "on" });
    for (const header of ["Bearer qa", "Bearer ", "Bearer undefined", null]) expect(mayCall(header)).toBe(false);
  });
});
