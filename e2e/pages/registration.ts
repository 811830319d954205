import type { Page } from "@playwright/test";

/** The pages of the two registrations, in the order in which a citizen meets them. */
export class RegistrationPages {
  readonly page: Page;
  readonly service: string;
  /** The page that was sent last. */
  #from = "";

  constructor(page: Page, service = "residence-registration") {
    this.page = page;
    this.service = service;
  }

  get id(): string {
    const id = /\/apply\/([0-9a-f-]{36})/.exec(this.page.url())?.[1];
    if (id === undefined) throw new Error(`Not in an application: ${this.page.url()}`);
    return id;
  }

  /** From the start to the question whose dwelling it is. */
  async start(): Promise<void> {
    await this.page.goto(`/kk/services/${this.service}/start`);
    await this.page.locator("main form .ui-button--start").click();
    await this.arriveAt("data-access");
    await this.page.locator("#consent").check();
    await this.submit();
    await this.passChecks("dwelling");
  }

  async chooseOwn(rka: string): Promise<void> {
    await this.page.locator("input[value=own]").check();
    await this.submit();
    await this.passChecks("own-dwelling");
    await this.page.locator(`input[name=rka][value="${rka}"]`).check();
    await this.submit();
  }

  async fillInArrival(): Promise<void> {
    await this.page.locator("#arrivedFrom").selectOption("71");
    await this.page.locator("#arrivedPlace").fill("Астана");
    await this.page.locator("#arrivedOn").fill("2026-11-20");
    await this.page.locator("input[name=purpose]").first().check();
    await this.submit();
    await this.arriveAt("about-you");
    for (const field of ["maritalStatus", "education", "occupation"]) {
      await this.page.locator(`#${field}`).selectOption({ index: 1 });
    }
    await this.submit();
  }

  /** Checks may stand between two pages; the person goes on from them once all have passed. */
  async passChecks(next: string): Promise<void> {
    await this.page.waitForURL((url) => url.pathname !== this.#from, { timeout: 30_000 });
    const goOn = this.page.locator("main a.ui-button--primary");
    for (let look = 0; look < 30 && !this.isAt(next); look += 1) {
      if (this.isAt("checks") && (await goOn.count()) > 0) await goOn.first().click();
      // The page's own refresh may come in between.
      else await this.page.reload().catch(() => null);
      await this.page.waitForLoadState();
    }
    await this.arriveAt(next);
  }

  async submit(): Promise<void> {
    this.#from = new URL(this.page.url()).pathname;
    await this.page.locator("main form button[type=submit]").last().click();
    await this.page.waitForLoadState();
  }

  async arriveAt(page: string): Promise<void> {
    await this.page.waitForURL((url) => url.pathname.endsWith(`/${page}`), { timeout: 30_000 });
  }

  private isAt(page: string): boolean {
    return new URL(this.page.url()).pathname.endsWith(`/${page}`);
  }
}
