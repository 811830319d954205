import { expect, test } from "../fixtures/test";
import { asked, browserOf, openRequest } from "../pages/consents";
import { RegistrationPages } from "../pages/registration";

/** A page's own words, without what differs from one view to the next. */
async function wordsOf(pages: RegistrationPages): Promise<string> {
  return (await pages.page.locator("main").innerText()).replaceAll(/\s+/g, " ");
}

test("an address and an owner that do not belong together: the same words, status and size, whatever there is", async ({
  page,
  qa,
}) => {
  const { iins, rkas } = await qa.peopleLike("residence-full-not-kin");
  const { iins: others, rkas: elsewhere } = await qa.peopleLike("residence-owner-legal-entity");
  const citizen = Object.values(iins)[0] ?? "";
  await qa.signIn(page.context(), citizen);
  const pages = new RegistrationPages(page);
  await pages.start();
  await page.locator("input[value=another]").check();
  await pages.submit();
  await page.locator("input[value=code]").check();
  await pages.submit();
  await pages.arriveAt("address-code");
  const { id } = pages;
  const stranger = Object.values(others)[0] ?? "";
  // A full dwelling, an organisation's, none at all; an owner of something else, and somebody who owns nothing. Each time another
  // address: of one that has not changed the page still says what it said.
  const probes = [
    [Object.values(rkas)[0] ?? "", stranger],
    [Object.values(elsewhere)[0] ?? "", citizen],
    ["0201990099999999", stranger],
    ["0201990099999998", citizen],
  ] as const;
  const seen: { words: string; status: number | undefined; size: number }[] = [];
  for (const [rka, owner] of probes) {
    await page.goto(`/kk/apply/${id}/address-code`);
    await page.locator("#rka").fill(rka);
    await pages.submit();
    await pages.arriveAt("owner");
    await page.locator("#ownerIin").fill(owner);
    await pages.submit();
    await expect(page.locator("main")).toContainText("Бұл мекенжайда осы меншік иесінің тұрғын үйі табылмады");
    const answer = await page.goto(`/kk/apply/${id}/owner`);
    const words = (await wordsOf(pages)).replaceAll(owner, "IIN");
    seen.push({ words, status: answer?.status(), size: Math.round((await page.content()).length / 1_000) });
  }
  expect(new Set(seen.map(({ words }) => words)).size).toBe(1);
  expect(new Set(seen.map(({ status }) => status)).size).toBe(1);
  const sizes = seen.map(({ size }) => size);
  expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
});

test("a request for consent opens in no frame of another site, and looking at its pages by GET answers nothing", async ({
  browser,
  qa,
  baseURL,
}) => {
  const { owner, id } = await asked(qa, {
    scenario: "residence-owner-consents",
    persona: "990218441201",
    rka: "0201270031702039",
    owner: "711103441301",
  });
  const page = await browserOf(browser, qa, owner, baseURL);
  await openRequest(page);
  const request = page.url();
  for (const address of [request, `${request}/give`, `${request}/decline?reason=do-not-know`]) {
    const answer = await page.goto(address);
    expect(answer?.headers()["x-frame-options"]).toBe("DENY");
    expect(answer?.headers()["content-security-policy"]).toContain("frame-ancestors 'none'");
  }
  await page.goto("about:blank");
  await page.setContent(`<iframe src="${request}/give" style="width: 900px; height: 700px"></iframe>`);
  await page.waitForTimeout(1_000);
  for (const frame of page.frames().slice(1)) expect(await frame.content()).not.toContain("Келіс");
  const { events, waitingFor } = await qa.application(id);
  expect(waitingFor.party).toBe("owner");
  expect(events.map(({ type }) => type)).not.toContain("consent-given");
});
