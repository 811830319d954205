import { expect, test } from "../fixtures/test";
import { signWithKey } from "../pages/application";
import { SignInPages } from "../pages/sign-in";

const passphrase = "жаңа қақпа күзде ашылды";

test("the code of a sign-in: pasted with spaces, wrong by name, and shut after five", async ({ page, qa, citizen }) => {
  const signIn = new SignInPages(page, qa);
  const summary = page.locator(".ui-error-summary");
  await page.goto("/kk/sign-in");
  await signIn.withPassword(citizen, "another's password");
  await expect(summary).toContainText("ЖСН немесе құпиясөз дұрыс емес");
  await signIn.withPassword(citizen);
  await page.waitForURL(/sign-in\/code/);
  const field = page.locator("#code");
  await expect(field).toHaveAttribute("autocomplete", "one-time-code");
  await expect(page.locator("main")).toContainText(/\d+ секунд/);
  const right = await qa.lastCode(citizen);
  const wrong = right === "000000" ? "000001" : "000000";
  const give = async (code: string) => {
    await field.fill(code);
    const answered = page.waitForResponse((response) => response.request().method() === "POST");
    await page.locator("form:has(#code) button[type=submit]").first().click();
    await answered;
  };
  await give("12");
  await expect(summary).toContainText("6 саннан тұрады");
  await give(wrong);
  await expect(summary).toContainText("Код дұрыс емес");
  // A right one counts none of the wrong.
  await give(` ${right.slice(0, 3)} ${right.slice(3)} `);
  await page.waitForURL(/\/kk\/cabinet/);

  const stranger = await qa.personLike("expires-in-20-days", "940416412502");
  await page.context().clearCookies();
  await page.goto("/kk/sign-in");
  await signIn.withPassword(stranger);
  await page.waitForURL(/sign-in\/code/);
  const another = (await qa.lastCode(stranger)) === "000000" ? "000001" : "000000";
  for (let turn = 1; turn <= 4; turn += 1) {
    await give(another);
    // The answer is on the page once the field is empty again.
    await expect(field).toHaveValue("");
    await expect(summary).toContainText(turn === 4 ? "Тағы бір рет қателессеңіз" : "Код дұрыс емес");
  }
  await give(another);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Бұл қадам уақытша жабық");
  await expect(page.locator("main")).toContainText("Қайта ашылатын уақыты");
});

test("staff by password: with a number the code enters; without one the key is asked for, and enters", async ({
  page,
  qa,
}) => {
  const officer = await qa.personLike("expires-in-20-days", "940416412502");
  const signIn = new SignInPages(page, qa);
  await qa.signIn(page.context(), officer, "umd-officer:71");
  await page.context().clearCookies();
  await page.goto("/kk/sign-in?next=/kk/staff");
  await signIn.withPassword(officer);
  await signIn.withCode(officer);
  await page.waitForURL(/\/kk\/staff/);

  await qa.unlinkPhone(officer, ["umd-officer:71"]);
  await page.context().clearCookies();
  await page.goto("/kk/sign-in?next=/kk/staff");
  await signIn.withPassword(officer);
  await page.waitForURL(/sign-in\/eds/);
  await expect(page.locator("main")).toContainText("құпиясөздің өзі аздық етеді");
  await signWithKey(page, qa, officer);
  await page.waitForURL(/\/kk\/staff/);
});

test("the profile: another device is signed out, the password changed, the number taken away; each against the password", async ({
  cabinet,
  citizen,
  qa,
  browser,
}) => {
  const elsewhere = await browser.newContext();
  await qa.signIn(elsewhere, citizen);
  const isIn = async () => (await elsewhere.request.get("/kk/cabinet", { maxRedirects: 0 })).status() === 200;
  const submit = () => cabinet.locator("main form button[type=submit]").last().click();
  const summary = cabinet.locator(".ui-error-summary");
  expect(await isIn()).toBe(true);
  await cabinet.goto("/kk/cabinet/profile");
  await cabinet
    .getByRole("button", { name: /^Шығару/ })
    .first()
    .click();
  await expect(cabinet.locator(".ui-banner--success")).toContainText("Шығарылды");
  expect(await isIn()).toBe(false);

  await qa.signIn(elsewhere, citizen);
  await cabinet.goto("/kk/cabinet/profile/password");
  await cabinet.locator("#presentPassword").fill("another's password");
  await cabinet.locator("#newPassword").fill(passphrase);
  await submit();
  await expect(summary).toContainText("Қазіргі құпиясөз дұрыс емес");
  await cabinet.locator("#presentPassword").fill("Demo-Portal-2026");
  await cabinet.locator("#newPassword").fill(citizen + citizen);
  await submit();
  await expect(summary).toContainText("ЖСН-іңіз болмасын");
  await cabinet.locator("#presentPassword").fill("Demo-Portal-2026");
  await cabinet.locator("#newPassword").fill(passphrase);
  await submit();
  await expect(cabinet.locator(".ui-banner--success")).toContainText("Құпиясөз өзгерді");
  expect(await isIn()).toBe(false);

  await cabinet.goto("/kk/cabinet/profile/phone/remove");
  await cabinet.locator("input[type=password]").fill("Demo-Portal-2026");
  await submit();
  await expect(summary).toContainText("Нөмір ажыратылған жоқ");
  await cabinet.locator("input[type=password]").fill(passphrase);
  await submit();
  await expect(cabinet.locator(".ui-banner--success")).toContainText("Нөмір ажыратылды");
  await cabinet.goto("/kk/cabinet/notices");
  await expect(cabinet.locator("main")).toContainText("Бұрынғы нөмір ажыратылды");
  await elsewhere.close();
});
