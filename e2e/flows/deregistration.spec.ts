import type { Page } from "@playwright/test";
import type { Qa } from "../fixtures/qa";
import { isIin } from "@/lib/kernel/iin";
import { expectNoViolations } from "../fixtures/no-violations";
import { expect, test } from "../fixtures/test";
import { browserOf, openRequest, signByCode, signByKey } from "../pages/consents";
import { RegistrationPages } from "../pages/registration";

const service = "deregistration";
/** A dwelling of one owner, with all sorts of people; and one of two. */
const alone = { like: "removal-one-person", owner: "740312376011", rka: "0201350001704513" };
const shared = { like: "removal-co-owner-declines", owner: "840523476094", rka: "0201350001704539" };

async function household(qa: Qa, { like, owner, rka }: typeof alone) {
  const { iins, rkas } = await qa.peopleLike(like);
  const of = (persona: string) => iins[persona] ?? "";
  return { owner: of(owner), rka: rkas[rka] ?? "", of };
}

/** From the start of the service to the list of those registered at a dwelling. */
async function toPeople(page: Page, rka: string): Promise<RegistrationPages> {
  const pages = new RegistrationPages(page, service);
  await page.goto(`/kk/services/${service}/start`);
  await page.locator("main form .ui-button--start").click();
  await pages.arriveAt("data-access");
  await page.locator("#consent").check();
  await pages.submit();
  await pages.passChecks("ground");
  await page.locator("input[value=owner]").check();
  await pages.submit();
  await pages.passChecks("own-dwelling");
  await page.locator(`input[name=rka][value="${rka}"]`).check();
  await pages.submit();
  await pages.passChecks("people");
  return pages;
}

const pick = (page: Page, name: string) => page.getByRole("checkbox", { name: new RegExp(`^${name}`) });

/** Every IIN in what the server sends for this page, but the owner's: in the HTML, and in what the page's script is given. */
async function othersIn(page: Page, owner: string): Promise<readonly string[]> {
  const plain = await (await page.request.get(page.url())).text();
  const payload = await (await page.request.get(page.url(), { headers: { RSC: "1" } })).text();
  const numbers = `${plain} ${payload} ${await page.content()}`.match(/(?<!\d)\d{12}(?!\d)/g) ?? [];
  return [...new Set(numbers.filter((one) => isIin(one) && one !== owner))];
}

test("without JavaScript: an owner asks beside the person, signs by a code; whoever was removed reads why and how to object", async ({
  browser,
  qa,
  baseURL,
}) => {
  const { owner, rka, of } = await household(qa, alone);
  const page = await browserOf(browser, qa, owner, baseURL, false);
  await page.goto("/kk/cabinet/dwellings/1");
  const lodger = page.locator("li", { hasText: "Сейітқали Аружан" });
  await lodger.getByRole("button", { name: "Тіркеуден шығару" }).click();
  const pages = new RegistrationPages(page, service);
  await pages.arriveAt("data-access");
  await page.locator("#consent").check();
  await pages.submit();
  await pages.passChecks("ground");
  await page.locator("input[value=court]").check();
  await pages.submit();
  await expect(page.locator("main")).toContainText("заңды күшіне енген сот шешімін");
  await page.locator("input[value=owner]").check();
  await pages.submit();
  await pages.passChecks("own-dwelling");
  await expect(page.locator(`input[name=rka][value="${rka}"]`)).toBeChecked();
  await pages.submit();
  await pages.passChecks("people");
  await expect(pick(page, "Сейітқали Аружан")).toBeChecked();
  await expect(page.locator("input[name=people]:checked")).toHaveCount(1);
  expect(await othersIn(page, owner)).toEqual([]);
  await pages.submit();
  await pages.passChecks("review");
  expect(await othersIn(page, owner)).toEqual([]);
  const { id } = pages;
  await page.goto(`/kk/apply/${id}/people`);
  await expect(pick(page, "Сейітқали Аружан")).toBeChecked();
  expect(await othersIn(page, owner)).toEqual([]);
  await page.goto(`/kk/apply/${id}/sign`);
  expect(await othersIn(page, owner)).toEqual([]);
  await expect(page.locator("pre.ui-document")).toContainText("Сейітқали Аружан Ермекқызы");
  await signByCode(page, qa, owner);
  await page.waitForURL(/\/done/);
  await qa.runDue();
  await expect(async () => {
    expect((await qa.application(id)).state).toBe("granted");
  }).toPass();
  await page.goto(`/kk/cabinet/applications/${id}`);
  await expect(page.getByRole("link", { name: /Мекенжайдан кету парағын/ })).toBeVisible();

  const removed = await browserOf(browser, qa, of("011130676040"), baseURL, false);
  await removed.goto("/kk/cabinet/notices");
  const notice = removed.locator(".ui-notices li", { hasText: "Уақытша тіркеуіңіз аяқталды" });
  await expect(notice).toContainText("Қарағанды қаласы");
  await expect(notice).toContainText("сотқа жүгініңіз");
  await expect(notice).not.toContainText("Тілеуов");
  const [sms] = (await qa.messages(of("011130676040"))).map(({ text }) => text);
  expect(sms).toContain("жеке кабинетте");
  await page.goto("/kk/cabinet/dwellings/1");
  await expect(page.locator("main")).not.toContainText("Сейітқали Аружан");
});

