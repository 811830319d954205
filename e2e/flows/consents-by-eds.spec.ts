import { expect, officers, test } from "../fixtures/test";
import { signWithKey } from "../pages/application";
import { asked, browserOf, openRequest, type Story } from "../pages/consents";
import { codeOn } from "../pages/egov-mobile";
import { signThroughNcaLayer } from "../pages/ncalayer";
import { StaffPages } from "../pages/staff";

const oneOwner: Story = {
  scenario: "residence-owner-consents",
  persona: "990218441201",
  rka: "0201270031702039",
  owner: "711103441301",
};

test("an owner answers through NCALayer: each failure by its name, and nothing is answered until the right key", async ({
  browser,
  qa,
  baseURL,
}) => {
  const { owner, id } = await asked(qa, oneOwner);
  const page = await browserOf(browser, qa, owner, baseURL);
  const summary = page.locator(".ui-error-summary");
  await openRequest(page);
  await page.getByRole("link", { name: "Келісемін", exact: true }).click();
  await page.getByRole("link", { name: /Кілт файлы/ }).click();
  for (const [kind, words] of [
    ["expired", "мерзімі өтіп кеткен"],
    ["revoked", "кері қайтарып алынған"],
    ["auth-only", "қол қоятын кілт жоқ"],
  ] as const) {
    await signWithKey(page, qa, owner, kind);
    await expect(summary).toContainText(words);
  }
  await page.locator("a[href*='way=ncalayer']").click();
  for (const [outcome, words] of [
    ["cancelled", "тоқтаттыңыз"],
    ["wrong-person", "басқа адамның кілті"],
    ["wrong-key", "тек сайтқа кіруге арналған"],
    ["expired", "мерзімі өтіп кеткен"],
    ["gost", "GOST 34.10-2015"],
  ] as const) {
    await qa.ncaLayer(owner, outcome);
    await signThroughNcaLayer(page);
    await expect(summary).toContainText(words);
  }
  expect((await qa.application(id)).waitingFor.party).toBe("owner");
  await qa.ncaLayer(owner, "success");
  await signThroughNcaLayer(page);
  await expect(page.locator("main")).toContainText("Сіз келістіңіз");
  await page.getByRole("link", { name: "Қол қойған құжатыңыз" }).click();
  await expect(page.locator("main")).toContainText("ЭЦҚ, NCALayer");
});

test("without JavaScript an owner answers by eGov Mobile: the code renews itself, ends, and is had anew; a wrong signature answers nothing", async ({
  browser,
  qa,
  baseURL,
}) => {
  const { owner, id } = await asked(qa, oneOwner);
  const page = await browserOf(browser, qa, owner, baseURL, false);
  const summary = page.locator(".ui-error-summary");
  await openRequest(page);
  await page.getByRole("link", { name: "Келіспеймін", exact: true }).click();
  await page.locator("a[href*='way=egov-mobile']").click();
  const first = await codeOn(page);
  // It runs out before anybody scans: the phone is refused, and the page shows the next by itself.
  expect(await qa.phone(owner, first, "too-late")).toEqual({ step: "describe", status: 403 });
  await expect(async () => {
    expect(await codeOn(page)).not.toBe(first);
  }).toPass();
  const second = await codeOn(page);
  for (const [outcome, words] of [
    ["wrong-person", "басқа адамның кілті"],
    ["altered", "бірдей емес"],
    ["gost", "GOST 34.10-2015"],
  ] as const) {
    expect(await qa.phone(owner, second, outcome)).toEqual({ step: "put", status: 403 });
    await expect(summary).toContainText(words);
  }
  expect((await qa.application(id)).waitingFor.party).toBe("owner");
  expect(await qa.phone(owner, second, "long-after")).toEqual({ step: "describe", status: 403 });
  await expect(page.locator("main")).toContainText("Кодтың уақыты бітті");
  await page.getByRole("button", { name: "Жаңа код алу" }).click();
  await expect(page.getByRole("img", { name: /QR/ })).toBeVisible();
  const third = await codeOn(page);
  expect(await qa.phone(owner, second)).toEqual({ step: "describe", status: 403 });
  expect(await qa.phone(owner, third)).toEqual({ step: "put", status: 200 });
  await expect(page.locator("main")).toContainText("Сіз келіспедіңіз");
  expect(await qa.phone(owner, third)).toEqual({ step: "describe", status: 403 });
  expect((await qa.application(id)).state).toBe("refused");
});

test("an officer's decision takes the officer's own key: every other is refused by name, in each way", async ({
  page,
  qa,
  citizen,
}) => {
  const { id, number } = await qa.walk(citizen, "in-review");
  const staff = new StaffPages(page, qa);
  const summary = page.locator(".ui-error-summary");
  await staff.signIn(officers.review);
  await staff.openTask(number);
  await staff.claim();
  await staff.prepareApproval();
  await signWithKey(page, qa, citizen);
  await expect(summary).toContainText("басқа адамның кілті");
  await signWithKey(page, qa, officers.review, "expired");
  await expect(summary).toContainText("мерзімі өтіп кеткен");
  await signWithKey(page, qa, officers.review, "revoked");
  await expect(summary).toContainText("кері қайтарып алынған");
  await signWithKey(page, qa, officers.review, "auth-only");
  await expect(summary).toContainText("қол қоятын кілт жоқ");
  await signWithKey(page, qa, officers.review, "valid", "wrong password");
  await expect(summary).toContainText("Құпиясөз бұл кілтке сай келмеді");
  await page.locator("a[href*='way=egov-mobile']").click();
  expect(await qa.phone(officers.review, await codeOn(page), "wrong-person")).toEqual({ step: "put", status: 403 });
  await expect(summary).toContainText("басқа адамның кілті");
  expect((await qa.application(id)).events.map(({ type }) => type)).not.toContain("task-decided");
  await page.locator("a[href*='way=key-file']").click();
  await signWithKey(page, qa, officers.review);
  await page.waitForURL(/\/staff\?done=/);
});
