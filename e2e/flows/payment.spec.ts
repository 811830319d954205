import { createHmac } from "node:crypto";
import type { BrowserContextOptions, Page } from "@playwright/test";
import { expect, officers, test } from "../fixtures/test";
import type { Qa } from "../fixtures/qa";
import { StaffPages } from "../pages/staff";

const persona = "890130307791";

/** Somebody new in December 2025 whose application waits for its payment. */
async function payer(qa: Qa) {
  const iin = await qa.personLike("pays-duty-2025", persona);
  const { id, number, invoice } = await qa.walk(iin, "awaiting-payment");
  if (invoice === undefined) throw new Error("There is no invoice");
  return { iin, id, number, invoice };
}

/** Their browser, signed in, on the page of the payment. */
async function toPayment(page: Page, qa: Qa, { iin, id }: { readonly iin: string; readonly id: string }) {
  await qa.signIn(page.context(), iin);
  await page.goto(`/kk/cabinet/applications/${id}`);
  await page.locator("main a.ui-button", { hasText: "Бажды төлеу" }).click();
  await page.waitForURL(/\/payment$/);
}

/** From the portal's page to the provider's, and a button there. */
async function atProvider(page: Page, deed: string) {
  await page.locator("main form button").click();
  await page.waitForURL(/\/payment-provider\//);
  await page.locator(`button[value=${deed}]`).click();
}

const noJavaScript: BrowserContextOptions = { javaScriptEnabled: false };

test("the duty is paid with JavaScript off: the card is refused, then taken, and the portal asks the provider", async ({
  browser,
  qa,
}) => {
  const who = await payer(qa);
  const page = await (await browser.newContext(noJavaScript)).newPage();
  await toPayment(page, qa, who);
  await expect(page.locator("main")).toContainText("786 ₸");
  await expect(page.locator("main")).toContainText("2025 ж. 4 желтоқсан");
  await atProvider(page, "refuse");
  await expect(page.getByRole("alert")).toContainText("Карта қабылданбады");
  // Whoever closes the provider's page, and whoever makes up its address, has not paid.
  await page.locator("button[value=close]").click();
  await page.waitForURL(/\/payment\/return$/);
  await expect(page.locator("h1")).toHaveText("Баж төленген жоқ");
  await page.goto(`/kk/apply/${who.id}/payment/return?state=paid&tenge=786`);
  await expect(page.locator("h1")).toHaveText("Баж төленген жоқ");
  await expect.poll(async () => (await qa.application(who.id)).state).toBe("awaiting-payment");

  await page.locator("main a.ui-button", { hasText: "Қайта төлеп көру" }).click();
  await atProvider(page, "twice");
  await page.waitForURL(/\/payment\/return$/);
  await expect(page.locator("h1")).toHaveText("Баж төленді");
  await expect(page.locator("main")).toContainText(who.invoice);
  await qa.runDue();
  const { state, events } = await qa.application(who.id);
  expect(state).toBe("in-review");
  expect(events.filter(({ type }) => type === "payment-received")).toHaveLength(1);
});

test("an answer that was lost is brought in by the reconciliation; nobody pays twice", async ({ page, qa }) => {
  const who = await payer(qa);
  await toPayment(page, qa, who);
  await atProvider(page, "lost");
  await expect(page.locator("h1")).toHaveText("Байланыс үзілді");
  await qa.runDue();
  expect((await qa.application(who.id)).payments).toEqual([
    expect.objectContaining({ invoice: who.invoice, state: "paid", refund: null }),
  ]);
  await page.goto(`/kk/apply/${who.id}/payment`);
  await page.waitForURL(/\/cabinet\/applications\//);
  await expect(page.locator("main")).toContainText("786 ₸ мемлекеттік баж төленді");
});

test("what is not paid in three days is called to mind once, and then lapses", async ({ page, qa }) => {
  const who = await payer(qa);
  await qa.clock({ iin: who.iin, advance: "P2D" });
  await qa.runDue();
  await qa.runDue();
  const reminders = (await qa.messages(who.iin)).filter(({ text }) => text.includes("баж төленбеген"));
  expect(reminders).toHaveLength(1);
  await qa.clock({ iin: who.iin, advance: "P2D" });
  await qa.runDue();
  await expect.poll(async () => (await qa.application(who.id)).state).toBe("lapsed");
  await qa.signIn(page.context(), who.iin);
  await page.goto(`/kk/apply/${who.id}/payment/return`);
  await expect(page.locator("h1")).toHaveText("Бұл өтініш бойынша енді төленбейді");
});

test("who is exempt pays nothing, and reads why", async ({ page, qa }) => {
  const iin = await qa.personLike("exempt-altyn-alqa", "750909407000");
  const { id } = await qa.walk(iin, "in-review");
  await qa.signIn(page.context(), iin);
  await page.goto(`/kk/cabinet/applications/${id}`);
  await expect(page.locator("main")).toContainText("«Алтын алқа»");
  await page.goto(`/kk/apply/${id}/payment`);
  await page.waitForURL(/\/cabinet\/applications\//);
});

test("annulled for the photo: the duty goes back, and applying anew keeps the window and is paid again", async ({
  browser,
  page,
  qa,
}) => {
  const iin = await qa.personLike("pays-duty-2025", persona);
  // The card expires on 21 December; its own window ends on the 31st.
  await qa.clock({ iin, now: "2025-12-22T10:00:00+05:00" });
  const { id, number } = await qa.walk(iin, "in-review");
  const officer = new StaffPages(await (await browser.newContext()).newPage(), qa);
  await officer.signIn(officers.review);
  await officer.openTask(number);
  await officer.claim();
  await officer.annul(officers.review, "photo-quality", "Фото бұлыңғыр, анық түсіріңіз.");
  await qa.runDue();
  expect((await qa.application(id)).payments).toEqual([
    expect.objectContaining({ state: "paid", refund: { ground: "annulled", state: "done" } }),
  ]);

  await qa.clock({ iin, now: "2026-01-01T10:00:00+05:00" });
  await qa.signIn(page.context(), iin);
  await page.goto(`/kk/cabinet/applications/${id}`);
  await expect(page.locator("main section", { hasText: "Бажды қайтару" })).toContainText("Қайтарылды");
  await page.locator("main form button", { hasText: "Қайта өтініш беру" }).click();
  await page.waitForURL(/\/apply\/[0-9a-f-]+\/data-access/);
  await page.locator("#consent").check();
  await page.locator("main form button[type=submit]").last().click();
  await expect(page.locator("main")).toContainText("алғашқы мерзіміңіз сақталды", { timeout: 30_000 });
});

test("a forged callback is answered by 401, a true one about nothing by 404; neither has an effect", async ({
  qa,
  request,
}) => {
  const { id, invoice } = await payer(qa);
  const body = JSON.stringify({ invoice, state: "paid", tenge: 786, message: "1" });
  const seconds = String(Math.floor((performance.timeOrigin + performance.now()) / 1000));
  const forged = createHmac("sha256", "a guess").update(`${seconds}.${body}`).digest("hex");
  for (const signature of ["", `t=${seconds},v1=${forged}`]) {
    const answer = await request.post("/api/payments/callback", {
      data: body,
      headers: { "content-type": "application/json", "x-payment-signature": signature },
    });
    expect(answer.status()).toBe(401);
    expect(await answer.text()).toBe("");
  }
  expect((await request.get("/api/payments/callback")).status()).toBe(405);
  await expect.poll(async () => (await qa.application(id)).state).toBe("awaiting-payment");
});