test("a co-owner reads whom they are asked about, and declines: nobody is removed", async ({
  browser,
  qa,
  baseURL,
}) => {
  const { owner, rka, of } = await household(qa, shared);
  const people = of("931201376118");
  const { id } = await qa.walkService(service, owner, "awaiting-consent", { rka, people });
  const page = await browserOf(browser, qa, of("880914376105"), baseURL);
  await openRequest(page);
  await expect(page.locator("main .ui-lead")).toContainText("Омаров Санжар Қанатұлы");
  await expect(page.locator("h1")).toHaveText("Тіркеуден шығаруға келісім");
  await expect(page.locator("main")).not.toContainText("тіркелгісі келеді");
  await expectNoViolations(page);
  await page.getByRole("link", { name: "Келіспеймін", exact: true }).click();
  await page.getByRole("link", { name: "бұл адам осында тұрады" }).click();
  await expect(page.locator("main pre")).toContainText("ТІРКЕУДЕН ШЫҒАРУҒА КЕЛІСПЕУ");
  await signByKey(page, qa, of("880914376105"));
  await expect(page.locator("main")).toContainText("Ешкім шығарылған жоқ");
  expect((await qa.application(id)).state).toBe("refused");
});

test("protected people are refused by name and reason, and the rest can go on", async ({ page, qa }) => {
  const { owner, rka } = await household(qa, alone);
  await qa.signIn(page.context(), owner);
  const pages = await toPeople(page, rka);
  await expectNoViolations(page);
  await pages.submit();
  await expect(page.locator("main")).toContainText("Кемінде бір адамды таңдаңыз");
  const [child, mother, father] = ["Нұрпейісов Алан", "Нұрпейісова", "Нұрпейісов Айдос"] as const;
  await pick(page, child).check();
  await pick(page, "Тілеуова Кенжегүл").check();
  await pages.submit();
  await expect(page.locator(".ui-complaints")).toContainText(
    "Нұрпейісов Алан Айдосұлы: 18 жасқа толмаған, ал ата-анасы",
  );
  await pick(page, mother).check();
  await pick(page, father).check();
  await pages.submit();
  await expect(page.locator(".ui-complaints")).toContainText("Бала үйсіз қалмауы керек");
  await expectNoViolations(page);
  expect(await othersIn(page, owner)).toEqual([]);
  for (const one of [child, mother, father]) await pick(page, one).uncheck();
  await pages.submit();
  await pages.passChecks("review");
  await expect(page.locator("main")).toContainText("Тілеуова Кенжегүл Оразқызы");
  await expect(page.locator("main")).not.toContainText("Нұрпейісов");
});

test("oneself: the warning stands on a page of its own, says how to avoid it, and takes a tick", async ({
  page,
  qa,
}) => {
  const { owner, rka } = await household(qa, alone);
  await qa.signIn(page.context(), owner);
  const pages = await toPeople(page, rka);
  await expect(page.locator("main")).toContainText("мәртебеңіз «тұрғылықты жері анықталмаған» болады");
  await pick(page, "Тілеуов Болат").check();
  await pages.submit();
  await pages.passChecks("leaving-oneself");
  await expect(page.locator("main")).toContainText("алдымен жаңа тұрғылықты жеріңізге тіркеліңіз");
  await expectNoViolations(page);
  await pages.submit();
  await expect(page.locator("main")).toContainText("Жалғастыру үшін ескертуді");
  await page.locator("#understood").check();
  await pages.submit();
  await pages.passChecks("review");
  expect(await qa.walkService(service, owner, "done", {})).toMatchObject({ id: pages.id, state: "granted" });
});

test("a second tab leads to the same application, and an answer that came too late changes nothing", async ({
  page,
  qa,
}) => {
  const { owner, rka, of } = await household(qa, alone);
  await qa.signIn(page.context(), owner);
  const pages = await toPeople(page, rka);
  const other = await page.context().newPage();
  await other.goto(`/kk/services/${service}/start`);
  await other.locator("main a.ui-button").first().click();
  await other.waitForURL(new RegExp(pages.id));
  await qa.walkService(service, owner, "signed", { rka, people: of("790802476029") });
  await pick(page, "Нұрпейісов Айдос").check();
  const { id } = pages;
  await pages.submit();
  await qa.runDue();
  const { state } = await qa.application(id);
  expect(state).toBe("granted");
  await page.goto(`/kk/cabinet/applications/${id}`);
  await expect(page.locator("#result-title")).toHaveText("Мекенжайдан кету парағы");
  // The only owner: nobody was asked.
  await expect(page.locator("main")).not.toContainText(/Меншік иелерінен келісім|Ортақ меншік иелерінің келісімі/);
  await expectNoViolations(page);
  await page.goto("/kk/cabinet/dwellings");
  await expectNoViolations(page);
  await page.goto("/kk/cabinet/dwellings/1");
  await expect(page.locator("main")).toContainText("Нұрпейісов Айдос");
  await expect(page.locator("main")).not.toContainText("Тілеуова Кенжегүл");
});
