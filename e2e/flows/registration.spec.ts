import { expect, test } from "../fixtures/test";
import { RegistrationPages } from "../pages/registration";

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("an own dwelling is chosen and the residence registered; the chip's address is for the service centre", async ({
    page,
    qa,
  }) => {
    const { iins, rkas } = await qa.peopleLike("residence-own-elsewhere");
    const [citizen = "", rka = ""] = [iins["880412341009"], rkas["0201110031702013"]];
    await qa.signIn(page.context(), citizen);
    const pages = new RegistrationPages(page);
    await pages.start();
    await pages.chooseOwn(rka);
    await pages.passChecks("arrival");
    await expect(page.locator("main")).toContainText("Көкшетау қаласы");
    await pages.fillInArrival();
    await pages.passChecks("review");
    await page.locator("main .ui-button--primary").last().click();
    await expect(page.locator("pre.ui-document")).toContainText("Көкшетау қаласы");
    const { id } = pages;
    const done = await qa.walkService("residence-registration", citizen, "done", {});
    expect(done).toMatchObject({ id, state: "granted" });
    await page.goto("/kk/cabinet/notices");
    await expect(page.locator(".ui-notices")).toContainText("чипіндегі заңды мекенжайды");
  });
});

test("a stay of thirteen months is too long, one of twelve is registered and ends no permanent one", async ({
  page,
  qa,
}) => {
  const { iins, rkas } = await qa.peopleLike("stay-own-elsewhere");
  const [citizen = "", rka = ""] = [iins["880412341009"], rkas["0201110031702013"]];
  await qa.signIn(page.context(), citizen);
  const pages = new RegistrationPages(page, "temporary-registration");
  await pages.start();
  await pages.chooseOwn(rka);
  await pages.passChecks("period");
  await page.locator("#from").fill("2026-11-21");
  await page.locator("#to").fill("2027-12-21");
  await pages.submit();
  await expect(page.locator("main")).toContainText("Он екі айдан ұзақ");
  await page.locator("#to").fill("2027-11-20");
  await pages.submit();
  await pages.passChecks("arrival");
  const done = await qa.walkService("temporary-registration", citizen, "done", {});
  expect(done.state).toBe("granted");
  await page.goto("/kk/services/residence-registration/start");
  await page.locator("main form .ui-button--start").click();
  await page.locator("#consent").check();
  await pages.submit();
  await pages.passChecks("dwelling");
  await expect(page.locator("main")).toContainText("Сарыарқа ауданы");
});

test("another's dwelling is found as its address is typed; a wrong owner learns nothing", async ({ page, qa }) => {
  const { iins, rkas } = await qa.peopleLike("residence-owner-consents");
  const [citizen = "", owner = ""] = [iins["990218441201"], iins["711103441301"]];
  const rka = rkas["0201270031702039"] ?? "";
  await qa.signIn(page.context(), citizen);
  const pages = new RegistrationPages(page);
  await pages.start();
  await page.locator("input[value=another]").check();
  await pages.submit();
  await pages.arriveAt("address-way");
  await page.locator("input[value=code]").check();
  await pages.submit();
  await pages.arriveAt("address-code");
  await page.locator("#address-text").fill(`Орал ${rka.slice(-5)}`);
  await page.locator(".ui-finder__choice").first().click();
  await expect(page.locator("#rka")).toHaveValue(rka);
  await pages.submit();
  await pages.arriveAt("owner");
  await page.locator("#ownerIin").fill(citizen);
  await pages.submit();
  await expect(page.locator("main")).toContainText("Бұл мекенжайда осы меншік иесінің тұрғын үйі табылмады");
  await page.locator("#ownerIin").fill(owner);
  await pages.submit();
  await pages.passChecks("arrival");
  const waiting = await qa.walkService("residence-registration", citizen, "awaiting-consent", {});
  expect(waiting.state).toBe("awaiting-consent");
});
