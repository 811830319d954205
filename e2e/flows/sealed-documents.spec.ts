import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { expect, test } from "../fixtures/test";
import { expectNoViolations } from "../fixtures/no-violations";

test("a receipt and a notice of the outcome are downloaded from the cabinet, sealed, and confirmed by anyone who holds them", async ({
  browser,
  cabinet,
  citizen,
  qa,
}, info) => {
  const { id, number } = await qa.walk(citizen, "in-review");
  await cabinet.goto(`/kk/cabinet/applications/${id}`);
  const link = cabinet.getByRole("link", { name: "Қабылданғаны туралы қолхатты жүктеп алу (PDF)" });
  const downloading = cabinet.waitForEvent("download");
  await link.click();
  expect((await downloading).suggestedFilename()).toBe(`Қолхат ${number}.pdf`);

  await cabinet.goto(`/kk/cabinet/applications/${id}/withdraw`);
  await cabinet.locator("main form button[type=submit]").last().click();
  await cabinet.waitForURL(new RegExp(`/cabinet/applications/${id}$`));
  await cabinet.goto(`/ru/cabinet/applications/${id}`);
  const notice = cabinet.getByRole("link", { name: "Скачать уведомление о результате (PDF)" });
  const answer = await cabinet.request.get((await notice.getAttribute("href")) ?? "");
  const file = await answer.body();
  expect(answer.headers()).toMatchObject({
    "content-type": "application/pdf",
    "content-disposition": `attachment; filename="outcome.pdf"; filename*=UTF-8''${encodeURIComponent(`Уведомление ${number}.pdf`)}`,
    "cache-control": "private, no-store",
    "x-content-type-options": "nosniff",
  });
  expect(file.subarray(0, 8).toString("latin1")).toBe("%PDF-1.7");

  const path = info.outputPath("notice.pdf");
  writeFileSync(path, file);
  expect(execFileSync("pdfsig", [path], { encoding: "utf8" })).toContain("Signature is Valid");
  const text = execFileSync("pdftotext", ["-enc", "UTF-8", path, "-"], { encoding: "utf8" });
  const code = /Номер документа: ([\d ]{19})/.exec(text)?.[1] ?? "";

  // Whoever holds the paper needs no account, and no JavaScript.
  const stranger = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await stranger.goto(`/ru/verify?document=${code.replaceAll(" ", "")}`);
  await expect(stranger.locator("#code")).toHaveValue(code);
  await stranger.locator("#digits").fill(citizen.endsWith("0000") ? "0001" : "0000");
  await stranger.getByRole("button", { name: "Проверить", exact: true }).click();
  await expect(stranger.locator(".ui-error-summary")).toContainText("Такого документа не нашлось");
  await stranger.locator("#digits").fill(citizen.slice(-4));
  await stranger.getByRole("button", { name: "Проверить", exact: true }).click();
  await stranger.waitForURL(/pass=/);
  expect(stranger.url()).not.toContain(citizen.slice(-4) + "&");
  await expect(stranger.locator("main")).toContainText("Этот документ выдал портал");
  await expect(stranger.locator("main")).toContainText(number);

  const seen = await (await browser.newContext()).newPage();
  await seen.goto(stranger.url());
  await expectNoViolations(seen);
  await cabinet.goto("/ru/cabinet/access-log");
  await expect(cabinet.locator("main")).toContainText("Тот, кто проверял документ");
});
