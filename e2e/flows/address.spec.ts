import { expectNoViolations } from "../fixtures/no-violations";
import { expect, test } from "../fixtures/test";

test("whoever stays somewhere sees until when, is reminded before the end, and reads what to do", async ({
  page,
  qa,
}) => {
  const iin = await qa.personLike("stay-already-there", "840917443901");
  await qa.signIn(page.context(), iin);
  await page.goto("/ru/cabinet");
  await page.locator("aside").getByRole("link", { name: "Мой адрес" }).click();
  const stay = page.locator("section:has(#temporary) .ui-own-document");
  await expect(stay).toContainText("по 28 февраля 2027");
  await stay.getByRole("button", { name: "Напомнить 18 февраля 2027" }).click();
  await expect(stay).toContainText("Напомним до окончания регистрации: 18 февраля 2027");
  await expectNoViolations(page);
  await page.getByRole("link", { name: "Адрес неверный?" }).click();
  await page.getByText("Я там никогда не жил(а)").click();
  await expectNoViolations(page);

  await qa.clock({ iin, now: "2027-02-18T09:00:00+05:00" });
  await qa.runDue();
  await qa.runDue();
  await qa.signIn(page.context(), iin);
  await page.goto("/ru/cabinet/notices");
  const notice = page.locator(".ui-notices > li").filter({ hasText: "временная регистрация скоро закончится" });
  await expect(notice).toHaveCount(1);
  // By SMS in the language of the account, which is Kazakh until something else is chosen.
  expect((await qa.messages(iin)).filter(({ text }) => /28.ақпан/.test(text))).toHaveLength(1);
  await notice.getByRole("link").click();
  await expect(page).toHaveURL(/\/ru\/cabinet\/address$/);
  await expect(stay.getByRole("link", { name: "Зарегистрироваться заново" })).toBeVisible();

  await qa.fault({ database: "individuals", kind: "error", iin });
  await page.reload();
  await expect(page.locator("main")).toContainText("База сейчас не отвечает");
  await expectNoViolations(page);

  const nowhere = await qa.personLike("stay-residence-not-determined", "790930341105");
  await qa.signIn(page.context(), nowhere);
  await page.goto("/ru/cabinet/address");
  await expect(page.locator("main")).toContainText("Место жительства не определено");
  await expect(page.getByRole("link", { name: "Зарегистрироваться по месту жительства" })).toBeVisible();
  await expectNoViolations(page);
});
