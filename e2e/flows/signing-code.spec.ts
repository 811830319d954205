import type { Browser, BrowserContext } from "@playwright/test";
import type { Qa } from "../fixtures/qa";
import { expect, test } from "../fixtures/test";

/** Who moves into their own dwelling, for which nobody's consent is needed; and who needs that of its owner. */
const ownDwelling = { scenario: "residence-own-elsewhere", persona: "880412341009", rka: "0201110031702013" };
const anothers = {
  scenario: "residence-owner-consents",
  persona: "990218441201",
  rka: "0201270031702039",
  owner: "711103441301",
};

/** A registration that waits for its applicant's signature. */
async function readyToSign(qa: Qa) {
  const { iins, rkas } = await qa.peopleLike(ownDwelling.scenario);
  const iin = iins[ownDwelling.persona] ?? "";
  const form = { whose: "own", rka: rkas[ownDwelling.rka] ?? "" };
  const { id } = await qa.walkService("residence-registration", iin, "draft", form);
  return { iin, id };
}

async function withoutScript(browser: Browser, baseURL: string | undefined): Promise<BrowserContext> {
  return browser.newContext({ javaScriptEnabled: false, ...(baseURL === undefined ? {} : { baseURL }) });
}

test("without JavaScript: a code is ordered, typed with a dash, and signs; the signature says by what", async ({
  browser,
  qa,
  baseURL,
}) => {
  const { iin, id } = await readyToSign(qa);
  const context = await withoutScript(browser, baseURL);
  await qa.signIn(context, iin);
  const page = await context.newPage();
  await page.goto(`/kk/apply/${id}/sign`);
  await page.getByRole("button", { name: "Код жіберу" }).click();
  await expect(page.locator("main")).toContainText("Жаңа код сұрауға болатын уақыт");
  // Asked for again too soon: no other message, and the same field.
  await page.getByRole("button", { name: "Жаңа код жіберу" }).click();
  expect((await qa.messages(iin)).filter(({ code }) => code !== undefined)).toHaveLength(1);
  const code = await qa.lastCode(iin);
  await page.getByLabel("SMS-пен келген код").fill(`${code.slice(0, 3)}-${code.slice(3)}`);
  await page.getByRole("button", { name: "Кодпен қол қою" }).click();
  await page.waitForURL(/\/done/);
  await page.goto(`/kk/cabinet/applications/${id}/signatures`);
  const to = (await qa.messages(iin)).find((message) => message.code === code)?.to ?? "";
  await expect(page.locator("main")).toContainText(/бір реттік кодпен қол қойылған/);
  await expect(page.locator("main")).toContainText("Жарамды");
  await expect(page.locator("dd", { hasText: "бір реттік" })).toContainText(to.slice(-2));
  await expect(page.locator("dd", { hasText: to })).toHaveCount(0);
  await context.close();
});

test("with JavaScript: one message for a double click, a countdown, a pasted code; and no code for the ID card", async ({
  page,
  qa,
}) => {
  const { iin, id } = await readyToSign(qa);
  await qa.signIn(page.context(), iin);
  await page.goto(`/ru/apply/${id}/sign`);
  await page.getByRole("button", { name: "Отправить код" }).dblclick();
  const field = page.getByLabel("Код из SMS");
  await expect(field).toHaveAttribute("autocomplete", "one-time-code");
  await expect(field).toHaveAttribute("inputmode", "numeric");
  await expect(page.locator("main")).toContainText(/через \d+ с/);
  await expect(page.getByRole("button", { name: "Отправить новый код" })).toBeDisabled();
  expect((await qa.messages(iin)).filter(({ code }) => code !== undefined)).toHaveLength(1);
  const code = await qa.lastCode(iin);
  await field.fill(` ${code.slice(0, 3)} ${code.slice(3)} `);
  await page.getByRole("button", { name: "Подписать кодом" }).click();
  await page.waitForURL(/\/done/);

  const card = await qa.personLike("expires-in-20-days", "940416412502");
  const draft = await qa.walk(card, "draft");
  await qa.signIn(page.context(), card);
  await page.goto(`/ru/apply/${draft.id}/sign?way=sms-code`);
  await expect(page.getByRole("heading", { name: "Как подписать?" })).toBeVisible();
  await expect(page.locator(".sign-ways a")).toHaveCount(3);
  await expect(page.locator(".sign-ways a[href*='way=sms-code']")).toHaveCount(0);
});

test("each failure by its name: wrong, changed, locked; a number that is missing is one's own, or somebody's", async ({
  page,
  qa,
}) => {
  const { iin, id } = await readyToSign(qa);
  await qa.signIn(page.context(), iin);
  await page.goto(`/kk/apply/${id}/sign`);
  await page.getByRole("button", { name: "Код жіберу" }).click();
  const give = async (code: string) => {
    await page.getByLabel("SMS-пен келген код").fill(code);
    const button = page.getByRole("button", { name: "Кодпен қол қою" });
    const answered = page.waitForResponse((response) => response.request().method() === "POST");
    await button.click();
    await answered;
    // What stands in the field is settled once the answer is shown.
    await expect(button.and(page.locator("[aria-disabled]"))).toHaveCount(0);
  };
  const summary = page.locator(".ui-error-summary");
  await expect(page.getByLabel("SMS-пен келген код")).toBeVisible();
  const right = await qa.lastCode(iin);
  const wrong = right === "000000" ? "000001" : "000000";
  await give(wrong);
  await expect(summary).toContainText("Код дұрыс емес");
  await expect(page).toHaveTitle(/^Қате:/);

  // The application is changed in another window: the code for the document before is void.
  await qa.walkService("residence-registration", iin, "draft", { education: "secondary" });
  await give(right);
  await expect(summary).toContainText("құжат өзгерді");
  expect((await qa.application(id)).state).toBe("draft");

  await page.getByRole("button", { name: "Код жіберу" }).click();
  await expect(page.getByLabel("SMS-пен келген код")).toBeVisible();
  for (let turn = 2; turn <= 4; turn += 1) {
    await give(wrong);
    await expect(summary).toContainText(turn === 4 ? "Тағы бір рет қателессеңіз" : "Код дұрыс емес");
  }
  await give(wrong);
  await expect(summary).toContainText("15 минутқа жабылды");
  await expect(page.locator("a[href*='way=key-file']")).toBeVisible();

  const { iins, rkas } = await qa.peopleLike(anothers.scenario);
  const [applicant, owner] = [iins[anothers.persona] ?? "", iins[anothers.owner] ?? ""];
  const form = { whose: "another", way: "code", rka: rkas[anothers.rka] ?? "", ownerIin: owner };
  const waiting = await qa.walkService("residence-registration", applicant, "draft", form);
  await qa.unlinkPhone(owner);
  await qa.signIn(page.context(), applicant);
  await page.goto(`/kk/apply/${waiting.id}/sign?way=sms-code`);
  await expect(page.locator("main")).toContainText("бәрі бірдей порталда нөмірін тіркемеген");
  await expect(page.getByRole("button", { name: "Код жіберу" })).toHaveCount(0);
  await qa.unlinkPhone(applicant);
  await page.reload();
  await expect(page.locator("main")).toContainText("Порталда телефон нөміріңіз тіркелмеген");
});
