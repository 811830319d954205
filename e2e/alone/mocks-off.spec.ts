import { expect, test } from "@playwright/test";
import { startTestedPortal } from "@/lib/main/test-portal";
import { organisationKey } from "../fixtures/organisation-key";

test("with MOCKS=off there is no QA console, no QA API and no demo data", async ({ request }, info) => {
  const key = organisationKey(info.outputPath());
  const portal = await startTestedPortal({ ...process.env, ...key, MOCKS: "off" });
  try {
    const at = (path: string) => `${portal.variables["PORTAL_URL"] ?? ""}${path}`;
    const headers = { Authorization: "Bearer qa" };
    for (const path of [
      "/qa",
      "/kk/qa",
      "/api/qa/scenarios",
      "/api/qa/keys/900101300007.p12",
      "/api/qa/anything",
      "/kk/payment-provider/anything",
    ]) {
      expect((await request.get(at(path), { headers })).status(), path).toBe(404);
    }
    for (const call of [
      "people",
      "sign-in",
      "clock",
      "run-due",
      "applications",
      "dataset",
      "payments/R-1",
      "ncalayer",
      "phone",
    ]) {
      expect((await request.post(at(`/api/qa/${call}`), { headers, data: {} })).status(), call).toBe(404);
    }
    const home = await request.get(at("/kk"));
    expect(home.status()).toBe(200);
    expect(await home.text()).not.toContain("/qa");
  } finally {
    await portal.stop();
  }
});

test("without the mocks a portal starts with a key to seal with, or says what it wants", async () => {
  await expect(startTestedPortal({ ...process.env, MOCKS: "off" })).rejects.toThrow(
    /set ORGANISATION_BIN, ORGANISATION_KEY_FILE/,
  );
});
