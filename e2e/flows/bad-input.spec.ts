import { expect, photos, test } from "../fixtures/test";
import { emptyFile, hugePng, largeFile, pdfAsPhoto } from "../fixtures/pictures";
import { ApplicationPages, signWithKey } from "../pages/application";

test("an IIN with a wrong check digit is named at its field, and stays in it", async ({ page }) => {
  await page.goto("/kk/sign-in");
  await page.locator("#iin").fill("900101300008");
  await page.locator("#password").fill("Demo-Portal-2026");
  await page.locator("form:has(#iin) button[type=submit]").last().click();
  await expect(page.locator("#iin-error")).toBeVisible();
  await expect(page.locator("#iin")).toHaveValue("900101300008");
  await expect(page.locator("#password")).toHaveValue("");
  await expect(page).toHaveTitle(/^Қате:/);
});

const uploads = [
  ["a PDF that calls itself a photo", pdfAsPhoto, /JPEG/],
  ["a file of 0 bytes", emptyFile, /бос/],
  ["a PNG of 225 megapixels", hugePng, /пиксел/],
  ["a file of 6 MB", () => largeFile(6 * 1024 * 1024), /5 МБ/],
] as const;

for (const [what, file, words] of uploads) {
  test(`${what} as photo: a clear message, nothing lost, nothing kept`, async ({ cabinet, citizen, qa }) => {
    const { id } = await qa.walk(citizen, "draft");
    const before = (await qa.application(id)).events.length;
    await cabinet.goto(`/kk/apply/${id}/photo`);
    await cabinet.locator("#photo").setInputFiles(file());
    await cabinet.locator("#recent").check();
    await new ApplicationPages(cabinet).submit();
    await expect(cabinet.locator("#photo-error")).toContainText(words);
    await expect(cabinet.locator("#recent")).toBeChecked();
    expect((await qa.application(id)).events).toHaveLength(before);
  });
}

test("a photo of the wrong shape and size is refused with each fault named, and the right one is taken then", async ({
  cabinet,
}) => {
  const pages = new ApplicationPages(cabinet);
  await pages.start();
  await pages.reachPhoto();
  await cabinet.locator("#photo").setInputFiles(photos.lowResolution);
  await cabinet.locator("#recent").check();
  await pages.submit();
  await expect(cabinet.locator(".ui-error-summary__list li")).toHaveCount(2);
  await expect(cabinet.locator("main")).toContainText("413");
  await pages.attachPhoto();
});

test("a forgotten tick does not cost the photo", async ({ cabinet }) => {
  const pages = new ApplicationPages(cabinet);
  await pages.start();
  await pages.reachPhoto();
  await cabinet.locator("#photo").setInputFiles(photos.own);
  await pages.submit();
  await expect(cabinet.locator("#recent-error")).toBeVisible();
  await expect(cabinet.locator(".ui-portrait canvas")).toBeVisible();
  await cabinet.locator("#recent").check();
  await pages.proceed("signature-sample");
});

test("an e-mail address of 300 letters is refused by name and kept as typed", async ({ cabinet, citizen, qa }) => {
  const { id } = await qa.walk(citizen, "draft");
  await cabinet.goto(`/kk/apply/${id}/contacts`);
  const long = `${"а".repeat(300)}@example.kz`;
  await cabinet.locator("#email").fill(long);
  await new ApplicationPages(cabinet).submit();
  await expect(cabinet.locator("#email-error")).toBeVisible();
  await expect(cabinet.locator("#email")).toHaveValue(long);
});

test("a double click and a second tab start one application", async ({ cabinet, citizen, qa }) => {
  const second = await cabinet.context().newPage();
  for (const tab of [cabinet, second]) await tab.goto("/kk/services/id-card-renewal/start");
  const button = "main form .ui-button--start";
  await Promise.all([cabinet.locator(button).dblclick(), second.locator(button).click()]);
  for (const tab of [cabinet, second]) await tab.waitForURL(/\/apply\//);
  const ids = [cabinet, second].map((tab) => new ApplicationPages(tab).id);
  expect(ids[0]).toBe(ids[1]);
  expect((await qa.application(ids[0] ?? "")).events.filter(({ type }) => type === "application-started")).toHaveLength(
    1,
  );
  expect(citizen).toHaveLength(12);
});

test("a stale tab says where the application stands, and changes nothing", async ({ cabinet, citizen, qa }) => {
  const { id } = await qa.walk(citizen, "draft");
  await cabinet.goto(`/kk/apply/${id}/region`);
  await qa.walk(citizen, "in-review");
  const before = (await qa.application(id)).events.length;
  await cabinet.locator("#region").selectOption("75");
  await new ApplicationPages(cabinet).submit();
  await expect(cabinet.locator("#region")).toHaveCount(0);
  await expect(cabinet.locator("main")).toContainText((await qa.application(id)).number);
  expect((await qa.application(id)).events).toHaveLength(before);
});

test("a surname of 300 letters is shown whole and breaks no page", async ({ page, qa }) => {
  const surname = "Әбдіқадыр-".repeat(30);
  const iin = await qa.personWithSurname(surname);
  await qa.signIn(page.context(), iin);
  const { id } = await qa.walk(iin, "draft", { photo: "p2-new" });
  await page.setViewportSize({ width: 320, height: 640 });
  for (const step of ["checks", "personal-data", "review", "sign"]) {
    await page.goto(`/kk/apply/${id}/${step}`);
    await expect(page.locator("main")).toContainText(surname);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(over, step).toBeLessThanOrEqual(0);
  }
  await signWithKey(page, qa, iin);
  await page.waitForURL(/\/done/);
});
