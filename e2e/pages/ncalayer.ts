import type { Page } from "@playwright/test";
import { WebSocket } from "ws";

/**
 * The page's NCALayer is this person's from now on: where a text names nobody, their key signs it; with a BIN the key of that organisation, and
 * no other is on their token. Before the page is opened.
 */
export async function sitAtNcaLayer(page: Page, iin: string, bin?: string): Promise<void> {
  const desk = new URLSearchParams({ iin, ...(bin === undefined ? {} : { bin }) }).toString();
  await page.routeWebSocket(/127\.0\.0\.1/, (inPage) => {
    const waiting: string[] = [];
    const played = new WebSocket(`${inPage.url()}?${desk}`);
    played.on("open", () => {
      for (const message of waiting.splice(0)) played.send(message);
    });
    played.on("message", (data: Buffer) => {
      inPage.send(data.toString("utf8"));
    });
    played.on("close", () => void inPage.close());
    inPage.onMessage((message) => {
      const text = message.toString();
      if (played.readyState === WebSocket.OPEN) played.send(text);
      else waiting.push(text);
    });
    inPage.onClose(() => {
      played.close();
    });
  });
}

/** Signs what the page shows through NCALayer. */
export async function signThroughNcaLayer(page: Page): Promise<void> {
  await page.locator("form:has(input[name=cms]) button[type=submit]").click();
}
