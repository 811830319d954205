import type { Page } from "@playwright/test";

/** The link on the page, which says the same as the QR code. */
export async function codeOn(page: Page): Promise<string> {
  return (await page.locator("a[href^='https://m.egov.kz/mobileSign']").getAttribute("href")) ?? "";
}
