import { expect, photos, test } from "../fixtures/test";
import { ApplicationPages } from "../pages/application";

test.describe("a photo that does not meet the requirements", () => {
  test("is refused with its measure and a picture that shows where; cut in its frame by keyboard, it is taken", async ({
    page,
    qa,
  }) => {
    const iin = await qa.personLike("expires-in-30-days", "871103345327");
    await qa.signIn(page.context(), iin);
    const { id } = await qa.walk(iin, "draft");
    const pages = new ApplicationPages(page, "ru");
    await page.goto(`/ru/apply/${id}/photo`);
    const chooser = page.locator(".ui-file", { has: page.locator("#photo") });
    await expect(chooser).toContainText("Выбрать файл");
    await expect(chooser).toContainText("Файл не выбран");
    await page.locator("#photo").focus();
    await expect(page.locator("#photo")).toBeFocused();
    await page.locator("#photo").setInputFiles(photos.tooSmall);
    await expect(chooser).toContainText(".jpg");
    await expect(page.locator(".ui-portrait canvas")).toBeVisible();
    await page.locator("#recent").check();
    await pages.submit();

    const complaint = page.locator(".ui-complaints > section");
    await expect(complaint).toHaveCount(1, { timeout: 20_000 });
    await expect(complaint).toContainText(/3\d % высоты снимка, а должна занимать 70–80 %/);
    await expect(complaint.getByRole("img")).toHaveAccessibleName(/фотография/);
    await expect(complaint.locator("figure > svg .ui-marked__wrong")).toHaveCount(3);
    await expect(complaint.locator("figure > svg .ui-marked__wanted")).toHaveCount(4);
    await expect(page.locator(".ui-error-summary__list a")).toHaveAttribute("href", "#photo");

    await page.locator("#photo").setInputFiles(photos.tooSmall);
    const zoom = page.getByLabel("Крупнее");
    await zoom.focus();
    for (let press = 0; press < 46; press += 1) await page.keyboard.press("ArrowRight");
    await expect(zoom).toHaveValue("1.92");
    await expect(page.locator(".ui-portrait").getByRole("status")).toContainText(/46\d × 60\d/);
    await pages.proceed("signature-sample");
  });

  test("in another form or too many bytes is cut and made smaller before it is sent", async ({ page, qa }) => {
    const iin = await qa.personLike("expires-in-30-days", "871103345327");
    await qa.signIn(page.context(), iin);
    const { id } = await qa.walk(iin, "draft");
    await page.goto(`/kk/apply/${id}/photo`);
    await page.locator("#photo").setInputFiles(photos.wrongAspect);
    await expect(page.locator(".ui-portrait").getByRole("status")).toContainText("900 × 1157");
    await new ApplicationPages(page).proceed("signature-sample");
  });
});
