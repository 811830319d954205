import { expect, test } from "../fixtures/test";
import { StaffPages } from "../pages/staff";

test.use({ javaScriptEnabled: false });

const passphrase = "жаңа қақпа күзде ашылды";

test("a new password by SMS and identification", async ({ page, qa, citizen }) => {
  await page.goto("/kk/sign-in/forgotten");
  await page.locator("main a[href$='/forgotten/sms']").click();
  await page.locator("#iin").fill(citizen);
  await page.locator("form:has(#iin) button[type=submit]").click();
  await page.waitForURL(/forgotten\/code/);
  // Whose number it is, or whether there is one, stands nowhere.
  await expect(page.locator("main")).not.toContainText("+7");
  await expect.poll(async () => (await qa.messages(citizen)).length).toBeGreaterThan(0);
  const code = await qa.lastCode(citizen);
  await page.locator("#code").fill(code === "000000" ? "000001" : "000000");
  await page.locator("form:has(#code) button[type=submit]").first().click();
  await expect(page.locator(".ui-error-summary")).toContainText("Код дұрыс емес");
  await page.locator("#code").fill(code);
  await page.locator("form:has(#code) button[type=submit]").first().click();
  await page.waitForURL(/forgotten\/identify/);
  await qa.identifies(citizen, "not-recognised");
  await page.locator("main form button[type=submit]").click();
  await expect(page.locator(".ui-error-summary")).toContainText("Digital ID сізді танымады. Құпиясөз өзгерген жоқ");
  await expect(page.locator("main a[href$='/forgotten/eds']")).toBeVisible();
  await qa.identifies(citizen, "recognised");
  await qa.fault({ database: "digital-id", kind: "error", iin: citizen, times: 4 });
  await page.locator("main form button[type=submit]").click();
  await expect(page.locator(".ui-error-summary")).toContainText("Digital ID қазір жауап бермей тұр");
  await expect(async () => {
    await page.locator("main form button[type=submit]").click();
    await page.waitForURL(/new-password/, { timeout: 2_000 });
  }).toPass();
  await page.locator("#newPassword").fill(passphrase);
  await page.locator("main form button[type=submit]").last().click();
  await page.waitForURL(/\/kk\/cabinet/);
});

test("what is posted after the session's end is there again after signing in; twelve hours end it whatever is done", async ({
  page,
  qa,
  citizen,
  browser,
}) => {
  await qa.signIn(page.context(), citizen);
  const { id } = await qa.walk(citizen, "draft");
  await page.goto(`/kk/apply/${id}/contacts`);
  await expect(page.locator(".session-until")).toContainText("қайта кірсеңіз");
  await page.locator("#email").fill("kept@example.kz");
  await qa.clock({ iin: citizen, advance: "PT20M" });
  await page.locator("main form button[type=submit]").last().click();
  await page.waitForURL(/session-ended/);

  const stranger = await browser.newContext({ javaScriptEnabled: false });
  const other = await qa.personLike("expires-in-20-days", "940416412502");
  await qa.signIn(stranger, other);
  expect((await stranger.request.get(`/kk/apply/${id}/contacts`)).status()).toBe(404);

  await qa.signIn(page.context(), citizen);
  await page.goto(`/kk/apply/${id}/contacts`);
  await expect(page.locator(".ui-banner")).toContainText("Жауабыңыз сақталды");
  await expect(page.locator("#email")).toHaveValue("kept@example.kz");
  await page.locator("main form button[type=submit]").last().click();
  await page.waitForURL((url) => !url.pathname.endsWith("/contacts"));
  await page.goto(`/kk/apply/${id}/contacts`);
  await expect(page.locator(".ui-banner")).toHaveCount(0);
  await expect(page.locator("#email")).toHaveValue("kept@example.kz");

  // Somebody who has not rested for 11 hours and 50 minutes.
  await qa.signedInAgo(page.context(), citizen, 710);
  await page.goto(`/kk/apply/${id}/contacts`);
  await expect(page.locator(".session-until")).toContainText("Не ашсаңыз да");
  await page.locator("#email").fill("late@example.kz");
  await qa.clock({ iin: citizen, advance: "PT10M" });
  await page.locator("main form button[type=submit]").last().click();
  await page.waitForURL(/session-ended/);
  await expect(page.locator("main")).toContainText("12 сағат толса");
  await qa.signIn(page.context(), citizen);
  await page.goto(`/kk/apply/${id}/contacts`);
  await expect(page.locator("#email")).toHaveValue("late@example.kz");
});

test("an officer's decision posted after the session's end is there again after signing in", async ({
  page,
  qa,
  citizen,
}) => {
  const officer = await qa.personLike("expires-in-20-days", "940416412502");
  const { number } = await qa.walk(citizen, "in-review");
  await qa.signIn(page.context(), officer, "umd-officer:71");
  const desk = new StaffPages(page, qa);
  await desk.openTask(number);
  await desk.claim();
  const task = new URL(page.url()).pathname;
  await page.locator("input[name=decision][value=annul]").check();
  await page.locator("input[name=reason][value=photo-quality]").check();
  await page.locator("#comment").fill("Жүзіңіз көлеңкеде тұр.");
  await qa.clock({ iin: officer, advance: "PT20M" });
  await page.locator("form:has(input[name=decision]) button[type=submit]").click();
  await page.waitForURL(/session-ended/);
  await qa.signIn(page.context(), officer);
  await page.goto(task);
  await expect(page.locator(".ui-banner")).toContainText("Жауабыңыз сақталды");
  await expect(page.locator("#comment")).toHaveValue("Жүзіңіз көлеңкеде тұр.");
  await expect(page.locator("input[name=reason][value=photo-quality]")).toBeChecked();
  await page.locator("form:has(input[name=decision]) button[type=submit]").click();
  await page.waitForURL(/\/confirm\?nonce=/);
});
