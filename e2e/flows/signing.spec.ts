import { expect, test } from "../fixtures/test";
import { signWithKey } from "../pages/application";

/** Each way in which a signature fails: its own words, and the application is a draft still. */
const failures = [
  ["expired", "Кілтіңіздің мерзімі өтіп кеткен"],
  ["revoked", "кері қайтарып алынған"],
  ["wrong-chain", "Ұлттық куәландырушы орталық"],
  ["auth-only", "қол қоятын кілт жоқ"],
] as const;

for (const [kind, words] of failures) {
  test(`a key that is ${kind} does not sign`, async ({ cabinet, citizen, qa }) => {
    const { id } = await qa.walk(citizen, "draft");
    await cabinet.goto(`/kk/apply/${id}/sign`);
    await signWithKey(cabinet, qa, citizen, kind);
    await expect(cabinet.locator(".ui-error-summary")).toContainText(words);
    await expect.poll(async () => (await qa.application(id)).state).toBe("draft");
  });
}

test("a wrong password, another person's key, and a file that is no key are told apart", async ({
  cabinet,
  citizen,
  qa,
}) => {
  const { id } = await qa.walk(citizen, "draft");
  await cabinet.goto(`/kk/apply/${id}/sign`);
  const summary = cabinet.locator(".ui-error-summary");
  await signWithKey(cabinet, qa, citizen, "valid", "wrong password");
  await expect(summary).toContainText("Құпиясөз бұл кілтке сай келмеді");
  await signWithKey(cabinet, qa, "850220369901");
  await expect(summary).toContainText("басқа адамның кілті");
  await cabinet
    .locator("#file-key")
    .setInputFiles({ name: "a.p12", mimeType: "application/x-pkcs12", buffer: Buffer.from("no key") });
  await cabinet.locator("#file-key-password").fill("x");
  await cabinet.locator("form:has(#file-key) button[type=submit]").click();
  await expect(summary).toContainText("ЭЦҚ кілті емес");
  await expect.poll(async () => (await qa.application(id)).state).toBe("draft");
});

test("a document signed in one tab cannot be signed in another: one signature, one submission", async ({
  cabinet,
  citizen,
  qa,
}) => {
  const { id } = await qa.walk(citizen, "draft");
  const second = await cabinet.context().newPage();
  for (const tab of [cabinet, second]) await tab.goto(`/kk/apply/${id}/sign`);
  await signWithKey(cabinet, qa, citizen);
  await cabinet.waitForURL(/\/done/);
  await signWithKey(second, qa, citizen);
  await expect(second.locator("main")).toContainText((await qa.application(id)).number);
  const { events } = await qa.application(id);
  expect(events.filter(({ type }) => type === "document-signed")).toHaveLength(1);
});

test("the window is judged again at the signature: on the last day it is open, a day later it has closed", async ({
  page,
  qa,
}) => {
  const iin = await qa.personLike("expired-10-days-ago", "790211361100");
  const { id } = await qa.walk(iin, "draft");
  await qa.signIn(page.context(), iin);
  await page.goto(`/kk/apply/${id}/sign`);
  await qa.clock({ iin, advance: "P1D" });
  // The session has ended by that clock; a new one signs the page that is open still.
  await qa.signIn(page.context(), iin);
  await signWithKey(page, qa, iin);
  await expect.poll(async () => (await qa.application(id)).state).toBe("refused");
  await page.goto(`/kk/cabinet/applications/${id}`);
  await expect(page.locator("main")).toContainText("11");
});
