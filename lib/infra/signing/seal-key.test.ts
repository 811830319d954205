import { X509Certificate } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { readSettings } from "@/lib/infra/env";
import { seals } from "@/lib/kernel/seal";
import { openSealKey, type SealKeySettings, type SealSettings } from "./seal-key";
import { aliya, now, temporaryFolder } from "./signature-for-tests";
import { openTestCa, testKeyPassword, type TestCa } from "./test-ca/test-ca";

vi.setConfig({ testTimeout: 60_000 });
const folder = temporaryFolder();
const bin = "240140000011";
let ca: TestCa;

beforeAll(async () => {
  ca = await openTestCa(folder);
}, 120_000);
afterAll(() => rm(folder, { recursive: true }));

/** Settings with a key file of this content. */
async function given(content: Uint8Array, name: string, more: Partial<SealKeySettings> = {}): Promise<SealSettings> {
  const file = path.join(folder, name);
  await writeFile(file, content);
  const key = { bin, file, password: testKeyPassword, mayBeTestKey: false, ...more };
  return { dataDir: folder, sealKeys: { portal: key, interior: key, justice: key } };
}

const owner = { ...aliya, bin, organisation: "«ЖЕЛ» ЖШС" };

describe("the key with which the portal seals", () => {
  it("is the one that is named, with its chain", async () => {
    const settings = await given(await ca.testKey(owner, "valid"), "own.p12");
    expect((await openSealKey(settings, "portal", now)).certificates).toHaveLength(3);
  });

  it("is a test key in a demonstration alone", async () => {
    const settings = (variables: Record<string, string>) => ({
      ...readSettings({ NODE_ENV: "test", DATA_DIR: folder, ...variables }),
      dataDir: folder,
    });
    for (const seal of seals) {
      const { subject } = new X509Certificate((await openSealKey(settings({}), seal, now)).certificates[0] ?? "");
      expect(subject).toContain(settings({}).sealKeys[seal].bin);
      const prefix = { portal: "ORGANISATION", interior: "INTERIOR_MINISTRY", justice: "JUSTICE_MINISTRY" }[seal];
      for (const variables of [
        { MOCKS: "off" },
        { PORTAL_ENV: "production" },
        { PORTAL_ENV: "production", MOCKS: "on" },
      ])
        await expect(openSealKey(settings(variables), seal, now)).rejects.toThrow(
          new RegExp(`set ${prefix}_BIN, ${prefix}_KEY_FILE .* and ${prefix}_KEY_PASSWORD`),
        );
    }
  });

  it.each([
    ["a wrong password", { password: "qwerty12" }, /does not open with ORGANISATION_KEY_PASSWORD/],
    ["a file that is not there", { file: "/no/such/file.p12" }, /cannot be read: \/no\/such\/file.p12/],
  ])("is refused with %s", async (name, more, problem) => {
    const settings = await given(await ca.testKey(owner, "valid"), `${name}.p12`, more);
    await expect(openSealKey(settings, "portal", now)).rejects.toThrow(problem);
  });

  it("never has its password in what is said of it", async () => {
    const settings = await given(new Uint8Array([1, 2, 3]), "nonsense.p12", { password: "hunter2" });
    await expect(openSealKey(settings, "portal", now)).rejects.toThrow(/^(?!.*hunter2)/);
  });

  it("is of this BIN, for signing, and valid on the day", async () => {
    const other = await given(await ca.testKey({ ...owner, bin: "990340000011" }, "valid"), "other.p12");
    await expect(openSealKey(other, "portal", now)).rejects.toThrow("of BIN 990340000011, while ORGANISATION_BIN is");
    const persons = await given(await ca.testKey(aliya, "valid"), "person.p12");
    await expect(openSealKey(persons, "portal", now)).rejects.toThrow("of BIN none");
    const signsIn = await given(await ca.testKey(owner, "auth-only"), "auth-only.p12");
    await expect(openSealKey(signsIn, "portal", now)).rejects.toThrow("not for signing");
    const old = await given(await ca.testKey(owner, "expired"), "old.p12");
    await expect(openSealKey(old, "portal", now)).rejects.toThrow("valid from 2023-12-31 to 2024-12-31 only");
    expect(await openSealKey(old, "portal", new Date("2024-12-31T18:59:59.000Z"))).toBeDefined();
    await expect(openSealKey(old, "portal", new Date("2024-12-31T19:00:00.000Z"))).rejects.toThrow("only");
  });
});
