import { expect, test } from "@playwright/test";
import { startTestedPortal } from "@/lib/main/test-portal";
import { organisationKey } from "../fixtures/organisation-key";

const token = "a token of this test alone";

test("in production the console asks for the QA token", async ({ browser }, info) => {
  const portal = await startTestedPortal({
    ...process.env,
    ...organisationKey(info.outputPath()),
    PORTAL_ENV: "production",
    MOCKS: "on",
    QA_TOKEN: token,
  });
  try {
    const base = portal.variables["PORTAL_URL"] ?? "";
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${base}/kk/qa`);
    await expect(page.locator("#scenarios")).toHaveCount(0);
    expect((await context.request.get(`${base}/kk/qa/keys?kind=valid`)).status()).toBe(404);
    const action = await context.request.post(`${base}/kk/qa`, {
      multipart: { "1_scenario": "card-lost", "0": '["$K1"]' },
    });
    expect(await action.text()).not.toContain("qa-card");

    const give = async (given: string) => {
      await page.locator("#tokenPassword").fill(given);
      await page.locator("form:has(#tokenPassword) button[type=submit]").click();
    };
    await give("qa");
    await expect(page.locator(".ui-error-summary")).toBeVisible();
    await expect(page.locator("#tokenPassword")).toHaveValue("");
    await give(token);
    await expect(page.locator("#scenarios")).toBeVisible();
    const ticket = (await context.cookies()).find(({ name }) => name === "qa-ticket");
    expect(ticket).toMatchObject({ httpOnly: true, sameSite: "Strict" });
    expect(ticket?.value).not.toContain(token);

    const guesser = await browser.newContext({ javaScriptEnabled: false });
    const door = await guesser.newPage();
    await door.goto(`${base}/kk/qa`);
    for (let guess = 0; guess < 10; guess += 1) {
      await door.locator("#tokenPassword").fill(`guess ${String(guess)}`);
      await door.locator("form:has(#tokenPassword) button[type=submit]").click();
    }
    await door.locator("#tokenPassword").fill(token);
    await door.locator("form:has(#tokenPassword) button[type=submit]").click();
    await expect(door.locator(".ui-error-summary")).toBeVisible();
    await expect(door.locator("#scenarios")).toHaveCount(0);
  } finally {
    await portal.stop();
  }
});
