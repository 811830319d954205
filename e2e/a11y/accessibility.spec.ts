import { randomInt } from "node:crypto";
import { expectNoViolations, lookIn } from "../fixtures/no-violations";
import { expect, officers, test } from "../fixtures/test";
import { ApplicationPages } from "../pages/application";
import { SignInPages } from "../pages/sign-in";
import { StaffPages } from "../pages/staff";

const publicPages = [
  "",
  "/services",
  "/services/id-card-renewal",
  "/sign-in",
  "/sign-in/eds",
  "/sign-in/eds?way=ncalayer",
  "/sign-in/egov-mobile",
  "/sign-in/organisation",
  "/sign-in/forgotten",
  "/sign-in/forgotten/eds",
  "/sign-in/forgotten/sms",
  "/sign-up",
  "/help",
  "/accessibility",
  "/privacy",
  "/outage",
  "/session-ended",
  "/verify",
  "/nowhere",
];

for (const locale of ["kk", "ru", "en"]) {
  const look = lookIn(locale);
  test(`public pages have no violation (${locale})`, async ({ page }) => {
    for (const path of publicPages) {
      await page.goto(`/${locale}${path}`);
      await expect(page.locator("html")).toHaveAttribute("lang", locale);
      await look(page);
    }
  });

  test(`the page that asks for the code has no violation (${locale})`, async ({ page, citizen, qa }) => {
    await page.goto(`/${locale}/sign-in`);
    await new SignInPages(page, qa).withPassword(citizen);
    await page.waitForURL(/\/sign-in\/code/);
    await look(page);
    await page.locator("#code").fill("000000");
    await page.locator("form:has(#code) button[type=submit]").first().click();
    await expect(page.locator(".ui-error-summary")).toBeVisible();
    await look(page);
  });

  test(`the pages of an application have no violation, errors included (${locale})`, async ({
    cabinet,
    citizen,
    qa,
  }) => {
    const pages = new ApplicationPages(cabinet, locale);
    const id = await pages.start();
    await look(cabinet);
    await pages.submit();
    await expect(cabinet.locator(".ui-error-summary")).toBeVisible();
    await look(cabinet);
    await pages.agree();
    await look(cabinet);
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
      "sign?way=ncalayer",
      "sign?way=egov-mobile",
    ]) {
      await cabinet.goto(`/${locale}/apply/${id}/${step}`);
      await look(cabinet);
    }
    await cabinet.goto(`/${locale}/apply/${id}/photo`);
    await cabinet.locator("#recent").uncheck();
    await pages.submit();
    await expect(cabinet.locator(".ui-error-summary")).toBeVisible();
    await look(cabinet);
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
      `cabinet/applications/${id}/signatures`,
      `cabinet/applications/${id}/withdraw`,
      "cabinet/access-log",
      "cabinet/profile",
      "cabinet/profile/password",
      "cabinet/profile/phone",
      "cabinet/profile/phone/remove",
      "cabinet/profile/key",
      "cabinet/profile/email",
      "services/id-card-renewal/start",
      `apply/${id}/done`,
    ]) {
      await cabinet.goto(`/${locale}/${path}`);
      await look(cabinet);
    }

    const desk = new StaffPages(await (await browser.newContext()).newPage(), qa, locale);
    await desk.signIn(officers.review);
    await look(desk.page);
    await desk.openTask(number);
    await look(desk.page);
    await desk.claim();
    await look(desk.page);
    await desk.prepareApproval();
    await look(desk.page);

    await qa.walk(citizen, "ready");
    await desk.signIn(officers.handover);
    await desk.openTask(number);
    await desk.claim();
    await look(desk.page);
    await desk.page.context().close();
  });
}

