import type { Page } from "@playwright/test";
import { expectNoViolations } from "../fixtures/no-violations";
import { expect, test } from "../fixtures/test";
import { asked, browserOf, openRequest, type Story } from "../pages/consents";

const twoOwners: Story = {
  scenario: "residence-one-of-two-declines",
  persona: "960721341402",
  rka: "0201110031702065",
  owner: "680315341505",
};
const onePlace: Story = {
  scenario: "residence-last-place-first",
  persona: "960505349304",
  rka: "0201710031702390",
  owner: "670421348804",
};

async function look(page: Page, ...addresses: readonly string[]): Promise<void> {
  for (const address of addresses) {
    await page.goto(address);
    await expectNoViolations(page);
  }
}

test("the pages of an owner who is asked have no violation", async ({ browser, qa, baseURL }) => {
  const { owner } = await asked(qa, twoOwners);
  const page = await browserOf(browser, qa, owner, baseURL);
  await openRequest(page);
  const request = new URL(page.url()).pathname;
  await expectNoViolations(page);
  await look(page, "/kk/cabinet/consents", `${request}/give`, `${request}/decline`);
  await look(page, request.replace("/kk/", "/en/"), request);
  await page.locator("main details:has(form) summary").click();
  await expectNoViolations(page);
  await page.locator("main details form button").click();
  await expect(page.getByText("Бұл адамнан сұрау қабылданбайды")).toBeVisible();
  await look(page, "/kk/cabinet/dwellings", "/ru/cabinet/dwellings/1");
});

test("the norm as people in rooms and what is asked of kinship have no violation, in the dark and in large type as well", async ({
  browser,
  qa,
  baseURL,
}) => {
  const { owner } = await asked(qa, onePlace);
  const page = await browserOf(browser, qa, owner, baseURL);
  await openRequest(page);
  const request = page.url();
  await expect(page.locator(".rooms__room--coming").first()).toBeVisible();
  const kin = await (await browser.newContext(baseURL === undefined ? {} : { baseURL })).newPage();
  const { application } = await qa.openScenario(kin.context(), "residence-no-kin-wrong-side", "kinship");
  await look(kin, `/kk/apply/${application}/kinship`);
  await kin.locator("input[value=grandchild]").check();
  await kin.locator("input[value=father]").check();
  await kin.locator("main form button[type=submit]").last().click();
  await expect(kin.locator(".ui-complaints")).toBeVisible();
  for (const [name, value] of [
    ["appearance", "light"],
    ["appearance", "dark"],
    ["vision", "low"],
  ] as const) {
    for (const one of [page, kin]) await one.context().addCookies([{ name, value, url: new URL(request).origin }]);
    await look(page, request);
    await look(kin, `/kk/apply/${application}/kinship`);
  }
});

test("an owner sees who, where, for how long and what it does, with both answers, on one small screen", async ({
  browser,
  qa,
  baseURL,
}) => {
  const { owner } = await asked(qa, twoOwners);
  const page = await browserOf(browser, qa, owner, baseURL);
  await openRequest(page);
  const request = new URL(page.url()).pathname;
  const answers = page.locator(".consent__answers a");
  const edges = async () => {
    const heading = await page.locator(".consent h1").boundingBox();
    const boxes = await Promise.all((await answers.all()).map((answer) => answer.boundingBox()));
    return { top: heading?.y ?? 0, bottom: Math.max(...boxes.map((box) => (box ? box.y + box.height : Infinity))) };
  };
  await page.setViewportSize({ width: 360, height: 740 });
  for (const locale of ["kk", "ru", "en"]) {
    await page.goto(request.replace("/kk/", `/${locale}/`));
    const { top, bottom } = await edges();
    expect(bottom - top, locale).toBeLessThanOrEqual(740);
  }
  // Four times as large on a desktop: nothing beside the screen, and the answers whole, one below the other if need be.
  await page.setViewportSize({ width: 320, height: 256 });
  await page.context().addCookies([{ name: "vision", value: "low", url: new URL(page.url()).origin }]);
  await page.goto(request);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wide).toBeLessThanOrEqual(0);
  for (const answer of await answers.all()) {
    await answer.focus();
    await expect(answer).toBeInViewport({ ratio: 0.95 });
    // A word that does not fit would be broken, and make the button taller than its one line of text.
    const lines = await answer.evaluate((link) => {
      const range = document.createRange();
      range.selectNodeContents(link);
      return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size;
    });
    expect(lines).toBe(1);
  }
});
