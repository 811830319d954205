import { expectNoViolations, lookIn } from "../fixtures/no-violations";
import { expect, officers, photos, test } from "../fixtures/test";
import type { Qa } from "../fixtures/qa";
import { ApplicationPages } from "../pages/application";
import { StaffPages } from "../pages/staff";

/** Somebody new in December 2025 whose application waits for its payment. */
async function payer(qa: Qa) {
  const iin = await qa.personLike("pays-duty-2025", "890130307791");
  const { id, invoice } = await qa.walk(iin, "awaiting-payment");
  return { iin, id, invoice: invoice ?? "" };
}

for (const locale of ["kk", "ru", "en"]) {
  const look = lookIn(locale);
  test(`paying, the provider's page and coming back have no violation (${locale})`, async ({ page, qa }) => {
    const { iin, id, invoice } = await payer(qa);
    await qa.signIn(page.context(), iin);
    for (const path of ["cabinet", `cabinet/applications/${id}`, "cabinet/documents", `apply/${id}/payment`]) {
      await page.goto(`/${locale}/${path}`);
      await look(page);
    }
    await page.locator("main form button").click();
    await page.waitForURL(/\/payment-provider\//);
    await look(page);
    await page.locator("button[value=refuse]").click();
    await expect(page.getByRole("alert").first()).toBeVisible();
    await look(page);
    await page.locator("button[value=close]").click();
    await page.waitForURL(/\/payment\/return$/);
    await look(page);
    await qa.payment(invoice, "paid");
    await page.reload();
    await look(page);
    await page.goto(`/${locale}/cabinet/notices`);
    await look(page);
  });

  test(`a refused photo has no violation (${locale})`, async ({ cabinet, citizen, qa }) => {
    const { id } = await qa.walk(citizen, "draft");
    await cabinet.goto(`/${locale}/apply/${id}/photo`);
    await cabinet.locator("#photo").setInputFiles(photos.tooSmall);
    await expect(cabinet.locator(".ui-portrait canvas")).toBeVisible();
    await look(cabinet);
    await cabinet.locator("#recent").check();
    await new ApplicationPages(cabinet, locale).submit();
    await expect(cabinet.locator(".ui-complaints > section")).toBeVisible({ timeout: 20_000 });
    await look(cabinet);
  });
}

test("a payment that is being looked for has no violation", async ({ page, qa }) => {
  const { iin, id } = await payer(qa);
  await qa.signIn(page.context(), iin);
  await page.goto(`/kk/apply/${id}/payment`);
  await page.locator("main form button").click();
  await page.waitForURL(/\/payment-provider\//);
  await qa.fault({ database: "payments", kind: "error", iin });
  await page.locator("button[value=lost]").click();
  await expectNoViolations(page);
  await page.goto(`/kk/apply/${id}/payment/return`);
  await expectNoViolations(page);
});

test("checks that wait for a silent database have no violation", async ({ cabinet, citizen, qa }) => {
  const pages = new ApplicationPages(cabinet);
  await pages.start();
  await qa.fault({ database: "mobile-citizens", kind: "error", iin: citizen, minutes: 15 });
  await pages.agree();
  const silence = cabinet.locator("[aria-labelledby=silent-title]");
  await expect(silence).toBeVisible({ timeout: 20_000 });
  await expectNoViolations(cabinet);
  await qa.clock({ iin: citizen, advance: "PT11M" });
  await cabinet.reload();
  await expect(silence).toContainText("ХҚКО");
  await expectNoViolations(cabinet);
});

test("a refund and the way to apply anew have no violation", async ({ browser, page, qa }) => {
  const iin = await qa.personLike("pays-duty-2025", "890130307791");
  const { id, number } = await qa.walk(iin, "in-review");
  const desk = new StaffPages(await (await browser.newContext()).newPage(), qa);
  await desk.signIn(officers.review);
  await desk.openTask(number);
  await desk.claim();
  await expectNoViolations(desk.page);
  await desk.annul(officers.review, "photo-quality", "Фото бұлыңғыр, анық түсіріңіз.");
  await desk.page.context().close();
  await qa.runDue();
  await qa.signIn(page.context(), iin);
  await page.goto(`/kk/cabinet/applications/${id}`);
  await expect(page.locator("main form button", { hasText: "Қайта өтініш беру" })).toBeVisible();
  await expectNoViolations(page);
});

test("what production sent back has no violation", async ({ browser, page, qa }) => {
  const iin = await qa.personLike("production-sends-back", "850214344170");
  const { id, number } = await qa.walk(iin, "in-review");
  const desk = new StaffPages(await (await browser.newContext()).newPage(), qa);
  await desk.signIn(officers.review);
  await desk.openTask(number);
  await desk.claim();
  await desk.approve(officers.review);
  await qa.runDue();
  await qa.clock({ iin, advance: "PT2M" });
  await qa.runDue();
  await desk.openTask(number);
  await expect(desk.page.locator("[aria-labelledby=sent-back-title]")).toBeVisible();
  await expectNoViolations(desk.page);
  await desk.page.context().close();
  await qa.signIn(page.context(), iin);
  await page.goto(`/kk/cabinet/applications/${id}`);
  await expect(page.locator("[aria-labelledby=sent-back-title]")).toBeVisible();
  await expectNoViolations(page);
});

test("checks that came out otherwise in the officer's re-run have no violation", async ({ page, qa, citizen }) => {
  const { number } = await qa.walk(citizen, "in-review");
  const desk = new StaffPages(page, qa);
  await desk.signIn(officers.review);
  await desk.openTask(number);
  await desk.claim();
  const card = page.locator(".staff-checks tr", { hasText: "Куәлік және оның мерзімі" });
  await qa.loseCard(citizen, /\d{9}/.exec(await card.innerText())?.[0] ?? "");
  await page.getByRole("button", { name: "Дерекқорларды қайта сұрау" }).click();
  await expect(card).toContainText("✗ Енді сәйкес емес");
  await expectNoViolations(page);
});
