import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { demoOrganisationBin, readSettings } from "@/lib/infra/env";
import { openOrganisationKey, type OrganisationKeySettings } from "./organisation-key";
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
async function given(
  content: Uint8Array,
  name: string,
  more: Partial<OrganisationKeySettings["organisationKey"]> = {},
): Promise<OrganisationKeySettings> {
  const file = path.join(folder, name);
  await writeFile(file, content);
  const organisationKey = { file, password: testKeyPassword, mayBeTestKey: false, ...more };
  return { dataDir: folder, organisationBin: bin, organisationKey };
}

const owner = { ...aliya, bin, organisation: "«ЖЕЛ» ЖШС" };

describe("the key with which the portal seals", () => {
  it("is the one that is named, with its chain", async () => {
    const settings = await given(await ca.testKey(owner, "valid"), "own.p12");
    expect((await openOrganisationKey(settings, now)).certificates).toHaveLength(3);
  });

  it("is a test key in a demonstration alone", async () => {
    const settings = (variables: Record<string, string>) => ({
      ...readSettings({ NODE_ENV: "test", DATA_DIR: folder, ...variables }),
      dataDir: folder,
    });
    expect(settings({}).organisationBin).toBe(demoOrganisationBin);
    expect((await openOrganisationKey(settings({}), now)).certificates).toHaveLength(3);
    for (const variables of [{ MOCKS: "off" }, { PORTAL_ENV: "production" }, { PORTAL_ENV: "production", MOCKS: "on" }])
      await expect(openOrganisationKey(settings(variables), now)).rejects.toThrow(
        /set ORGANISATION_BIN, ORGANISATION_KEY_FILE .* and ORGANISATION_KEY_PASSWORD/,
      );
  });

  it.each([
    ["a wrong password", { password: "qwerty12" }, /does not open with ORGANISATION_KEY_PASSWORD/],
    ["a file that is not there", { file: "/no/such/file.p12" }, /cannot be read: \/no\/such\/file.p12/],
  ])("is refused with %s", async (name, more, problem) => {
    const settings = await given(await ca.testKey(owner, "valid"), `${name}.p12`, more);
    await expect(openOrganisationKey(settings, now)).rejects.toThrow(problem);
  });

  it("never has its password in what is said of it", async () => {
    const settings = await given(new Uint8Array([1, 2, 3]), "nonsense.p12", { password: "hunter2" });
    await expect(openOrganisationKey(settings, now)).rejects.toThrow(/^(?!.*hunter2)/);
  });

  it("is of this BIN, for signing, and valid on the day", async () => {
    const other = await given(await ca.testKey({ ...owner, bin: "990340000011" }, "valid"), "other.p12");
    await expect(openOrganisationKey(other, now)).rejects.toThrow("of BIN 990340000011, while ORGANISATION_BIN is");
    const persons = await given(await ca.testKey(aliya, "valid"), "person.p12");
    await expect(openOrganisationKey(persons, now)).rejects.toThrow("of BIN none");
    const signsIn = await given(await ca.testKey(owner, "auth-only"), "auth-only.p12");
    await expect(openOrganisationKey(signsIn, now)).rejects.toThrow("not for signing");
    const old = await given(await ca.testKey(owner, "expired"), "old.p12");
    await expect(openOrganisationKey(old, now)).rejects.toThrow("valid from 2023-12-31 to 2024-12-31 only");
    expect(await openOrganisationKey(old, new Date("2024-12-31T18:59:59.000Z"))).toBeDefined();
    await expect(openOrganisationKey(old, new Date("2024-12-31T19:00:00.000Z"))).rejects.toThrow("only");
  });
});
