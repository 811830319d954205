import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, officers, test } from "../fixtures/test";
import { ApplicationPages } from "../pages/application";

async function expectNoViolations(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`)).toEqual(
    [],
  );
  // Nothing sticks out at the side, down to the smallest phone.
  await page.setViewportSize({ width: 320, height: 640 });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wide, page.url()).toBeLessThanOrEqual(0);
  await page.setViewportSize({ width: 1280, height: 900 });
}

const publicPages = [
  "",
  "/services",
  "/services/id-card-renewal",
  "/sign-in",
  "/help",
  "/accessibility",
  "/privacy",
  "/outage",
  "/session-ended",
  "/nowhere",
];

for (const locale of ["kk", "ru", "en"]) {
  test(`public pages have no violation (${locale})`, async ({ page }) => {
    for (const path of publicPages) {
      await page.goto(`/${locale}${path}`);
      await expect(page.locator("html")).toHaveAttribute("lang", locale);
      await expectNoViolations(page);
    }
  });

  test(`the pages of an application have no violation, errors included (${locale})`, async ({
    cabinet,
    citizen,
    qa,
  }) => {
    const pages = new ApplicationPages(cabinet, locale);
    const id = await pages.start();
    await expectNoViolations(cabinet);
    await pages.submit();
    await expect(cabinet.locator(".ui-error-summary")).toBeVisible();
    await expectNoViolations(cabinet);
    await pages.agree();
    await expectNoViolations(cabinet);
    await qa.walk(citizen, "draft");
    for (const step of [
      "checks",
      "personal-data",
      "region",
      "registration-point",
      "contacts",
      "photo",
      "signature-sample",
      "review",
      "sign",
    ]) {
      await cabinet.goto(`/${locale}/apply/${id}/${step}`);
      await expectNoViolations(cabinet);
    }
    await cabinet.goto(`/${locale}/apply/${id}/photo`);
    await cabinet.locator("#recent").uncheck();
    await pages.submit();
    await expect(cabinet.locator(".ui-error-summary")).toBeVisible();
    await expectNoViolations(cabinet);
  });

  test(`the cabinet and the officers' pages have no violation (${locale})`, async ({
    cabinet,
    citizen,
    qa,
    browser,
  }) => {
    const { id, number } = await qa.walk(citizen, "in-review");
    for (const path of [
      "cabinet",
      `cabinet/applications/${id}`,
      `cabinet/applications/${id}/withdraw`,
      "cabinet/access-log",
      "cabinet/profile",
      `apply/${id}/done`,
    ]) {
      await cabinet.goto(`/${locale}/${path}`);
      await expectNoViolations(cabinet);
    }
    const desk = await (await browser.newContext()).newPage();
    await qa.signIn(desk.context(), officers.review);
    await desk.goto(`/${locale}/staff`);
    await expectNoViolations(desk);
    const link = desk.locator("table a", { hasText: number });
    while ((await link.count()) === 0) await desk.locator(".ui-pagination a[rel=next]").click();
    await link.click();
    await desk.waitForURL(/tasks/);
    await expectNoViolations(desk);
  });
}

test("endings and the console have no violation", async ({ page, qa }) => {
  const refused = await qa.personLike("card-lost", "950308336489");
  await qa.signIn(page.context(), refused);
  const pages = new ApplicationPages(page);
  const id = await pages.start();
  await pages.agree();
  await expect(page.locator(".ui-checks__item--refused")).toBeVisible({ timeout: 20_000 });
  await expectNoViolations(page);
  await page.goto(`/kk/cabinet/applications/${id}`);
  await expectNoViolations(page);
  await page.goto("/kk/qa");
  await expectNoViolations(page);
});

for (const [name, value] of [
  ["appearance", "dark"],
  ["vision", "low"],
] as const) {
  test(`${name} = ${value} has no violation`, async ({ cabinet, citizen, qa, baseURL }) => {
    await cabinet.context().addCookies([{ name, value, url: baseURL ?? "" }]);
    const { id } = await qa.walk(citizen, "in-review");
    for (const path of ["", "/services/id-card-renewal", "/cabinet", `/cabinet/applications/${id}`]) {
      await cabinet.goto(`/kk${path}`);
      await expectNoViolations(cabinet);
    }
  });
}
