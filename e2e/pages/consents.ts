import type { Browser, Page } from "@playwright/test";
import { keyPassword, type Qa } from "../fixtures/qa";

/** The people of a scenario, and the dwelling that its persona wants to be registered in. */
export interface Story {
  readonly scenario: string;
  readonly persona: string;
  readonly rka: string;
  readonly owner: string;
}

const service = "residence-registration";

/** Copies of a story's people, their names by the old numbers, and what the applicant answers. */
export async function copiesOf(qa: Qa, { scenario, persona, rka, owner }: Story) {
  const { iins, rkas } = await qa.peopleLike(scenario);
  const of = (old: string) => iins[old] ?? old;
  const form = { whose: "another", way: "code", rka: rkas[rka] ?? rka, ownerIin: of(owner) };
  return { applicant: of(persona), owner: of(owner), of, form };
}

/** Copies of a story's people, and the application of the first with the owners asked. */
export async function asked(qa: Qa, story: Story) {
  const people = await copiesOf(qa, story);
  const { id } = await qa.walkService(service, people.applicant, "awaiting-consent", people.form);
  return { ...people, id };
}

/** A browser of this person's own, signed in. */
export async function browserOf(
  browser: Browser,
  qa: Qa,
  iin: string,
  baseURL: string | undefined,
  javaScriptEnabled = true,
): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled, ...(baseURL === undefined ? {} : { baseURL }) });
  await qa.signIn(context, iin);
  return context.newPage();
}

/** Without JavaScript the fragment of the page before stays in the address. */
const requestPage = /\/cabinet\/consents\/[0-9a-f-]{36}(#.*)?$/;

/** From the cabinet to the newest request that waits there. */
export async function openRequest(page: Page): Promise<void> {
  await page.goto("/kk/cabinet");
  await page.locator("#consents ~ ul h3 a").first().click();
  await page.waitForURL(requestPage);
}

/** Signs what the page shows by a one-time code. */
export async function signByCode(page: Page, qa: Qa, iin: string): Promise<void> {
  await page.getByRole("button", { name: "Код жіберу" }).click();
  await page.getByLabel("SMS-пен келген код").waitFor();
  await page.getByLabel("SMS-пен келген код").fill(await qa.lastCode(iin));
  await page.getByRole("button", { name: "Кодпен қол қою" }).click();
}

/** Answers the request that is open, by a code. */
export async function answerByCode(page: Page, qa: Qa, iin: string, answer: "Келісемін" | "Келіспеймін") {
  await page.getByRole("link", { name: answer, exact: true }).click();
  await signByCode(page, qa, iin);
  await page.waitForURL(requestPage);
}

/** Signs the answer that the page shows with the person's key file; `presses`: how often the button is pressed. */
export async function signByKey(page: Page, qa: Qa, iin: string, presses: 1 | 2 = 1): Promise<void> {
  await page.getByRole("link", { name: /Кілт файлы/ }).click();
  await page.locator("input[type=file]").setInputFiles(await qa.key(iin));
  await page.locator("input[type=password]").fill(keyPassword);
  await page.locator("main form button.ui-button--primary").last().click({ clickCount: presses });
  await page.waitForURL(requestPage);
}

/** Answers the request that is open, by the person's key file. */
export async function answerByKey(page: Page, qa: Qa, iin: string, answer: "Келісемін" | "Келіспеймін") {
  await page.getByRole("link", { name: answer, exact: true }).click();
  await signByKey(page, qa, iin);
}
