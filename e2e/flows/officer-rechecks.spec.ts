import { expect, officers, test } from "../fixtures/test";
import { StaffPages } from "../pages/staff";

test.use({ javaScriptEnabled: false });

test("a card lost meanwhile stands beside what was said at submission, and is approved only by who says they see it", async ({
  page,
  qa,
  citizen,
}) => {
  const { number } = await qa.walk(citizen, "in-review", { region: "71" });
  const staff = new StaffPages(page, qa);
  await staff.signIn(officers.review);
  await staff.openTask(number);
  await staff.claim();
  await expect(page.locator("#checks ~ .staff-checks")).toContainText("= Өзгермеген");
  await expect(page.locator(".staff-pictures img[src*=reference-photo]")).toBeVisible();

  const card = page.locator(".staff-checks tr", { hasText: "Куәлік және оның мерзімі" });
  await qa.loseCard(citizen, /\d{9}/.exec(await card.innerText())?.[0] ?? "");
  await page.getByRole("button", { name: "Дерекқорларды қайта сұрау" }).click();
  await expect(card).toContainText("✗ Енді сәйкес емес");

  await page.locator("input[name=decision][value=approve]").check();
  await page.locator("form:has(input[name=decision]) button[type=submit]").click();
  await expect(page.locator(".ui-error-summary")).toContainText("Айырмашылықты көргеніңізді белгілеңіз");
  await page.locator("#seesDifference").check();
  await page.locator("form:has(input[name=decision]) button[type=submit]").click();
  await page.waitForURL(/\/confirm\?nonce=/);
  await expect(page.locator(".ui-document")).toContainText("Енді сәйкес емес: Куәлік және оның мерзімі");
});

test("the picture grows by its address alone, and shrinks again", async ({ page, qa, citizen }) => {
  const { number } = await qa.walk(citizen, "in-review", { region: "71" });
  const staff = new StaffPages(page, qa);
  await staff.signIn(officers.review);
  await staff.openTask(number);
  await staff.claim();
  const photos = page.locator(".staff-pictures img");
  const size = async (index: number) => (await photos.nth(index).boundingBox()) ?? { width: 0, height: 0 };
  const [small, reference] = [await size(0), await size(1)];
  expect(Math.abs(small.width - reference.width)).toBeLessThan(1);
  await page.locator(".staff-pictures__open").click();
  expect((await size(0)).width).toBeGreaterThan(small.width * 1.3);
  await page.locator(".staff-pictures__close").click();
  expect((await size(0)).width).toBe(small.width);
});
