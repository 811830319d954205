import type { Page } from "@playwright/test";
import { expectNoViolations } from "../fixtures/no-violations";
import { keyPassword } from "../fixtures/qa";
import { expect, test } from "../fixtures/test";
import { signWithKey } from "../pages/application";
import { browserOf, signByCode } from "../pages/consents";
import { RegistrationPages } from "../pages/registration";
import { StaffPages } from "../pages/staff";

const service = "address-certificate";
/** Who lives at one address and stays at another; a mother of two; whose address is wrong; whose databases differ. */
const personas = { stays: "910614341005", mother: "840330441141", child: "160512641285", wrong: "931208341490" };
const differs = "881003341355";
const townUnit = "920525412908";
/** An address that the register knows. */
const rightAddress = "0201710031720065";
/** In Almaty. */
const elsewhere = "0201750031573946";

/** Where one arrives whose application is granted with the signature: nothing is to be waited for. */
const granted = /\/cabinet\/applications\//;

/** From the start of the service to its first question after the consent. */
async function begin(page: Page, next: string): Promise<RegistrationPages> {
  const pages = new RegistrationPages(page, service);
  await page.goto(`/kk/services/${service}/start`);
  await page.locator("main form .ui-button--start").click();
  await pages.arriveAt("data-access");
  await page.locator("#consent").check();
  await pages.submit();
  await pages.passChecks(next);
  return pages;
}

async function confirm(pages: RegistrationPages, correct: "yes" | "no", next: string): Promise<void> {
  await pages.page.locator(`input[name=correct][value=${correct}]`).check();
  await pages.submit();
  await pages.passChecks(next);
}

/** The certificate of the application that is open, as it is downloaded. */
async function certificate(page: Page, id: string): Promise<string> {
  const answer = await page.request.get(`/kk/cabinet/applications/${id}/documents/result`);
  expect(answer.headers()["content-type"]).toContain("application/pdf");
  const bytes = (await answer.body()).toString("latin1");
  expect(bytes.startsWith("%PDF-")).toBe(true);
  return bytes;
}

test("without JavaScript: oneself, signed by a code, to the certificate with two seals, the same whenever it is downloaded", async ({
  browser,
  qa,
  baseURL,
}) => {
  const iin = await qa.personLike("certificate-self-with-stay", personas.stays);
  const page = await browserOf(browser, qa, iin, baseURL, false);
  const pages = await begin(page, "certificate");
  await expect(page.locator("main")).toContainText("Бөгенбай батыр даңғылы");
  await expect(page.locator("main")).toContainText("Сейфуллин көшесі");
  await confirm(pages, "yes", "review");
  const { id } = pages;
  await page.goto(`/kk/apply/${id}/sign`);
  await signByCode(page, qa, iin);
  await page.waitForURL(granted);
  expect((await qa.application(id)).state).toBe("granted");
  const first = await certificate(page, id);
  expect(first.match(/ETSI\.CAdES\.detached/g)?.length).toBe(2);
  expect(await certificate(page, id)).toBe(first);
});

test("a mother chooses her child, and sees whose certificate it will be", async ({ page, qa }) => {
  const { iins } = await qa.peopleLike("certificate-child");
  const of = (persona: string) => iins[persona] ?? "";
  await qa.signIn(page.context(), of(personas.mother));
  const pages = await begin(page, "holder");
  await expect(page.locator("input[name=for]")).toHaveCount(2);
  await expectNoViolations(page);
  await page.getByRole("radio", { name: /^Әлімбекова Томирис/ }).check();
  expect(await page.content()).not.toContain(of(personas.child));
  await pages.submit();
  await pages.passChecks("certificate");
  await expect(page.locator("main")).toContainText("Әлімбекова Томирис");
  await expectNoViolations(page);
  await confirm(pages, "yes", "review");
  const { id } = pages;
  await page.goto(`/kk/apply/${id}/sign`);
  await page.getByRole("link", { name: /Кілт файлы/ }).click();
  await signWithKey(page, qa, of(personas.mother));
  await page.waitForURL(granted);
  await certificate(page, id);
  await expect(page.locator("#result-title")).toBeVisible();
  await expectNoViolations(page);
  for (const path of ["cabinet/documents", "cabinet/address", `cabinet/applications/${id}/revoke`]) {
    await page.goto(`/kk/${path}`);
    await expectNoViolations(page);
  }
});