test("the steps of an account have no violation, one after another", async ({ page, qa, citizen }) => {
  const looked = async (path: RegExp) => {
    await page.waitForURL(path);
    await expectNoViolations(page);
  };
  const press = () => page.locator("main form button[type=submit]").first().click();
  await page.goto("/kk/sign-in/egov-mobile");
  await press();
  await expect(page.getByRole("img", { name: /QR/ })).toBeVisible();
  await expectNoViolations(page);
  const code = (await page.locator("a[href^='https://m.egov.kz/mobileSign']").getAttribute("href")) ?? "";
  await qa.phone(citizen, code, "expired");
  await expect(page.locator(".ui-error-summary")).toBeVisible();
  await expectNoViolations(page);
  await qa.phone(citizen, code);
  await expect(page.locator("main")).toContainText(citizen);
  await expectNoViolations(page);
  await page.getByRole("button", { name: "Кіру", exact: true }).click();
  await page.waitForURL(/\/kk\/cabinet/);

  await page.context().clearCookies();
  await page.goto("/kk/sign-in/forgotten/sms");
  await page.locator("#iin").fill(citizen);
  await press();
  await looked(/forgotten\/code/);
  await expect.poll(async () => (await qa.messages(citizen)).some((sent) => sent.code !== undefined)).toBe(true);
  await page.locator("#code").fill(await qa.lastCode(citizen));
  await press();
  await looked(/forgotten\/identify/);
  await press();
  await looked(/new-password/);
  await page.locator("#newPassword").fill("short");
  await press();
  await expect(page.locator(".ui-error-summary")).toBeVisible();
  await expectNoViolations(page);

  await qa.signIn(page.context(), citizen);
  await page.goto("/kk/cabinet/profile/email");
  await page.locator("#email").fill(`${citizen}@example.kz`);
  await press();
  await looked(/email\/code/);
  await page.locator("#code").fill("000000");
  await press();
  await expect(page.locator(".ui-error-summary")).toBeVisible();
  await page.locator("#code").fill(await qa.lastCode(citizen));
  await press();
  await looked(/told=email/);
  await expect(page.locator("main")).toContainText("Мекенжай расталды");
  await page.goto("/kk/cabinet/profile/phone");
  await page.locator("#phone").fill(`701${String(randomInt(10 ** 6, 10 ** 7))}`);
  await press();
  await looked(/phone\/code/);
  await page.locator("#code").fill(await qa.lastCode(citizen));
  await press();
  await looked(/phone\/sign/);
  await page.goto("/kk/cabinet/profile");
  await page.locator("main a[href*='/stranger?']").first().click();
  await looked(/profile\/stranger/);
});

test("an application has no violation however it stands or has ended", async ({ page, qa }) => {
  const standing = async (end: (iin: string) => Promise<string>) => {
    const iin = await qa.personLike("expires-in-20-days", "940416412502");
    await qa.signIn(page.context(), iin);
    await page.goto(`/kk/cabinet/applications/${await end(iin)}`);
    await expectNoViolations(page);
  };
  for (const to of ["draft", "ready", "done"] as const) await standing(async (iin) => (await qa.walk(iin, to)).id);
  await standing(async (iin) => {
    const { id } = await qa.walk(iin, "in-review");
    await page.goto(`/kk/cabinet/applications/${id}/withdraw`);
    await page.locator("main form button[type=submit]").last().click();
    await page.waitForURL(new RegExp(`/cabinet/applications/${id}$`));
    return id;
  });
  await standing(async (iin) => {
    const { id } = await qa.walk(iin, "draft");
    await qa.clock({ iin, advance: "P31D" });
    await qa.runDue();
    // A session does not outlive such a month.
    await qa.signIn(page.context(), iin);
    return id;
  });
});

test("an annulled application has no violation", async ({ browser, cabinet, citizen, qa }) => {
  const { id, number } = await qa.walk(citizen, "in-review");
  const desk = new StaffPages(await (await browser.newContext()).newPage(), qa);
  await desk.signIn(officers.review);
  await desk.openTask(number);
  await desk.claim();
  await desk.annul(officers.review, "photo-quality", "Жүзіңіз көлеңкеде тұр.");
  await desk.page.context().close();
  await cabinet.goto(`/kk/cabinet/applications/${id}`);
  await expectNoViolations(cabinet);
});

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
