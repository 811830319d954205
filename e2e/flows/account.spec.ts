import { randomInt } from "node:crypto";
import type { Page } from "@playwright/test";
import { newIin } from "../fixtures/qa";
import { expect, officers, test } from "../fixtures/test";
import { signWithKey } from "../pages/application";
import { SignInPages } from "../pages/sign-in";

const passphrase = "жаңа қақпа күзде ашылды";
const freshNumber = () => `701${String(randomInt(10 ** 6, 10 ** 7))}`;

async function submit(page: Page): Promise<void> {
  await page.locator("main form button[type=submit]").first().click();
}

async function expectSignedIn(page: Page): Promise<void> {
  await page.waitForURL(/\/kk\/cabinet/);
  await page.goto("/kk/cabinet/profile");
  await expect(page.locator("main h1")).toBeVisible();
}

test("a key makes an account, links a number, and signs in after that; the password works too", async ({
  page,
  qa,
}) => {
  const iin = newIin("9105054");
  await page.goto("/kk/sign-up");
  await signWithKey(page, qa, iin);
  await page.waitForURL(/new-password/);
  await page.locator("#newPassword").fill("short");
  await page.locator("#email").fill("nobody");
  await submit(page);
  await expect(page.locator(".ui-error-summary")).toBeVisible();
  await expect(page.locator("#email")).toHaveValue("nobody");
  await page.locator("#email").fill("a@example.kz");
  await page.locator("#newPassword").fill(passphrase);
  await submit(page);
  await expectSignedIn(page);

  await page.goto("/kk/cabinet/profile/phone");
  await page.locator("#phone").fill("12");
  await submit(page);
  await expect(page.locator(".ui-error-summary")).toBeVisible();
  await page.locator("#phone").fill(`8 (${freshNumber()}`);
  await submit(page);
  await page.waitForURL(/phone\/code/);
  await page.locator("#code").fill(await qa.lastCode(iin));
  await submit(page);
  await page.waitForURL(/phone\/sign/);
  await signWithKey(page, qa, iin);
  await page.waitForURL(/told=linked/);
  await expect(page.locator(".ui-banner--success")).toContainText("Нөмір тіркелді");

  await page.context().clearCookies();
  await page.goto("/kk/sign-in/eds");
  await signWithKey(page, qa, iin);
  await expectSignedIn(page);

  await page.context().clearCookies();
  const signIn = new SignInPages(page, qa);
  await page.goto("/kk/sign-in");
  await signIn.withPassword(iin, passphrase);
  await signIn.withCode(iin);
  await expectSignedIn(page);
});

test("whoever's password a stranger has locked enters by EDS; a revoked key does not, and says why", async ({
  page,
  qa,
  citizen,
}) => {
  const signIn = new SignInPages(page, qa);
  for (let turn = 1; turn <= 6; turn += 1) {
    await page.goto("/kk/sign-in");
    await signIn.withPassword(citizen, "a stranger's guess");
    await expect(page.locator(".ui-error-summary")).toBeVisible();
  }
  await expect(page.locator(".ui-error-summary")).toContainText("ЭЦҚ кілтімен кіріңіз");
  await page.goto("/kk/sign-in/eds?next=/kk/cabinet/documents");
  await signWithKey(page, qa, citizen, "revoked");
  await expect(page.locator(".ui-error-summary")).toContainText("кері қайтарып алынған");
  await signWithKey(page, qa, citizen);
  await page.waitForURL(/\/kk\/cabinet\/documents/);
});

test("a forgotten password is replaced by EDS: every other session ends, and its person is told", async ({
  page,
  qa,
  citizen,
  browser,
}) => {
  const elsewhere = await browser.newContext();
  await qa.signIn(elsewhere, citizen);
  await page.goto("/kk/sign-in");
  await page.getByRole("link", { name: "Құпиясөзді ұмыттыңыз ба" }).click();
  await page.getByRole("link", { name: "ЭЦҚ кілтімен", exact: true }).click();
  await signWithKey(page, qa, citizen);
  await page.waitForURL(/new-password/);
  await page.locator("#newPassword").fill(passphrase);
  await submit(page);
  await expectSignedIn(page);
  const answer = await elsewhere.request.get("/kk/cabinet", { maxRedirects: 0 });
  expect(answer.headers()["location"]).toContain("/session-ended");
  await page.goto("/kk/cabinet/notices");
  await expect(page.locator("main")).toContainText("Жаңа құпиясөз қойылды");
});

test("staff sign in by EDS, and land at their desk", async ({ page, qa }) => {
  await page.goto("/kk/sign-in/eds");
  await signWithKey(page, qa, officers.handover);
  await page.waitForURL(/\/kk\/staff/);
});

test("this was not me: the stranger is out, and a new password is asked for", async ({
  cabinet,
  citizen,
  qa,
  browser,
}) => {
  const stranger = await browser.newContext();
  await new SignInPages(await stranger.newPage(), qa).page.goto("/kk/sign-in/eds");
  const [strangersPage] = stranger.pages();
  if (!strangersPage) throw new Error("no page");
  await signWithKey(strangersPage, qa, citizen);
  await strangersPage.waitForURL(/\/kk\/cabinet/);
  await cabinet.goto("/kk/cabinet/profile");
  await cabinet
    .getByRole("link", { name: /^Бұл мен емеспін/ })
    .first()
    .click();
  await submit(cabinet);
  await cabinet.waitForURL(/password\?told=stranger/);
  await expect(cabinet.locator("#presentPassword")).toBeVisible();
  await strangersPage.goto("/kk/cabinet");
  await strangersPage.waitForURL(/session-ended/);
});

test("two minutes before the end the page says so, and staying keeps what is typed", async ({
  cabinet,
  citizen,
  qa,
}) => {
  const { id } = await qa.walk(citizen, "draft");
  await cabinet.goto(`/kk/apply/${id}/contacts`);
  await cabinet.locator("#email").fill("typed@example.kz");
  /** The page looks at its session when it is seen again. */
  const expectWatch = (words: string) =>
    expect(async () => {
      await cabinet.evaluate(() => {
        document.dispatchEvent(new Event("visibilitychange"));
      });
      await expect(cabinet.locator(".session-watch")).toContainText(words, { timeout: 2_000 });
    }).toPass();
  await qa.clock({ iin: citizen, advance: "PT14M" });
  await expectWatch("Сессия жақында аяқталады");
  await cabinet.getByRole("button", { name: "Қала беру" }).click();
  await expect(cabinet.locator(".session-watch")).toHaveCount(0);
  await expect(cabinet.locator("#email")).toHaveValue("typed@example.kz");
  await qa.clock({ iin: citizen, advance: "PT16M" });
  await expectWatch("Сессия аяқталды");
  await expect(cabinet.locator(".session-watch a")).toHaveAttribute("href", "/kk/sign-in");
});

test("before the first page it says whether number and key will do; a tried key is remembered", async ({
  cabinet,
  citizen,
  qa,
}) => {
  await cabinet.goto("/kk/services/id-card-renewal/start");
  await expect(cabinet.locator(".readiness")).toContainText("Әлі тексерілмеген");
  await cabinet.getByRole("link", { name: "Кілтті тексеру" }).click();
  await signWithKey(cabinet, qa, citizen, "expired");
  await expect(cabinet.locator(".ui-error-summary")).toContainText("мерзімі өтіп кеткен");
  await signWithKey(cabinet, qa, citizen);
  await cabinet.waitForURL(/told=good/);
  await cabinet.goto("/kk/services/id-card-renewal/start");
  await expect(cabinet.locator(".readiness")).toContainText("Тексерілген");
});
