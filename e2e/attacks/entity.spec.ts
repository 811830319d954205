import { expectNoViolations } from "../fixtures/no-violations";
import { keyPassword } from "../fixtures/qa";
import { expect, test } from "../fixtures/test";

const nowhere = "00000000-0000-4000-8000-000000000000";
/** Where the entities of these tests are registered. */
const rka = "0201710031720065";

/** Pages and files of an application. */
const places = [
  "cabinet/applications/ID",
  "cabinet/applications/ID/withdraw",
  "cabinet/applications/ID/signatures",
  "cabinet/applications/ID/documents/receipt",
  "apply/ID",
  "apply/ID/checks",
  "apply/ID/review",
  "apply/ID/sign",
  "apply/ID/sign/document",
  "apply/ID/done",
];

test("an entity's application opens to nobody of another entity, nor to its own people as themselves; nor theirs to it", async ({
  page,
  citizen,
  qa,
}) => {
  const other = await qa.personLike("expires-in-20-days", "940416412502");
  const [mine, theirs] = [await qa.entityOf(citizen, "active", rka), await qa.entityOf(other, "active", rka)];
  const own = await qa.walk(citizen, "draft");
  const ours = await qa.walkFor(citizen, mine, "draft");
  const closedTo = async (id: string) => {
    for (const place of places) {
      const answer = async (of: string) => {
        const response = await page.request.get(`/kk/${place.replace("ID", of)}`);
        return { status: response.status(), url: response.url().replaceAll(of, "ID") };
      };
      const [asked, none] = [await answer(id), await answer(nowhere)];
      expect(asked, place).toEqual(none);
      expect(asked.status, place).toBe(404);
    }
  };
  // Another entity's head; one's own session; a colleague who neither began it nor may sign.
  await qa.signInFor(page.context(), other, theirs);
  await closedTo(ours.id);
  await qa.signInFor(page.context(), other, mine, "employee");
  await closedTo(ours.id);
  await qa.signIn(page.context(), citizen);
  await closedTo(ours.id);
  await page.goto("/kk/cabinet");
  await expect(page.locator("main")).not.toContainText(ours.number);
  await qa.signInFor(page.context(), citizen, mine);
  await closedTo(own.id);
  await page.goto("/kk/organisation");
  await expect(page.locator("main")).toContainText(ours.number);
  await expect(page.locator("main")).not.toContainText(own.number);
});

test("an employee prepares, reads who signs, and the head signs with the entity's key alone; every page says for whom", async ({
  page,
  citizen,
  qa,
}) => {
  const employee = await qa.personLike("expires-in-20-days", "940416412502");
  const bin = await qa.entityOf(citizen, "active", rka);
  await qa.signInFor(page.context(), employee, bin, "employee");
  for (const path of ["", "/services", "/services/address-certificate", "/help"]) {
    await page.goto(`/kk${path}`);
    await expect(page.locator(".ui-header")).toContainText("«Самал» ЖШС атынан әрекет етіп тұрсыз");
  }
  await page.goto("/kk/services/id-card-renewal/start");
  await expect(page.locator("main")).toContainText("азаматтарға арналған");
  await expectNoViolations(page);
  await page.goto("/kk/services/address-certificate/start");
  await expect(page.locator("main")).toContainText("қол қоя алмайсыз");
  await expectNoViolations(page);
  // Who may sign has an account now; the form itself is walked elsewhere.
  await page.locator("main form .ui-button--start").click();
  await page.waitForURL(/\/apply\//);
  const { id } = await qa.walkFor(citizen, bin, "draft");
  await page.goto(`/kk/apply/${id}/sign`);
  await expect(page.locator("main")).toContainText("Осы сессия қол қою құқығын көрсетпейді");
  await expectNoViolations(page);

  await qa.signInFor(page.context(), citizen, bin);
  await page.goto("/kk/organisation");
  await expectNoViolations(page);
  await page.goto(`/kk/apply/${id}/sign`);
  const sign = async (key: { name: string; mimeType: string; buffer: Buffer }) => {
    await page.locator("#file-key").setInputFiles(key);
    await page.locator("#file-key-password").fill(keyPassword);
    await page.locator("form:has(#file-key) button[type=submit]").click();
  };
  await sign(await qa.key(citizen));
  await expect(page.locator(".ui-error-summary")).toContainText("өзіңізге берілген жеке кілт");
  await sign(await qa.key(citizen, "valid", bin));
  await page.waitForURL(/\/done$/);
});
