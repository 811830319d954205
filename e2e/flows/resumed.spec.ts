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

test("a page of an earlier build says that it is out of date, and what was saved is there", async ({
  cabinet,
  citizen,
  qa,
}) => {
  const { id } = await qa.walk(citizen, "draft");
  await cabinet.goto(`/kk/apply/${id}/contacts`);
  await cabinet.locator("#email").fill("kept@example.kz");
  await cabinet.route("**/contacts", (route) =>
    route.request().method() === "POST"
      ? route.continue({ headers: { ...route.request().headers(), "next-action": "0".repeat(42) } })
      : route.continue(),
  );
  await cabinet.locator("main form button[type=submit]").last().click();
  await expect(cabinet.getByRole("heading", { level: 1 })).toHaveText("Бет ескірген");
  await cabinet.unroute("**/contacts");
  await cabinet.getByRole("button", { name: "Бетті жаңарту" }).click();
  await expect(cabinet.locator("#email")).toBeVisible();
  expect((await qa.application(id)).state).toBe("draft");
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
