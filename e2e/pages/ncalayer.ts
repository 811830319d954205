import type { Page } from "@playwright/test";
import { WebSocket } from "ws";

/** The page's NCALayer is this person's from now on: where a text names nobody, their key signs it. Before the page is opened. */
export async function sitAtNcaLayer(page: Page, iin: string): Promise<void> {
  await page.routeWebSocket(/127\.0\.0\.1/, (inPage) => {
    const waiting: string[] = [];
    const played = new WebSocket(`${inPage.url()}?iin=${iin}`);
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
