import { expect, officers, test } from "../fixtures/test";
import { signThroughNcaLayer } from "../pages/ncalayer";
import { StaffPages } from "../pages/staff";

test("a citizen signs through NCALayer; the signature is shown in full, and its files are there", async ({
  cabinet,
  citizen,
  qa,
}) => {
  const { id, number } = await qa.walk(citizen, "draft");
  await cabinet.goto(`/kk/apply/${id}/sign`);
  await cabinet.locator("a[href*='way=ncalayer']").click();
  await signThroughNcaLayer(cabinet);
  await cabinet.waitForURL(/\/done/);
  await cabinet.goto(`/kk/cabinet/applications/${id}`);
  await cabinet.locator("a[href$='/signatures']").click();
  await expect(cabinet.locator("main")).toContainText("ЭЦҚ, NCALayer");
  await expect(cabinet.locator("main")).toContainText("Жарамды");
  await expect(cabinet.locator("main pre").first()).toContainText(number);
  for (const file of ["document", "cms", "authority"]) {
    const href = await cabinet.locator(`main a[href$='/${file}']`).getAttribute("href");
    expect((await cabinet.request.get(href ?? "")).status(), file).toBe(200);
  }
});

/** What NCALayer does, and the words that the person reads. */
const failures = [
  ["cancelled", "NCALayer терезесінде тоқтаттыңыз"],
  ["closed", "байланысты үзіп жіберді"],
  ["error", "қате коды: 500"],
  ["wrong-key", "тек сайтқа кіруге арналған"],
  ["wrong-person", "басқа адамның кілті"],
  ["expired", "мерзімі өтіп кеткен"],
  ["revoked", "кері қайтарып алынған"],
  ["wrong-chain", "Ұлттық куәландырушы орталық"],
  ["gost", "GOST 34.10-2015"],
] as const;

test("each way in which NCALayer fails has its own words; nothing is sent, and the next attempt succeeds", async ({
  cabinet,
  citizen,
  qa,
}) => {
  const { id } = await qa.walk(citizen, "draft");
  await cabinet.goto(`/kk/apply/${id}/sign?way=ncalayer`);
  const summary = cabinet.locator(".ui-error-summary");
  for (const [outcome, words] of failures) {
    await qa.ncaLayer(citizen, outcome);
    await signThroughNcaLayer(cabinet);
    await expect(summary).toContainText(words);
    await expect(summary).toContainText(/қол қойылмады|жіберілген жоқ/i);
  }
  await expect.poll(async () => (await qa.application(id)).state).toBe("draft");
  await qa.ncaLayer(citizen, "success");
  await signThroughNcaLayer(cabinet);
  await cabinet.waitForURL(/\/done/);
});

test("where NCALayer is not running the page says so, and what else there is", async ({ cabinet, citizen, qa }) => {
  const { id } = await qa.walk(citizen, "draft");
  await cabinet.routeWebSocket(/127\.0\.0\.1/, (socket) => socket.close());
  await cabinet.goto(`/kk/apply/${id}/sign?way=ncalayer`);
  await signThroughNcaLayer(cabinet);
  await expect(cabinet.locator(".ui-error-summary")).toContainText("орнатылмаған немесе қосылмаған");
  await expect(cabinet.locator(".sign-ways a")).not.toHaveCount(0);
});

test("an officer confirms a decision through NCALayer", async ({ page, qa, citizen }) => {
  const { id, number } = await qa.walk(citizen, "in-review");
  const staff = new StaffPages(page, qa);
  await staff.signIn(officers.review);
  await staff.openTask(number);
  await staff.claim();
  await staff.prepareApproval();
  await page.locator("a[href*='way=ncalayer']").click();
  await signThroughNcaLayer(page);
  await page.waitForURL(/\/staff\?done=/);
  expect((await qa.application(id)).events.map(({ type }) => type)).toContain("task-decided");
});

test("pages on which nobody signs connect to nothing but the portal", async ({ cabinet, citizen, qa }) => {
  const { id } = await qa.walk(citizen, "draft");
  const policy = async (path: string) => (await cabinet.request.get(path)).headers()["content-security-policy"];
  expect(await policy(`/kk/apply/${id}/sign?way=ncalayer`)).toMatch(/connect-src 'self' wss?:\/\/127\.0\.0\.1/);
  expect(await policy(`/kk/apply/${id}/review`)).toContain("connect-src 'self';");
});
