import type { Browser, Page } from "@playwright/test";
import type { Qa } from "../fixtures/qa";
import { expect, test } from "../fixtures/test";
import {
  answerByCode,
  answerByKey,
  asked,
  browserOf,
  copiesOf,
  openRequest,
  signByCode,
  type Story,
} from "../pages/consents";
import { RegistrationPages } from "../pages/registration";

const service = "residence-registration";

const twoOwners: Story = {
  scenario: "residence-one-of-two-declines",
  persona: "960721341402",
  rka: "0201110031702065",
  owner: "680315341505",
};
const coOwner = "700809441602";
const seller: Story = {
  scenario: "residence-owner-sells",
  persona: "970308442304",
  rka: "0201110031702143",
  owner: "690630342409",
};
const buyer = "860814442500";
const onePlace: Story = {
  scenario: "residence-last-place-first",
  persona: "960505349304",
  rka: "0201710031702390",
  owner: "670421348804",
};
const otherApplicant = "970606449400";

/** Browsers of an applicant and of both owners of the dwelling, side by side, before the one asks the others. */
async function three(browser: Browser, qa: Qa, baseURL: string | undefined) {
  const people = await copiesOf(qa, twoOwners);
  const coOwns = people.of(coOwner);
  const { id } = await qa.walkService(service, people.applicant, "draft", people.form);
  const [applicant, owner, other] = await Promise.all(
    [people.applicant, people.owner, coOwns].map((iin) => browserOf(browser, qa, iin, baseURL)),
  );
  if (!applicant || !owner || !other) throw new Error("Three browsers were asked for");
  return { id, iins: { applicant: people.applicant, owner: people.owner, other: coOwns }, applicant, owner, other };
}

/** The applicant signs by a code, which asks both owners; each of them opens what they are asked. */
async function askBoth(qa: Qa, { id, iins, applicant, owner, other }: Awaited<ReturnType<typeof three>>) {
  await applicant.goto(`/kk/apply/${id}/sign`);
  await signByCode(applicant, qa, iins.applicant);
  await applicant.waitForURL(/\/done$/);
  await sees(applicant, `/kk/cabinet/applications/${id}`, "Меншік иесінің келісімін күтіп тұрмыз");
  for (const page of [owner, other]) {
    await openRequest(page);
    await expect(page.locator("main")).toContainText("Тағы 1 меншік иесінен сұралды");
    await expect(page.getByRole("link", { name: "Келісемін", exact: true })).toBeVisible();
  }
}

/** What a page tells its reader once it is opened, or opened again. */
async function sees(page: Page, address: string, ...words: readonly string[]): Promise<void> {
  await page.goto(address);
  for (const part of words) await expect(page.locator("main")).toContainText(part);
}

/** Nothing waits for this owner's answer any more. */
async function isLeftAlone(page: Page): Promise<void> {
  await page.goto("/kk/cabinet/consents");
  await expect(page.locator("#waiting")).toHaveCount(0);
  await page.goto("/kk/cabinet");
  await expect(page.locator("#consents")).toHaveCount(0);
}

async function untilState(qa: Qa, id: string, state: string): Promise<void> {
  await qa.runDue();
  await expect(async () => {
    expect((await qa.application(id)).state).toBe(state);
  }).toPass();
}

