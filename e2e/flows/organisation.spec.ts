import type { Page } from "@playwright/test";
import { keyPassword, newIin } from "../fixtures/qa";
import { expect, test } from "../fixtures/test";
import { signThroughNcaLayer, sitAtNcaLayer } from "../pages/ncalayer";

const passphrase = "үш тал терек пен көл";

test("an organisation's key makes an account of its own, which is entered by password and by key, and shows nothing of the person's", async ({
  page,
  qa,
  citizen,
}) => {
  const bin = await qa.entityOf(citizen);
  const { number } = await qa.walk(citizen, "draft");
  const sign = async (at: Page, of = bin) => {
    await at.locator("#file-key").setInputFiles(await qa.key(citizen, "valid", of));
    await at.locator("#file-key-password").fill(keyPassword);
    await at.locator("form:has(#file-key) button[type=submit]").click();
  };
  for (const [of, words] of [
    [await qa.entityOf(citizen, "closed"), "қызметі тоқтатылған"],
    [await qa.entityOf(newIin("9003034")), "дерекқорда басшы басқа адам"],
    [newIin("2003400"), "дерекқорынан ұйым табылмады"],
  ] as const) {
    await page.goto("/kk/sign-up");
    await sign(page, of);
    await expect(page.locator(".ui-error-summary")).toContainText(words);
  }
  // The organisation's key alone is on the token.
  await sitAtNcaLayer(page, citizen, bin);
  await page.goto("/kk/sign-up?told=organisation");
  await page.locator("a[href*='way=ncalayer']").click();
  await signThroughNcaLayer(page);
  await page.waitForURL(/new-password/);
  await expect(page.locator("main")).toContainText(bin);
  await page.locator("#newPassword").fill(passphrase);
  await page.locator("main form button[type=submit]").first().click();
  await page.waitForURL(/\/kk\/organisation/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("«Самал» ЖШС");
  await expect(page.locator(".ui-header")).toContainText("«Самал» ЖШС");

  for (const path of ["cabinet/documents", "cabinet/notices", "cabinet/access-log", "services/id-card-renewal/start"]) {
    await page.goto(`/kk/${path}`);
    await expect(page.locator("main")).toContainText("азаматтарға арналған");
    await expect(page.locator("main")).not.toContainText(number);
  }

  await page.getByRole("button", { name: "Шығу" }).click();
  await page.goto("/kk/sign-in");
  await page.getByRole("link", { name: "Ұйым атынан кіру" }).click();
  // The head gives the BIN alone; their own password is another.
  await page.locator("#bin").fill(bin);
  await page.locator("#password").fill("Demo-Portal-2026");
  await page.locator("form:has(#bin) button[type=submit]").last().click();
  await expect(page.locator(".ui-error-summary")).toContainText("БСН немесе құпиясөз дұрыс емес");
  await expect(page.locator("#bin")).toHaveValue(bin);
  await page.locator("#password").fill(passphrase);
  await page.locator("form:has(#bin) button[type=submit]").last().click();
  await page.waitForURL(/sign-in\/code/);
  await page.locator("#code").fill(await qa.lastCode(citizen));
  await page.locator("form:has(#code) button[type=submit]").first().click();
  await page.waitForURL(/\/kk\/organisation$/);

  // After the session's end it is entered again by its own door, and one is back where one was.
  await qa.clock({ iin: citizen, advance: "PT20M" });
  await expect(async () => {
    await page.evaluate(() => {
      document.dispatchEvent(new Event("visibilitychange"));
    });
    await expect(page.locator(".session-watch a")).toHaveAttribute("href", "/kk/sign-in/organisation", {
      timeout: 2_000,
    });
  }).toPass();
  await page.goto("/kk/organisation/email");
  await page.waitForURL(/session-ended/);
  await expect(page.locator("main")).toContainText("ұйымның бетінде аяқталмаған өтініш");
  await page.locator("main").getByRole("link", { name: "Қайта кіру" }).click();
  await expect(page.locator("#bin")).toBeVisible();
  await page.locator("main a[href*='/sign-in/eds']").click();
  await page.locator("a[href*='way=ncalayer']").click();
  await signThroughNcaLayer(page);
  await page.waitForURL(/\/kk\/organisation\/email$/);

  // To act for oneself one signs in for oneself.
  await page.goto("/kk/organisation");
  await page.getByRole("link", { name: "Өз атымнан кіру" }).first().click();
  await page.locator("#iin").fill(citizen);
  await page.locator("#password").fill("Demo-Portal-2026");
  await page.locator("form:has(#iin) button[type=submit]").last().click();
  await page.waitForURL(/sign-in\/code/);
  await page.locator("#code").fill(await qa.lastCode(citizen));
  await page.locator("form:has(#code) button[type=submit]").first().click();
  await page.waitForURL(/\/kk\/cabinet$/);
  await expect(page.locator("main")).toContainText(number);
  await page.goto("/kk/cabinet/profile");
  await expect(page.locator("main")).toContainText("«Самал» ЖШС");
});
