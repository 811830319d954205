import { expect, test } from "../fixtures/test";
import { ApplicationPages } from "../pages/application";

test("what is sent before the page's script has come loses nothing", async ({ cabinet, citizen, qa }) => {
  const { id } = await qa.walk(citizen, "draft");
  // On a slow network the scripts are still under way when the person has already answered.
  await cabinet.route(/\/_next\/static\/.*\.js/, () => undefined);
  const pages = new ApplicationPages(cabinet);

  await cabinet.goto(`/kk/apply/${id}/contacts`, { waitUntil: "commit" });
  await cabinet.locator("#email").fill("айгерім");
  await pages.submit();
  await expect(cabinet.locator("#email-error")).toBeVisible();
  await expect(cabinet.locator("#email")).toHaveValue("айгерім");
  await cabinet.locator("#email").fill("aigerim@example.kz");
  await pages.submit();
  await cabinet.waitForURL(/\/apply\/[0-9a-f-]+\/(?!contacts)/, { waitUntil: "commit" });

  await cabinet.goto(`/kk/apply/${id}/contacts`, { waitUntil: "commit" });
  await expect(cabinet.locator("#email")).toHaveValue("aigerim@example.kz");
});
