import { expectNoViolations } from "../fixtures/no-violations";
import { expect, officers, test } from "../fixtures/test";
import { browserOf } from "../pages/consents";

test("an owner reports somebody they do not know; an officer of the region looks, answers, and the owner reads it", async ({
  browser,
  page,
  qa,
  baseURL,
}) => {
  // A dwelling in Astana that is full: people are registered there.
  const { iins } = await qa.peopleLike("residence-full-not-kin");
  const owners = Object.values(iins);
  let owner = "";
  for (const iin of owners) {
    await page.context().clearCookies();
    await qa.signIn(page.context(), iin);
    await page.goto("/kk/cabinet/dwellings/1");
    if ((await page.locator("main details").count()) === 0) continue;
    owner = iin;
    break;
  }
  expect(owner).not.toBe("");
  await page.locator("main details summary").first().click();
  await page.locator("main details").first().getByRole("button", { name: "Бұл адамды танымаймын" }).click();
  await expect(page.locator("main")).toContainText("Мәлімдеме көші-қон қызметіне көрінеді");
  const number = /R-\d{4}-\d{9}/.exec(await page.locator("main").innerText())?.[0] ?? "none";

  const elsewhere = await browserOf(browser, qa, officers.reviewElsewhere, baseURL, false);
  await elsewhere.goto("/kk/staff/reports");
  await expect(elsewhere.locator("main")).not.toContainText(number);

  const desk = await browserOf(browser, qa, officers.review, baseURL);
  await desk.goto("/kk/staff");
  await desk.locator("a[href$='/staff/reports']").click();
  await expect(desk.locator("main")).not.toContainText(owner);
  await expectNoViolations(desk);
  await desk.getByRole("link", { name: number }).click();
  await expect(desk.locator("main")).toContainText(owner);
  await expectNoViolations(desk);
  await desk.getByRole("button", { name: "Қаралды деп белгілеу" }).click();
  await expect(desk.locator(".ui-error-summary")).toContainText("Тексеру нәтижесін таңдаңыз");
  await desk.locator("input[value=referred]").check();
  await desk.locator("#comment").fill("Тіркеу тексерілді, материал тергеуге берілді.");
  await desk.getByRole("button", { name: "Қаралды деп белгілеу" }).click();
  await expect(desk.locator("main")).toContainText("Мәлімдеме қаралды деп белгіленді");

  await page.reload();
  await expect(page.locator("main")).toContainText("материал тергеуге берілді");
  await page.goto("/kk/cabinet/notices");
  await expect(page.locator("main")).toContainText(number);
  await page.goto("/kk/cabinet/access-log");
  await expect(page.locator("main")).toContainText("Меншік иесінің мәлімдемесін қарау");
});