test("granted: one owner agrees by a key, the other by a code, the applicant has signed by one; not before the last of them", async ({
  browser,
  qa,
  baseURL,
}) => {
  const all = await three(browser, qa, baseURL);
  const { id, iins, applicant, owner, other } = all;
  await askBoth(qa, all);
  const here = `/kk/cabinet/applications/${id}`;

  await answerByKey(owner, qa, iins.owner, "Келісемін");
  await expect(owner.locator("main")).toContainText("Сіз келістіңіз");
  await sees(applicant, here, "Меншік иесінің келісімін күтіп тұрмыз", "Меншік иесі келісім берді");
  // Who of the owners has answered how is no matter of the other's.
  await other.reload();
  await expect(other.locator("main")).not.toContainText("келісті");
  await expect(other.getByRole("link", { name: "Келіспеймін", exact: true })).toBeVisible();
  expect((await qa.application(id)).state).toBe("awaiting-consent");

  await answerByCode(other, qa, iins.other, "Келісемін");
  await untilState(qa, id, "granted");
  await sees(applicant, here, "Қызмет көрсетілді");
  await sees(applicant, "/kk/cabinet/notices", "Сіз тіркелдіңіз");
  for (const page of [owner, other]) {
    await page.goto("/kk/cabinet/consents");
    await page.locator("#answered ~ ul h3 a").first().click();
    await expect(page.locator("main")).toContainText("бұл адам сіздің мекенжайыңызда тіркелді");
    await sees(page, "/kk/cabinet/notices", "Тұрғын үйіңізге адам тіркелді");
    await sees(page, "/kk/cabinet/dwellings/1", "тұрақты, 2026");
    await isLeftAlone(page);
  }
});

test("declined: one owner has agreed, the other does not; the applicant learns neither who nor why", async ({
  browser,
  qa,
  baseURL,
}) => {
  const all = await three(browser, qa, baseURL);
  const { id, iins, applicant, owner, other } = all;
  await askBoth(qa, all);
  await answerByCode(owner, qa, iins.owner, "Келісемін");
  const agreed = owner.url();
  await answerByKey(other, qa, iins.other, "Келіспеймін");
  await expect(other.locator("main")).toContainText("Сіз келіспедіңіз");

  await untilState(qa, id, "refused");
  await sees(applicant, `/kk/cabinet/applications/${id}`, "Меншік иесі келісім бермеді", "Меншік иесімен сөйлесіңіз");
  const told = await applicant.content();
  for (const secret of ["Ержанов", "Гүлнұр", "танымаймын", iins.other]) expect(told).not.toContain(secret);
  await sees(owner, agreed, "Өтініш тіркеусіз аяқталды");
  for (const page of [owner, other]) await isLeftAlone(page);
});

test("silent: one owner agrees, the other never answers; all three read how it has ended", async ({
  browser,
  qa,
  baseURL,
}) => {
  const all = await three(browser, qa, baseURL);
  const { id, iins, applicant, owner, other } = all;
  await askBoth(qa, all);
  const [agreed, silent] = [owner.url(), other.url()];
  await answerByCode(owner, qa, iins.owner, "Келісемін");
  await qa.clock({ iin: iins.applicant, advance: "P10D" });
  await untilState(qa, id, "refused");
  // A session does not outlive ten days.
  await qa.signIn(applicant.context(), iins.applicant);
  await sees(applicant, `/kk/cabinet/applications/${id}`, "Меншік иесінің келісімі мерзімінде болмады");
  await sees(owner, agreed, "Сіз келістіңіз", "Өтініш тіркеусіз аяқталды");
  await sees(other, silent, "Жауабыңыз енді қажет емес");
  await expect(other.getByRole("link", { name: "Келісемін", exact: true })).toHaveCount(0);
  for (const page of [owner, other]) await isLeftAlone(page);
});

test("withdrawn while one owner has agreed and the other reads: the open page answers nothing", async ({
  browser,
  qa,
  baseURL,
}) => {
  const all = await three(browser, qa, baseURL);
  const { id, iins, applicant, owner, other } = all;
  await askBoth(qa, all);
  await answerByCode(owner, qa, iins.owner, "Келісемін");
  const agreed = owner.url();
  await other.getByRole("link", { name: "Келісемін", exact: true }).click();
  await applicant.goto(`/kk/cabinet/applications/${id}/withdraw`);
  await applicant.locator("main form button").first().click();
  await applicant.waitForURL(new RegExp(`/cabinet/applications/${id}$`));
  await expect(applicant.locator("main")).toContainText("Өтінішті өзіңіз қайтарып алдыңыз");
  await other.getByRole("button", { name: "Код жіберу" }).click();
  await expect(other.locator("main")).toContainText("Жауабыңыз енді қажет емес");
  await sees(owner, agreed, "Өтініш тіркеусіз аяқталды");
  const { events } = await qa.application(id);
  expect(events.filter(({ type }) => type === "consent-given")).toHaveLength(1);
  for (const page of [owner, other]) await isLeftAlone(page);
});

