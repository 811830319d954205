import { expect, photos, test } from "../fixtures/test";
import { ApplicationPages } from "../pages/application";

/** Every ID card of the demo dataset that a state database refuses before the form: the person learns why, and what instead. */
const rows = [
  ["expires-in-31-days", "900721422362", "card"],
  ["expired-11-days-ago", "831229433093", "card"],
  ["card-lost", "950308336489", "card"],
  ["card-invalidated", "760614460213", "card"],
  ["no-card", "101002597159", "card"],
  ["surname-changed", "960125426861", "data-unchanged"],
  ["birth-date-corrected", "681005354138", "data-unchanged"],
  ["no-permanent-registration", "920819384035", "permanent-registration"],
  ["incapable", "990707363026", "capacity"],
  ["limited-capacity", "810512330837", "capacity"],
  ["deceased", "510317320669", "person"],
  ["unknown-to-gbd-fl", "980217385983", "person"],
  ["access-refused", "940918481277", "access"],
  ["no-verified-phone", "891010449208", "phone"],
  ["not-recognised", "860926351760", "identification"],
] as const;

for (const [scenario, persona, check] of rows) {
  test(`${scenario}: refused at "${check}", with the reason and what to do`, async ({ page, qa }) => {
    const iin = await qa.personLike(scenario, persona);
    await qa.signIn(page.context(), iin);
    const pages = new ApplicationPages(page, "ru");
    const id = await pages.start();
    await pages.agree();
    const refused = page.locator(`.ui-checks__item--refused#${check}`);
    await expect(refused).toBeVisible({ timeout: 20_000 });
    await expect(refused.locator(".ui-checks__more")).not.toBeEmpty();
    await expect.poll(async () => (await qa.application(id)).state).toBe("refused");
    await expect(page.locator("main")).toContainText("1414");
    // Nothing goes on from here: the form stays closed.
    await page.goto(`/ru/apply/${id}/region`);
    await expect(page.locator("#region")).toHaveCount(0);
  });
}

test("the demo dataset's refusals of ID cards are all walked here", async ({ qa }) => {
  const elsewhere = new Set([
    "data-reported-wrong",
    "registration-refused",
    "granted",
    "pending",
    "photo-quality",
    "signature-quality",
    "further-verification",
  ]);
  const before = (await qa.scenarios())
    .filter(({ service }) => service === "id-card-renewal")
    .filter(({ expect: outcome }) => !elsewhere.has(outcome) && !/^(photo|sample)-/.test(outcome))
    .map(({ id }) => id);
  expect(before.toSorted()).toEqual(rows.map(([scenario]) => scenario).toSorted());
});

test("a photo of another person is refused without telling whose it is, and can be replaced", async ({ page, qa }) => {
  const iin = await qa.personLike("photo-of-another", "931111467443");
  await qa.signIn(page.context(), iin);
  const pages = new ApplicationPages(page);
  const id = await pages.start();
  await pages.reachPhoto();
  await page.locator("#photo").setInputFiles(photos.own);
  await page.locator("#recent").check();
  await pages.submit();
  await expect(page.locator(".ui-error-summary")).toBeVisible({ timeout: 20_000 });
  expect(new URL(page.url()).pathname).toBe(`/kk/apply/${id}/photo`);
  await expect.poll(async () => (await qa.application(id)).state).toBe("draft");
  await expect(page.locator("main")).not.toContainText("0.4");
});

test("RP DRN refuses the registration: submitted, then refused with its words", async ({ page, qa }) => {
  const iin = await qa.personLike("rp-drn-refuses", "910206447954");
  await qa.signIn(page.context(), iin);
  const { id } = await qa.walk(iin, "signed").catch(() => ({ id: "" }));
  await qa.runDue();
  await page.goto(id === "" ? "/kk/cabinet" : `/kk/cabinet/applications/${id}`);
  await expect(page.locator("main")).toContainText(/ХҚКО/);
});
