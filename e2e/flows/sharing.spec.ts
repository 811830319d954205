import { expectNoViolations } from "../fixtures/no-violations";
import { expect, test } from "../fixtures/test";

test("a paper is shown by a link to a stranger without JavaScript, counted, and closed", async ({
  browser,
  qa,
  request,
}) => {
  const { iins } = await qa.peopleLike("certificate-self");
  const iin = iins["940416412502"] ?? "";
  const { id } = await qa.walkService("address-certificate", iin, "done", { for: iin });
  const withoutScript = { javaScriptEnabled: false };
  const holder = await (await browser.newContext(withoutScript)).newPage();
  await qa.signIn(holder.context(), iin);
  await holder.goto(`/ru/cabinet/applications/${id}`);
  await holder.getByRole("link", { name: "Показать по ссылке" }).click();
  await holder.getByLabel("3 суток").check();
  await holder.getByRole("button", { name: "Создать ссылку" }).click();
  const link = (await holder.locator(".ui-shared .ui-number__value").textContent()) ?? "";
  expect(link).toMatch(/\/shared\/[0-9A-Za-z_-]{43}$/);
  await expect(holder.getByRole("img", { name: "QR-код ссылки" })).toBeVisible();
  await expect(holder.locator("main")).toContainText("Пока никто не открывал.");

  // What a messenger, a prefetching browser and a search engine do: they see nobody's data, and are not counted.
  expect((await request.head(link)).headers()["x-robots-tag"]).toContain("noindex");
  const preview = await request.get(link, { headers: { Purpose: "prefetch", "User-Agent": "TelegramBot" } });
  expect(preview.headers()).toMatchObject({ "referrer-policy": "same-origin" });
  expect(preview.headers()["cache-control"]).toContain("no-store");
  const text = await preview.text();
  expect(text).toMatch(/<meta name="robots" content="noindex[^"]*"/);
  expect(text).not.toContain("Сәрсенова");

  const stranger = await (await browser.newContext({ ...withoutScript, locale: "ru-RU" })).newPage();
  await stranger.goto(link);
  await expect(stranger).toHaveURL(/\/ru\/shared\//);
  await stranger.getByRole("button", { name: "Открыть документ" }).click();
  await expect(stranger.locator("main")).toContainText("Документ действителен");
  await expect(stranger.locator("main")).toContainText("Сәрсенова");
  await expect(stranger.locator("main")).toContainText(iin.slice(-4));
  expect(await stranger.content()).not.toContain(iin);
  const href = (await stranger.getByRole("link", { name: "Скачать документ (PDF)" }).getAttribute("href")) ?? "";
  const file = await stranger.request.get(href);
  expect(file.headers()).toMatchObject({ "content-type": "application/pdf", "cache-control": "private, no-store" });
  await stranger.reload();

  await holder.reload();
  await expect(holder.locator("main")).toContainText("Открыта 1 раз.");
  await holder.goto("/ru/cabinet/access-log");
  await expect(holder.locator("main")).toContainText("Тот, кто открыл ссылку");

  // With JavaScript: the same pages, and a button that copies.
  const seen = await (await browser.newContext()).newPage();
  await qa.signIn(seen.context(), iin);
  for (const path of [link, stranger.url(), `/ru/cabinet/applications/${id}/share`]) {
    await seen.goto(path);
    await expectNoViolations(seen);
  }
  await expect(seen.getByRole("button", { name: /Скопировать/ })).toBeVisible();

  await holder.goto(`/ru/cabinet/applications/${id}/share`);
  await holder.getByRole("button", { name: /Закрыть ссылку/ }).click();
  await expect(holder.locator("main")).toContainText("больше она ни у кого не откроется");
  await stranger.reload();
  await expect(stranger).toHaveURL(/\/ru\/shared\/gone$/);
  const closed = await stranger.locator("main").textContent();
  expect((await stranger.request.get(href)).headers()["content-type"]).toContain("text/html");
  await stranger.goto(`/ru/shared/${"A".repeat(43)}`);
  await stranger.getByRole("button", { name: "Открыть документ" }).click();
  await expect(stranger).toHaveURL(/\/ru\/shared\/gone$/);
  expect(await stranger.locator("main").textContent()).toBe(closed);
  await seen.goto(stranger.url());
  await expectNoViolations(seen);
});