test("sold meanwhile: the seller's answer does not count, the applicant shows the dwelling anew, and the buyer agrees", async ({
  browser,
  qa,
  baseURL,
}) => {
  const { applicant, owner, of, id } = await asked(qa, seller);
  for (const iin of [applicant, owner, of(buyer)]) await qa.clock({ iin, advance: "P2D" });
  const page = await browserOf(browser, qa, owner, baseURL);
  await openRequest(page);
  await expect(page.locator("main")).toContainText("Бұл үй қазір сіздікі емес");
  await answerByCode(page, qa, owner, "Келісемін");
  await expect(page.locator("main")).toContainText("Жауабыңыз есепке алынған жоқ");
  const { events, waitingFor } = await qa.application(id);
  expect(events.map(({ type }) => type)).not.toContain("consent-given");
  expect(waitingFor.party).toBe("applicant");

  const applicants = await browserOf(browser, qa, applicant, baseURL);
  await sees(applicants, "/kk/cabinet/notices", "Тұрғын үйді қайта көрсетіңіз");
  await applicants.goto(`/kk/apply/${id}`);
  await applicants.waitForURL(/\/dwelling$/);
  const pages = new RegistrationPages(applicants);
  for (const next of ["address-way", "address-code", "owner"]) {
    await pages.submit();
    await pages.arriveAt(next);
  }
  await applicants.locator("#ownerIin").fill(of(buyer));
  await pages.submit();
  await pages.passChecks("arrival");
  await qa.walkService(service, applicant, "awaiting-consent", {});
  const buyers = await browserOf(browser, qa, of(buyer), baseURL);
  await openRequest(buyers);
  await answerByKey(buyers, qa, of(buyer), "Келісемін");
  await untilState(qa, id, "granted");
  await sees(applicants, `/kk/cabinet/applications/${id}`, "Қызмет көрсетілді");
  await sees(buyers, "/kk/cabinet/notices", "Тұрғын үйіңізге адам тіркелді");
  await page.goto("/kk/cabinet/notices");
  await expect(page.locator("main")).not.toContainText("Тұрғын үйіңізге адам тіркелді");
});

test("the last place: of two applicants one gets it, the other is asked about kinship, and the owner's consent to both is kept", async ({
  browser,
  qa,
  baseURL,
}) => {
  const first = await asked(qa, onePlace);
  const second = first.of(otherApplicant);
  const newer = await qa.walkService(service, second, "awaiting-consent", first.form);
  const [page, winner, loser] = await Promise.all(
    [first.owner, second, first.applicant].map((iin) => browserOf(browser, qa, iin, baseURL)),
  );
  if (!page || !winner || !loser) throw new Error("Three browsers were asked for");
  await openRequest(page);
  await expect(page.locator("main")).toContainText("Қала нормативі бойынша");
  await answerByCode(page, qa, first.owner, "Келісемін");
  await untilState(qa, newer.id, "granted");
  await sees(winner, `/kk/cabinet/applications/${newer.id}`, "Қызмет көрсетілді");
  await sees(loser, `/kk/cabinet/applications/${first.id}`, "Меншік иесінің келісімін күтіп тұрмыз");

  await openRequest(page);
  await expect(page.locator("main")).toContainText("Норматив толған");
  await answerByKey(page, qa, first.owner, "Келісемін");
  await qa.runDue();
  await expect(async () => {
    expect((await qa.application(first.id)).waitingFor).toMatchObject({ party: "applicant", stage: "kinship" });
  }).toPass();
  await sees(loser, "/kk/cabinet", "Тұрғын үйде бос орын қалмады");
  await loser.goto(`/kk/apply/${first.id}`);
  await loser.waitForURL(/\/kinship$/);
  await page.reload();
  await expect(page.locator("main")).toContainText("Сіз келістіңіз");
  await isLeftAlone(page);
});
