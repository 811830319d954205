import { expect, test } from "../fixtures/test";
import { ApplicationPages } from "../pages/application";

test("after signing out and in again the application goes on where it was left, with every answer", async ({
  cabinet,
  citizen,
  qa,
}) => {
  const pages = new ApplicationPages(cabinet);
  const id = await pages.start();
  await pages.agree();
  await pages.passChecks();
  await pages.confirmData();
  await pages.chooseRegion("71");
  await cabinet.goto("/kk/cabinet");
  await cabinet.locator("header form button[type=submit]").last().click();
  await cabinet.waitForURL(/\/kk(\/sign-in.*)?$/);
  await cabinet.goto(`/kk/apply/${id}`);
  await cabinet.waitForURL(/\/(sign-in|session-ended)/);

  await qa.signIn(cabinet.context(), citizen);
  await cabinet.goto(`/kk/apply/${id}`);
  await pages.arriveAt("registration-point");
  await cabinet.goto(`/kk/apply/${id}/region`);
  await expect(cabinet.locator("#region")).toHaveValue("71");
});

test("a changed region asks for the registration point again, and keeps the rest", async ({ cabinet, citizen, qa }) => {
  const { id } = await qa.walk(citizen, "draft");
  const pages = new ApplicationPages(cabinet);
  await cabinet.goto(`/kk/apply/${id}/region?from=review`);
  await cabinet.locator("#region").selectOption("75");
  await pages.proceed("registration-point");
  await expect(cabinet.locator("input[name=registrationPoint]:checked")).toHaveCount(0);
});

test("Back keeps what was answered", async ({ cabinet }) => {
  const pages = new ApplicationPages(cabinet);
  await pages.start();
  await pages.agree();
  await pages.passChecks();
  await pages.confirmData();
  await pages.chooseRegion("79");
  await cabinet.locator(".ui-back").click();
  await expect(cabinet.locator("#region")).toHaveValue("79");
});
