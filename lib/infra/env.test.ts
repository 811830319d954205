import path from "node:path";
import { describe, expect, it } from "vitest";
import { env, readSettings } from "./env";

function settings(variables: Record<string, string>) {
  return readSettings({ NODE_ENV: "test", ...variables });
}

describe("readSettings", () => {
  it("needs nothing to be set", () => {
    expect(settings({})).toMatchObject({
      port: 3000,
      dataDir: path.resolve(".data"),
      production: false,
      mocks: true,
      qaToken: "qa",
      enforceLegalPeriods: false,
      publicUrl: "http://localhost:3000",
    });
  });

  it("takes an empty variable for one that is not set", () => {
    expect(settings({ PORT: " ", QA_TOKEN: "", DATABASE_URL: "" })).toMatchObject({ port: 3000, qaToken: "qa" });
  });

  it.each([
    ["1", 1],
    ["65535", 65_535],
  ])("PORT=%s is a port", (given, port) => {
    expect(settings({ PORT: given }).port).toBe(port);
  });

  it.each(["0", "65536", "-1", "3000.5", "http"])("PORT=%s is refused by name", (port) => {
    expect(() => settings({ PORT: port })).toThrow(/PORT/);
  });

  it("never repeats a wrong value: it may be a secret", () => {
    expect(() => settings({ DATABASE_URL: "hunter2" })).toThrow(/^(?!.*hunter2).*DATABASE_URL/s);
  });

  it.each([
    [{}, true, "qa"],
    [{ PORTAL_ENV: "production" }, false, undefined],
    [{ PORTAL_ENV: "production", MOCKS: "on" }, true, undefined],
    [{ PORTAL_ENV: "production", MOCKS: "on", QA_TOKEN: "t" }, true, "t"],
    [{ MOCKS: "off" }, false, "qa"],
    [{ NODE_ENV: "production" }, true, "qa"],
  ])("with %o, mocks are %s and the QA token is %s", (variables, mocks, qaToken) => {
    const read = settings(variables);
    expect([read.mocks, read.qaToken]).toEqual([mocks, qaToken]);
  });

  it.each(["prod", "Production", "staging"])("PORTAL_ENV=%s is no half-way production: it is refused", (name) => {
    expect(() => settings({ PORTAL_ENV: name })).toThrow(/PORTAL_ENV/);
  });

  it("drops the slash at the end of PORTAL_URL", () => {
    expect(settings({ PORTAL_URL: "https://portal.example/" }).publicUrl).toBe("https://portal.example");
  });
});

it("says how to start when the supervisor has not handed over what is needed", () => {
  const kept = process.env["AUTH_SECRET"];
  delete process.env["AUTH_SECRET"];
  expect(() => env.authSecret).toThrow(/AUTH_SECRET is not set.*npm start/);
  process.env["AUTH_SECRET"] = kept;
  expect(env.authSecret).toBe(kept);
});
