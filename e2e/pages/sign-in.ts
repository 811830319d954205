import type { Page } from "@playwright/test";
import type { Qa } from "../fixtures/qa";

/** The password of every account of the demo dataset. */
const demoPassword = "Demo-Portal-2026";

/** The pages on which a person signs in. */
export class SignInPages {
  readonly page: Page;
  readonly #qa: Qa;

  constructor(page: Page, qa: Qa) {
    this.page = page;
    this.#qa = qa;
  }

  async withPassword(iin: string, password = demoPassword): Promise<void> {
    await this.page.waitForURL(/\/sign-in/);
    await this.page.locator("#iin").fill(iin);
    await this.page.locator("#password").fill(password);
    await this.page.locator("form:has(#iin) button[type=submit]").last().click();
  }

  async withCode(iin: string): Promise<void> {
    await this.page.waitForURL(/\/sign-in\/code/);
    await this.page.locator("#code").fill(await this.#qa.lastCode(iin));
    await this.page.locator("form:has(#code) button[type=submit]").first().click();
  }
}
