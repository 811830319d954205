import { expect, test } from "../fixtures/test";
import { asked, browserOf, openRequest, signByKey, type Story } from "../pages/consents";

const oneOwner: Story = {
  scenario: "residence-owner-consents",
  persona: "990218441201",
  rka: "0201270031702039",
  owner: "711103441301",
};
const twoOwners: Story = {
  scenario: "residence-one-of-two-declines",
  persona: "960721341402",
  rka: "0201110031702065",
  owner: "680315341505",
};

test("without JavaScript: the owner agrees by a code, looking alone answers nothing, a stranger finds nothing; both are told", async ({
  browser,
  qa,
  baseURL,
}) => {
  const { applicant, owner, id } = await asked(qa, oneOwner);
  const page = await browserOf(browser, qa, owner, baseURL, false);
  await openRequest(page);
  const request = page.url();
  await expect(page.locator("main")).toContainText("Жауап бермесеңіз, өтініш өздігінен тоқтайды");
  const sizes = await page.locator(".consent__answers a").evaluateAll((links) =>
    links.map((link) => {
      const { width, height } = link.getBoundingClientRect();
      return `${String(Math.round(width))}×${String(Math.round(height))} ${link.getAttribute("class") ?? ""}`;
    }),
  );
  expect(new Set(sizes).size).toBe(1);
  for (const path of ["give", "decline"]) await page.goto(`${request}/${path}`);
  expect((await qa.application(id)).waitingFor.party).toBe("owner");

  const stranger = await browserOf(browser, qa, applicant, baseURL, false);
  const answers = [
    request,
    `${request}/give`,
    `${request}/signature`,
    request.replace(/[0-9a-f]{12}$/, "0".repeat(12)),
  ];
  for (const address of answers) expect((await stranger.goto(address))?.status()).toBe(404);

  await page.goto(request);
  await page.getByRole("link", { name: "Келісемін", exact: true }).click();
  await page.getByRole("button", { name: "Код жіберу" }).click();
  const field = page.getByLabel("SMS-пен келген код");
  await field.waitFor();
  const code = await qa.lastCode(owner);
  await field.fill(code === "000000" ? "000001" : "000000");
  await page.getByRole("button", { name: "Кодпен қол қою" }).click();
  await expect(page.locator(".ui-error-summary")).toContainText("Код дұрыс емес");
  expect((await qa.application(id)).waitingFor.party).toBe("owner");
  await field.fill(code);
  await page.getByRole("button", { name: "Кодпен қол қою" }).click();
  await page.waitForURL(({ pathname }) => pathname === new URL(request).pathname);
  await expect(page.locator("main")).toContainText("Сіз келістіңіз");
  await page.getByRole("link", { name: "Қол қойған құжатыңыз" }).click();
  await expect(page.locator("main pre").first()).toContainText("ТІРКЕУГЕ КЕЛІСІМ");
  await qa.runDue();
  await expect(async () => {
    expect((await qa.application(id)).state).toBe("granted");
  }).toPass();
  await page.goto("/kk/cabinet/notices");
  await expect(page.locator("main")).toContainText("Тұрғын үйіңізге адам тіркелді");
  await page.goto("/kk/cabinet/dwellings/1");
  await expect(page.locator("main")).toContainText("Мұнда кім тіркелген");
});

test("one of two owners declines by key, with a double click: it ends once, and the other need not answer", async ({
  browser,
  qa,
  baseURL,
}) => {
  const { owner, of, id } = await asked(qa, twoOwners);
  const page = await browserOf(browser, qa, owner, baseURL);
  await openRequest(page);
  await page.getByRole("link", { name: "Келіспеймін", exact: true }).click();
  await page.getByRole("link", { name: "бұл адамды танымаймын" }).click();
  await expect(page.locator("main pre")).toContainText("бұл адамды танымаймын");
  await signByKey(page, qa, owner, 2);
  await expect(page.locator("main")).toContainText("Сіз келіспедіңіз");
  const { events, state } = await qa.application(id);
  expect(state).toBe("refused");
  expect(events.filter(({ type }) => type === "consent-declined")).toHaveLength(1);

  const other = await browserOf(browser, qa, of("700809441602"), baseURL);
  await other.goto("/kk/cabinet/consents");
  await other.locator("#answered ~ ul h3 a").first().click();
  await expect(other.locator("main")).toContainText("Жауабыңыз енді қажет емес");
  await expect(other.getByRole("link", { name: "Келісемін", exact: true })).toHaveCount(0);
});
