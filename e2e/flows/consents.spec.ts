import type { Browser, BrowserContext, Page } from "@playwright/test";
import { keyPassword, type Qa } from "../fixtures/qa";
import { expect, test } from "../fixtures/test";

const service = "residence-registration";

/** Copies of a scenario's people, and the application of the first with the owners asked. */
async function asked(qa: Qa, scenario: string, persona: string, rka: string, owner: string) {
  const { iins, rkas } = await qa.peopleLike(scenario);
  const of = (old: string) => iins[old] ?? old;
  const form = { whose: "another", way: "code", rka: rkas[rka] ?? rka, ownerIin: of(owner) };
  const applicant = of(persona);
  const { id } = await qa.walkService(service, applicant, "awaiting-consent", form);
  return { applicant, owner: of(owner), of, form, id };
}

const oneOwner = ["residence-owner-consents", "990218441201", "0201270031702039", "711103441301"] as const;
const twoOwners = ["residence-one-of-two-declines", "960721341402", "0201110031702065", "680315341505"] as const;
const seller = ["residence-owner-sells", "970308442304", "0201110031702143", "690630342409"] as const;
const onePlace = ["residence-last-place-first", "960505349304", "0201710031702390", "670421348804"] as const;

async function browserOf(browser: Browser, qa: Qa, iin: string, baseURL: string | undefined, javaScriptEnabled = true) {
  const context: BrowserContext = await browser.newContext({
    javaScriptEnabled,
    ...(baseURL === undefined ? {} : { baseURL }),
  });
  await qa.signIn(context, iin);
  return context.newPage();
}

