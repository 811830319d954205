import type { Page } from "@playwright/test";
import { keyOfAnotherKind } from "../fixtures/other-key";
import { keyPassword } from "../fixtures/qa";
import { expect, test } from "../fixtures/test";
import { signWithKey } from "../pages/application";
import { signThroughNcaLayer, sitAtNcaLayer } from "../pages/ncalayer";

type KeyFile = { name: string; mimeType: string; buffer: Buffer };

async function signWithFile(page: Page, file: KeyFile, password = keyPassword): Promise<void> {
  await page.locator("#file-key").setInputFiles(file);
  await page.locator("#file-key-password").fill(password);
  await page.locator("form:has(#file-key) button[type=submit]").click();
}

test("signing in with a key file: each key that fails has its own words, and the next attempt enters", async ({
  page,
  qa,
  citizen,
}) => {
  const summary = page.locator(".ui-error-summary");
  await page.goto("/kk/sign-in/eds");
  await signWithKey(page, qa, citizen, "valid", "wrong password");
  await expect(summary).toContainText("Құпиясөз бұл кілтке сай келмеді");
  await signWithFile(page, { name: "a.p12", mimeType: "application/x-pkcs12", buffer: Buffer.from("no key") });
  await expect(summary).toContainText("ЭЦҚ кілті емес");
  await signWithFile(page, keyOfAnotherKind(citizen));
  await expect(summary).toContainText("МЕМСТ (GOST)");
  await signWithKey(page, qa, citizen, "expired");
  await expect(summary).toContainText("мерзімі өтіп кеткен");
  await signWithKey(page, qa, citizen, "revoked");
  await expect(summary).toContainText("кері қайтарып алынған");
  await signWithKey(page, qa, citizen, "wrong-chain");
  await expect(summary).toContainText("Ұлттық куәландырушы орталық");
  await expect(page).toHaveTitle(/^Қате:/);
  // An older key for authentication says who one is.
  await signWithKey(page, qa, citizen, "auth-only");
  await page.waitForURL(/\/kk\/cabinet/);
});

/** What NCALayer does, and the words that the person reads. */
const failures = [
  ["cancelled", "NCALayer терезесінде тоқтаттыңыз"],
  ["closed", "байланысты үзіп жіберді"],
  ["error", "қате коды: 500"],
  ["expired", "мерзімі өтіп кеткен"],
  ["revoked", "кері қайтарып алынған"],
  ["wrong-chain", "Ұлттық куәландырушы орталық"],
  ["gost", "ГОСТ"],
] as const;

test("signing in through NCALayer: each way in which it fails has its own words, and the next attempt enters", async ({
  page,
  qa,
  citizen,
}) => {
  const summary = page.locator(".ui-error-summary");
  await sitAtNcaLayer(page, citizen);
  await page.goto("/kk/sign-in/eds");
  await page.locator("a[href*='way=ncalayer']").click();
  for (const [outcome, words] of failures) {
    await qa.ncaLayer(citizen, outcome);
    await signThroughNcaLayer(page);
    await expect(summary).toContainText(words);
  }
  await qa.ncaLayer(citizen, "success");
  await signThroughNcaLayer(page);
  await page.waitForURL(/\/kk\/cabinet/);
  await page.goto("/kk/cabinet/profile");
  await expect(page.locator("main")).toContainText("ЭЦҚ кілті");
});

test("where NCALayer is not running, whoever signs in reads so, and what else there is", async ({ page }) => {
  await page.routeWebSocket(/127\.0\.0\.1/, (socket) => socket.close());
  await page.goto("/kk/sign-in/eds?way=ncalayer");
  await signThroughNcaLayer(page);
  await expect(page.locator(".ui-error-summary")).toContainText("орнатылмаған немесе қосылмаған");
  await expect(page.locator(".sign-ways a[href*='way=key-file']")).toBeVisible();
});

test("one's own key and nobody else's: trying it, and linking a number through NCALayer", async ({
  cabinet,
  citizen,
  qa,
}) => {
  const summary = cabinet.locator(".ui-error-summary");
  await cabinet.goto("/kk/cabinet/profile/key");
  await signWithKey(cabinet, qa, "850220369901");
  await expect(summary).toContainText("басқа адамның кілті");
  await signWithKey(cabinet, qa, citizen, "auth-only");
  await expect(summary).toContainText("қол қоятын кілт жоқ");
  await signWithKey(cabinet, qa, citizen, "revoked");
  await expect(summary).toContainText("кері қайтарып алынған");

  await cabinet.goto("/kk/cabinet/profile/phone");
  await cabinet.locator("#phone").fill(`702${citizen.slice(-7)}`);
  await cabinet.locator("main form button[type=submit]").first().click();
  await cabinet.waitForURL(/phone\/code/);
  await cabinet.locator("#code").fill(await qa.lastCode(citizen));
  await cabinet.locator("main form button[type=submit]").first().click();
  await cabinet.waitForURL(/phone\/sign/);
  await cabinet.locator("a[href*='way=ncalayer']").click();
  for (const [outcome, words] of [
    ["wrong-person", "басқа адамның кілті"],
    ["wrong-key", "мұндай қолтаңбаға арналмаған"],
    ["cancelled", "тоқтаттыңыз"],
  ] as const) {
    await qa.ncaLayer(citizen, outcome);
    await signThroughNcaLayer(cabinet);
    await expect(summary).toContainText(words);
  }
  await qa.ncaLayer(citizen, "success");
  await signThroughNcaLayer(cabinet);
  await cabinet.waitForURL(/told=linked/);
});
