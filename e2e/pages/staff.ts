import type { Page } from "@playwright/test";
import type { Qa } from "../fixtures/qa";
import { signWithKey } from "./application";

/** The officers' pages. */
export class StaffPages {
  readonly page: Page;
  readonly #qa: Qa;
  readonly #locale: string;

  constructor(page: Page, qa: Qa, locale = "kk") {
    this.page = page;
    this.#qa = qa;
    this.#locale = locale;
  }

  async signIn(iin: string): Promise<void> {
    await this.#qa.signIn(this.page.context(), iin);
    await this.page.goto(`/${this.#locale}/staff`);
  }

  /** Finds an application's task in the work list, page by page, and opens it. */
  async openTask(number: string): Promise<void> {
    await this.page.goto(`/${this.#locale}/staff`);
    const link = this.page.locator("table a", { hasText: number });
    while ((await link.count()) === 0) {
      await this.page.locator(".ui-pagination a[rel=next]").click();
    }
    await link.click();
    await this.page.waitForURL(/\/staff\/tasks\//);
  }

  async claim(): Promise<void> {
    await this.page.locator("main form button.ui-button--primary").first().click();
    await this.page.locator("#deed").waitFor();
  }

  async approve(officer: string): Promise<void> {
    await this.prepareApproval();
    await this.#sign(officer);
  }

  /** Chooses to approve, and goes on to the page where the decision is read once more and signed. */
  async prepareApproval(): Promise<void> {
    await this.page.locator("input[name=decision][value=approve]").check();
    await this.#preview();
  }

  async annul(officer: string, reason: string, comment: string): Promise<void> {
    await this.page.locator("input[name=decision][value=annul]").check();
    await this.page.locator(`input[name=reason][value=${reason}]`).check();
    await this.page.locator("#comment").fill(comment);
    await this.#preview();
    await this.#sign(officer);
  }

  async handOver(coupon: string): Promise<void> {
    await this.page.locator("#coupon").fill(coupon);
    await this.page.locator("#person").check();
    await this.page.locator("form:has(#coupon) button[type=submit]").click();
  }

  async #preview(): Promise<void> {
    await this.page.locator("form:has(input[name=decision]) button[type=submit]").click();
    await this.page.waitForURL(/\/confirm\?nonce=/);
  }

  async #sign(officer: string): Promise<void> {
    await signWithKey(this.page, this.#qa, officer);
    await this.page.waitForURL(/\/staff\?done=/);
  }
}
