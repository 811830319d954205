import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import type { Browser, Page } from "@playwright/test";
import { expectNoViolations } from "../fixtures/no-violations";
import type { Qa } from "../fixtures/qa";
import { expect, test } from "../fixtures/test";

/** Somebody whom the ministries have just given a certificate, in their cabinet, which has no JavaScript. */
async function withCertificate(browser: Browser, qa: Qa) {
  const { iins } = await qa.peopleLike("certificate-self");
  const iin = iins["940416412502"] ?? "";
  const { id } = await qa.walkService("address-certificate", iin, "done", { for: iin });
  const holder = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await qa.signIn(holder.context(), iin);
  const file = async () => (await holder.request.get(`/ru/cabinet/applications/${id}/documents/result`)).body();
  return { iin, id, holder, file };
}

async function choose(page: Page, buffer: Buffer): Promise<void> {
  await page.goto("/ru/verify");
  await page.locator("#file").setInputFiles({ name: "a.pdf", mimeType: "application/pdf", buffer });
  await page.getByRole("button", { name: "Проверить файл" }).click();
}

test("a certificate of two ministries is checked by its PDF: chosen without JavaScript, dropped with it, and told when it was changed", async ({
  browser,
  qa,
}, info) => {
  const { file } = await withCertificate(browser, qa);
  const pdf = await file();
  const path = info.outputPath("certificate.pdf");
  writeFileSync(path, pdf);
  const said = execFileSync("pdfsig", [path], { encoding: "utf8" });
  expect(said.match(/Signature is Valid\./g)).toHaveLength(2);

  const plain = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await choose(plain, pdf);
  await plain.waitForURL(/pass=/);
  await expect(plain.locator("main")).toContainText("знак в знак совпадает");
  for (const ministry of ["ІШКІ ІСТЕР МИНИСТРЛІГІ", "ӘДІЛЕТ МИНИСТРЛІГІ"])
    await expect(plain.locator("main")).toContainText(ministry);

  const changed = Buffer.from(pdf);
  changed[900] = (changed[900] ?? 0) ^ 1;
  const wrong = [
    [changed, "после неё файл изменили"],
    [Buffer.concat([pdf, Buffer.from("\n% one more line\n")]), "после печати в него что-то добавили"],
    [Buffer.from("%PDF-1.7\n%%EOF"), "нет печати"],
    [Buffer.from("hello"), "не файл PDF"],
  ] as const;
  for (const [bytes, words] of wrong) {
    await choose(plain, bytes);
    await expect(plain.locator(".ui-error-summary")).toContainText(words);
  }

  const page = await (await browser.newContext()).newPage();
  await page.goto("/ru/verify");
  await expectNoViolations(page);
  // Beside the chooser, where a browser by itself would open the file in place of the page.
  const dropped = await page.evaluateHandle(
    (bytes) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(bytes)], "paper.pdf", { type: "application/pdf" }));
      return data;
    },
    [...changed],
  );
  await page.locator("h1").dispatchEvent("drop", { dataTransfer: dropped });
  await expect(page.locator(".ui-file__name")).toHaveText("paper.pdf");
  await page.getByRole("button", { name: "Проверить файл" }).click();
  await expect(page.locator(".ui-error-summary")).toContainText("после неё файл изменили");
  await expect(page).toHaveTitle(/^Ошибка: /);
  await expectNoViolations(page);
});

test("a certificate is revoked by its holder, or runs out, and whoever checks it is told so and not why", async ({
  browser,
  qa,
}) => {
  const { iin, id, holder, file } = await withCertificate(browser, qa);
  const pdf = await file();
  await holder.goto(`/ru/cabinet/applications/${id}`);
  await expect(holder.locator("#result-title")).toBeVisible();
  await holder.getByRole("link", { name: "Отозвать документ" }).click();
  await expect(holder.locator("main")).toContainText("Регистрация и данные в базах не изменятся");
  await holder.getByRole("button", { name: "Да, отозвать" }).click();
  await holder.waitForURL(/#result$/);
  await expect(holder.locator("main")).toContainText("Вы отозвали его сами");
  expect((await holder.request.get(`/ru/cabinet/applications/${id}/documents/result`)).url()).toContain("/not-found");
  await holder.goto(`/ru/cabinet/applications/${id}/revoke`);
  await expect(holder.locator("h1")).toHaveText("Документ уже не действует");

  const page = await (await browser.newContext()).newPage();
  await choose(page, pdf);
  await page.waitForURL(/pass=/);
  await expect(page.locator("main")).toContainText("потом он был отозван. Не полагайтесь на него");
  await expect(page.locator("main")).not.toContainText("Вы отозвали");
  await expectNoViolations(page);

  const { id: other } = await qa.walkService("address-certificate", iin, "done", { for: iin });
  const second = await (await holder.request.get(`/ru/cabinet/applications/${other}/documents/result`)).body();
  await qa.clock({ iin, advance: "P11D" });
  await choose(page, second);
  await page.waitForURL(/pass=/);
  await expect(page.locator("main")).toContainText("его срок истёк");
  await expectNoViolations(page);
});
