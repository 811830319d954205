import { newIin } from "../fixtures/qa";
import { expect, test } from "../fixtures/test";

test("without JavaScript: the page waits for the phone, tells a refusal, and names whose key has signed before it lets in", async ({
  browser,
  citizen,
  qa,
  baseURL,
}) => {
  const options = { javaScriptEnabled: false, ...(baseURL === undefined ? {} : { baseURL }) };
  const [context, stranger] = [await browser.newContext(options), await browser.newContext(options)];
  const page = await context.newPage();
  await page.goto("/kk/sign-in?next=/kk/cabinet/documents");
  await page.getByRole("link", { name: "eGov Mobile арқылы кіру" }).click();
  await page.getByRole("button", { name: "QR-кодты көрсету" }).click();
  await expect(page.getByRole("img", { name: /QR/ })).toBeVisible();
  const code = (await page.locator("a[href^='https://m.egov.kz/mobileSign']").getAttribute("href")) ?? "";

  expect(await qa.phone(newIin("9105054"), code)).toEqual({ step: "put", status: 403 });
  await expect(page.locator(".ui-error-summary")).toContainText("порталда тіркелгі жоқ");
  expect(await qa.phone(citizen, code, "altered")).toEqual({ step: "put", status: 403 });
  await expect(page.locator(".ui-error-summary")).toContainText("Басқа мәтінге қол қойылыпты");
  expect(await qa.phone(citizen, code)).toEqual({ step: "put", status: 200 });
  await expect(page.locator("main")).toContainText(`Қол қойған кілттің ЖСН-і: ${citizen}`);
  expect(await qa.phone(citizen, code)).toEqual({ step: "describe", status: 403 });

  // Another browser has nothing of it, whatever it knows of the code.
  const elsewhere = await stranger.newPage();
  await elsewhere.goto("/kk/sign-in/egov-mobile");
  await expect(elsewhere.locator("main")).not.toContainText(citizen);

  await page.getByRole("button", { name: "Кіру", exact: true }).click();
  await page.waitForURL(/\/kk\/cabinet\/documents/);
  await page.goto("/kk/cabinet/notices");
  await expect(page.locator("main")).toContainText("eGov Mobile арқылы кіруге қол қойдыңыз");
  await Promise.all([context.close(), stranger.close()]);
});