test("a wrong address: the officer has a quarter of an hour, enters the right one, and the certificate is of that", async ({
  browser,
  page,
  qa,
  baseURL,
}) => {
  const iin = await qa.personLike("certificate-wrong-address-corrected", personas.wrong);
  const citizen = await browserOf(browser, qa, iin, baseURL);
  const pages = await begin(citizen, "certificate");
  await confirm(pages, "no", "right-address");
  await expectNoViolations(citizen);
  await citizen.locator("#rightAddress").fill("Абай даңғылы, 47-үй, 61-пәтер");
  await pages.submit();
  await pages.passChecks("review");
  await expectNoViolations(citizen);
  const { id } = pages;
  await citizen.goto(`/kk/apply/${id}/sign`);
  await expectNoViolations(citizen);
  await signByCode(citizen, qa, iin);
  await citizen.waitForURL(/\/done/);
  await citizen.goto(`/kk/cabinet/applications/${id}`);
  // Ten in the morning of a Saturday, on which the unit receives until one.
  await expect(citizen.locator(".ui-now")).toContainText(/10:1[56]/);

  const { number } = await qa.application(id);
  const staff = new StaffPages(page, qa);
  await staff.signIn(townUnit);
  await staff.openTask(number);
  await staff.claim();
  await expect(page.locator("main")).toContainText("Абай даңғылы, 47-үй, 61-пәтер");
  await expect(page.locator("main")).toContainText("бір реттік кодпен қол қойылған");
  await expectNoViolations(page);
  await page.locator("input[name=decision][value=other-permanent]").check();
  await page.locator("#entry").fill("0201710000000000");
  await page.locator("form:has(input[name=decision]) button[type=submit]").click();
  await expect(page.locator(".ui-error-summary")).toContainText("ондай жазба жоқ");
  await page.locator("#entry").fill(elsewhere);
  await page.locator("form:has(input[name=decision]) button[type=submit]").click();
  await expect(page.locator(".ui-error-summary a[href='#entry']")).toContainText("ондай өңірде емес");
  await page.locator("#entry").fill(rightAddress);
  await page.locator("form:has(input[name=decision]) button[type=submit]").click();
  await page.waitForURL(/\/confirm\?nonce=/);
  await expect(page.locator("main")).toContainText("Абай даңғылы");
  await signWithKey(page, qa, townUnit);
  await page.waitForURL(/\/staff\?done=/);
  await expect(async () => {
    await qa.runDue();
    expect((await qa.application(id)).state).toBe("granted");
  }).toPass();
  await certificate(citizen, id);
});

test("an officer refuses with a reason and words, and the citizen reads what to do", async ({
  browser,
  page,
  qa,
  baseURL,
}) => {
  const iin = await qa.personLike("certificate-databases-differ", differs);
  const { id, number } = await qa.walkService(service, iin, "in-review", {});
  const staff = new StaffPages(page, qa);
  await staff.signIn(townUnit);
  await staff.openTask(number);
  await staff.claim();
  for (const house of ["17-үй", "71-үй"]) {
    await expect(page.locator("section[aria-labelledby=comparison]")).toContainText(house);
  }
  await staff.annul(townUnit, "papers-needed", "Екі дерекқордағы үй нөмірі екі түрлі");
  const citizen = await browserOf(browser, qa, iin, baseURL);
  await citizen.goto(`/kk/cabinet/applications/${id}`);
  await expect(citizen.locator("main")).toContainText("Қағаз құжаттарды көру керек");
  await expect(citizen.locator("main")).toContainText("Екі дерекқордағы үй нөмірі екі түрлі");
  await expect(citizen.getByRole("link", { name: "Мекенжай анықтамасы" })).toHaveCount(0);
  await expectNoViolations(citizen);
});

test("a legal entity: its head asks by the organisation's key, and the certificate is the entity's", async ({
  page,
  qa,
  citizen,
}) => {
  const bin = await qa.entityOf(citizen, "active", rightAddress);
  const sign = async () => {
    await page.locator("#file-key").setInputFiles(await qa.key(citizen, "valid", bin));
    await page.locator("#file-key-password").fill(keyPassword);
    await page.locator("form:has(#file-key) button[type=submit]").click();
  };
  await page.goto("/kk/sign-up");
  await sign();
  await page.waitForURL(/new-password/);
  await page.locator("#newPassword").fill("үш тал терек пен көл");
  await page.locator("main form button[type=submit]").first().click();
  await page.waitForURL(/\/kk\/organisation/);
  const pages = await begin(page, "certificate");
  await expect(page.locator("main")).toContainText("«Самал» ЖШС");
  await expect(page.locator("main")).toContainText("Абай даңғылы");
  await expectNoViolations(page);
  await confirm(pages, "yes", "review");
  const { id } = pages;
  await page.goto(`/kk/apply/${id}/sign`);
  await sign();
  await page.waitForURL(granted);
  await certificate(page, id);
});
