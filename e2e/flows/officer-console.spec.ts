import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures/test";

test.use({ javaScriptEnabled: false });

/** Opens a scenario where its point shows: with one press. */
async function open(page: Page, scenario: string): Promise<void> {
  await page.goto("/kk/qa");
  const form = page.locator("form", { has: page.locator(`input[name=scenario][value="${scenario}"]`) });
  await form.locator("button[value=interest]").click();
  await page.waitForURL((url) => !url.pathname.endsWith("/qa"));
}

test("the matrix opens a scenario on the page that shows its point, with one press and without JavaScript", async ({
  page,
}) => {
  // Seven scenarios are walked to their points.
  test.slow();
  await open(page, "card-lost");
  expect(page.url()).toMatch(/\/apply\/[^/]+\/checks/);
  await expect(page.locator(".ui-checks__item--refused")).toHaveCount(1);

  await open(page, "photo-wrong-shape");
  expect(page.url()).toMatch(/\/apply\/[^/]+\/photo/);

  await open(page, "expires-in-30-days");
  expect(page.url()).toMatch(/\/apply\/[^/]+\/checks/);
  await expect(page.locator(".ui-checks__item--refused")).toHaveCount(0);

  await open(page, "expires-in-20-days");
  expect(page.url()).toMatch(/\/apply\/[^/]+\/sign$/);

  await open(page, "pays-duty-2025");
  expect(page.url()).toMatch(/\/apply\/[^/]+\/payment/);
  await expect(page.locator("main")).toContainText("786");

  await open(page, "officer-annuls-photo");
  expect(page.url()).toMatch(/\/staff\/tasks\//);
  await expect(page.locator(".staff-checks").first()).toBeVisible();

  await open(page, "relative-of-officer");
  expect(page.url()).toMatch(/\/staff\/tasks\//);
  await expect(page.locator("main")).toContainText("жақын туысыңыздың өтініші");
  await expect(page.locator(".staff-checks")).toHaveCount(0);
});