/** Without JavaScript the fragment of the page before stays in the address. */
const requestPage = /\/cabinet\/consents\/[0-9a-f-]{36}(#.*)?$/;

/** From the cabinet to the newest request that waits there. */
async function openRequest(page: Page): Promise<void> {
  await page.goto("/kk/cabinet");
  await page.locator("#consents ~ ul h3 a").first().click();
  await page.waitForURL(requestPage);
}

/** Answers the request that is open, by a code. */
async function answerByCode(page: Page, qa: Qa, iin: string, answer: "Келісемін" | "Келіспеймін"): Promise<void> {
  await page.getByRole("link", { name: answer, exact: true }).click();
  await page.getByRole("button", { name: "Код жіберу" }).click();
  await page.getByLabel("SMS-пен келген код").waitFor();
  await page.getByLabel("SMS-пен келген код").fill(await qa.lastCode(iin));
  await page.getByRole("button", { name: "Кодпен қол қою" }).click();
  await page.waitForURL(requestPage);
}

test("without JavaScript: the owner agrees by a code, looking alone answers nothing, a stranger finds nothing; both are told", async ({
  browser,
  qa,
  baseURL,
}) => {
  const { applicant, owner, id } = await asked(qa, ...oneOwner);
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
  await answerByCode(page, qa, owner, "Келісемін");
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
  const { owner, of, id } = await asked(qa, ...twoOwners);
  const page = await browserOf(browser, qa, owner, baseURL);
  await openRequest(page);
  await page.getByRole("link", { name: "Келіспеймін", exact: true }).click();
  await page.getByRole("link", { name: "бұл адамды танымаймын" }).click();
  await expect(page.locator("main pre")).toContainText("бұл адамды танымаймын");
  await page.getByRole("link", { name: /Кілт файлы/ }).click();
  await page.locator("input[type=file]").setInputFiles(await qa.key(owner));
  await page.locator("input[type=password]").fill(keyPassword);
  await page.locator("main form button.ui-button--primary").last().dblclick();
  await page.waitForURL(requestPage);
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

test("a silent owner: after the term nobody is registered, and both sides are told", async ({
  browser,
  qa,
  baseURL,
}) => {
  const { applicant, owner, id } = await asked(qa, ...oneOwner);
  await qa.clock({ iin: applicant, advance: "P10D" });
  await qa.runDue();
  expect((await qa.application(id)).state).toBe("refused");
  const page = await browserOf(browser, qa, owner, baseURL);
  await page.goto("/kk/cabinet/consents");
  await page.locator("#answered ~ ul h3 a").first().click();
  await expect(page.locator("main")).toContainText("Жауабыңыз енді қажет емес");
  const applicants = await browserOf(browser, qa, applicant, baseURL);
  await applicants.goto(`/kk/cabinet/applications/${id}`);
  await expect(applicants.locator("main")).toContainText(/Меншік иесі/);
});

test("an owner who has sold meanwhile is told so, and the answer does not count", async ({ browser, qa, baseURL }) => {
  const { applicant, owner, id } = await asked(qa, ...seller);
  for (const iin of [applicant, owner]) await qa.clock({ iin, advance: "P2D" });
  const page = await browserOf(browser, qa, owner, baseURL);
  await openRequest(page);
  await expect(page.locator("main")).toContainText("Бұл үй қазір сіздікі емес");
  await answerByCode(page, qa, owner, "Келісемін");
  await expect(page.locator("main")).toContainText("Жауабыңыз есепке алынған жоқ");
  const { events, waitingFor } = await qa.application(id);
  expect(events.map(({ type }) => type)).not.toContain("consent-given");
  expect(waitingFor.party).toBe("applicant");
});

test("withdrawn while the owner reads: the open page answers nothing", async ({ browser, qa, baseURL }) => {
  const { applicant, owner, id } = await asked(qa, ...oneOwner);
  const page = await browserOf(browser, qa, owner, baseURL);
  await openRequest(page);
  await page.getByRole("link", { name: "Келісемін", exact: true }).click();
  const applicants = await browserOf(browser, qa, applicant, baseURL);
  await applicants.goto(`/kk/cabinet/applications/${id}/withdraw`);
  await applicants.locator("main form button").first().click();
  await applicants.waitForURL(new RegExp(`/cabinet/applications/${id}$`));
  await page.getByRole("button", { name: "Код жіберу" }).click();
  await expect(page.locator("main")).toContainText("Жауабыңыз енді қажет емес");
  expect((await qa.application(id)).events.map(({ type }) => type)).not.toContain("consent-given");
});

test("the last place goes to one of two; the other is asked about kinship, and the owner's consent is kept", async ({
  browser,
  qa,
  baseURL,
}) => {
  const first = await asked(qa, ...onePlace);
  const newer = await qa.walkService(service, first.of("970606449400"), "awaiting-consent", first.form);
  const page = await browserOf(browser, qa, first.owner, baseURL);
  await openRequest(page);
  await expect(page.locator("main")).toContainText("Қала нормативі бойынша");
  await answerByCode(page, qa, first.owner, "Келісемін");
  await qa.runDue();
  await expect(async () => {
    expect((await qa.application(newer.id)).state).toBe("granted");
  }).toPass();
  await openRequest(page);
  await page.getByRole("link", { name: "Келісемін", exact: true }).click();
  await page.getByRole("link", { name: /Кілт файлы/ }).click();
  await page.locator("input[type=file]").setInputFiles(await qa.key(first.owner));
  await page.locator("input[type=password]").fill(keyPassword);
  await page.locator("main form button.ui-button--primary").last().click();
  await page.waitForURL(requestPage);
  await qa.runDue();
  await expect(async () => {
    expect((await qa.application(first.id)).waitingFor).toMatchObject({ party: "applicant", stage: "kinship" });
  }).toPass();
  const applicants = await browserOf(browser, qa, first.applicant, baseURL);
  await applicants.goto("/kk/cabinet");
  await expect(applicants.locator("main")).toContainText("Тұрғын үйде бос орын қалмады");
  await applicants.goto(`/kk/apply/${first.id}`);
  await applicants.waitForURL(/\/kinship$/);
});
