import { expect, test } from "../fixtures/test";
import { ApplicationPages } from "../pages/application";
import { SignInPages } from "../pages/sign-in";

test.use({ javaScriptEnabled: false });

test("everything up to the EDS works with JavaScript off", async ({ page, qa, citizen }) => {
  const pages = new ApplicationPages(page);
  const signIn = new SignInPages(page, qa);
  await page.goto("/kk/services/id-card-renewal/start");
  await signIn.withPassword(citizen);
  await signIn.withCode(citizen);
  await page.waitForURL(/\/start/);
  await page.locator("main form .ui-button--start").click();
  await pages.arriveAt("data-access");

  // An error keeps the page and says what is wrong.
  await pages.submit();
  await expect(page.locator(".ui-error-summary")).toBeVisible();
  await expect(page).toHaveTitle(/^Қате:/);

  await pages.fillIn();
  await expect(page.locator("pre.ui-document")).toContainText(citizen);
  // The key never leaves the page, so that here a script is needed: said in words.
  await expect(page.locator("form:has(#file-key) .ui-inset")).toBeVisible();
});
