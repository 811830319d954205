import { createHmac } from "node:crypto";
import type { APIRequestContext, BrowserContextOptions, Page } from "@playwright/test";
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

/** A callback with these words and this signature, from anywhere. Out: how the portal answers. */
async function postCallback(request: APIRequestContext, body: string, signature: string) {
  const answer = await request.post("/api/payments/callback", {
    data: body,
    headers: { "content-type": "application/json", "x-payment-signature": signature },
  });
  expect(await answer.text()).toBe("");
  return answer.status();
}

test("a forged callback changes nothing that the payer sees; the provider's own five make one payment", async ({
  page,
  qa,
  request,
}) => {
  const who = await payer(qa);
  await toPayment(page, qa, who);
  const body = JSON.stringify({ invoice: who.invoice, state: "paid", tenge: 786, message: "1" });
  const seconds = String(Math.floor((performance.timeOrigin + performance.now()) / 1000));
  const forged = createHmac("sha256", "a guess").update(`${seconds}.${body}`).digest("hex");
  for (const signature of ["", `t=${seconds},v1=${forged}`])
    expect(await postCallback(request, body, signature)).toBe(401);
  expect((await request.get("/api/payments/callback")).status()).toBe(405);
  await page.reload();
  await expect(page.locator("main form button")).toContainText("786 ₸");
  const application = `/kk/cabinet/applications/${who.id}`;
  await page.goto(application);
  await expect(page.locator("main")).toContainText("786 ₸ мемлекеттік баж төлеу керек");
  await expect(page.locator("main")).not.toContainText(who.invoice);
  await page.goto(`/kk/apply/${who.id}/payment/return`);
  await expect(page.locator("h1")).toHaveText("Баж төленген жоқ");

  await qa.payment(who.invoice, "duplicate-callback");
  await page.goto(application);
  await expect(page.getByText("786 ₸ мемлекеттік баж төленді")).toHaveCount(1);
  await expect(page.getByText(who.invoice, { exact: true })).toHaveCount(1);
  await expect(page.locator(".ui-timeline").getByText("Мемлекеттік баж төленді", { exact: true })).toHaveCount(1);
  await page.goto("/kk/cabinet/notices");
  await expect(page.locator("main li", { hasText: who.invoice })).toHaveCount(1);
  expect((await qa.application(who.id)).payments).toEqual([
    expect.objectContaining({ invoice: who.invoice, ledger: ["charge"], refund: null }),
  ]);
});

test("a payment that the bank takes back ends the application; its payer reads so, and nothing is given back twice", async ({
  page,
  qa,
}) => {
  const who = await payer(qa);
  await toPayment(page, qa, who);
  await atProvider(page, "pay");
  await expect(page.locator("h1")).toHaveText("Баж төленді");
  await qa.payment(who.invoice, "reversed");
  await page.reload();
  await expect(page.locator("h1")).toHaveText("Банк төлемді қайтарып алды");
  await page.goto(`/kk/cabinet/applications/${who.id}`);
  await expect(page.locator("h1")).toContainText("Мерзімі өтіп, тоқтатылды");
  await expect(page.locator("main")).toContainText("786 ₸ төлемін банкіңіз 2025 ж. 1 желтоқсан қайтарып алды");
  await expect(page.locator("main")).not.toContainText("Бажды қайтару");
  await qa.runDue();
  expect((await qa.application(who.id)).payments).toEqual([
    expect.objectContaining({ ledger: ["charge", "reversal"], refund: null }),
  ]);
});

test("a payment of another amount is not taken: nobody is sent to pay again, and the application does not lapse", async ({
  page,
  qa,
}) => {
  const who = await payer(qa);
  await qa.payment(who.invoice, "wrong-amount");
  await toPayment(page, qa, who);
  await page.locator("main form button").click();
  await page.waitForURL(/\/payment\/return$/);
  await expect(page.locator("h1")).toHaveText("Түскен сома сәйкес келмейді");
  await expect(page.locator("main a", { hasText: "Қайта төлеп көру" })).toHaveCount(0);
  await qa.clock({ iin: who.iin, advance: "P5D" });
  await qa.runDue();
  expect(await qa.application(who.id)).toMatchObject({
    state: "awaiting-payment",
    payments: [{ ledger: [], refund: null }],
  });
});

test("money that comes after the application has lapsed goes back, and its payer can follow it", async ({
  page,
  qa,
}) => {
  const who = await payer(qa);
  await qa.clock({ iin: who.iin, advance: "P4D" });
  await qa.runDue();
  await expect.poll(async () => (await qa.application(who.id)).state).toBe("lapsed");
  await qa.payment(who.invoice, "paid-late");
  await qa.signIn(page.context(), who.iin);
  await page.goto(`/kk/apply/${who.id}/payment/return`);
  await expect(page.locator("h1")).toHaveText("Өтініш аяқталып қойған");
  await qa.runDue();
  await page.locator("main a.ui-button", { hasText: "Өтінішті көру" }).click();
  const refund = page.locator("main section", { hasText: "Бажды қайтару" });
  await expect(refund).toContainText("786 ₸");
  await expect(refund).toContainText("Қайтарылды");
  expect((await qa.application(who.id)).payments).toEqual([
    expect.objectContaining({
      ledger: ["charge", "refund"],
      refund: expect.objectContaining({ ground: "too-late", state: "done" }),
    }),
  ]);
});
