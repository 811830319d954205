import { expect, type Page } from "@playwright/test";
import { signatureSample } from "../fixtures/pictures";
import { keyPassword, type Qa } from "../fixtures/qa";
import { photos } from "../fixtures/test";

/** The pages of an application for an ID card, in the order in which a citizen meets them. */
export class ApplicationPages {
  readonly page: Page;
  readonly locale: string;

  constructor(page: Page, locale = "kk") {
    this.page = page;
    this.locale = locale;
  }

  /** From the service's start page to the first question. Out: the application's id. */
  async start(): Promise<string> {
    await this.page.goto(`/${this.locale}/services/id-card-renewal`);
    await this.page.locator(".ui-button--start").click();
    await this.page.locator("main form .ui-button--start").click();
    await this.arriveAt("data-access");
    return this.id;
  }

  get id(): string {
    const id = /\/apply\/([0-9a-f-]{36})/.exec(this.page.url())?.[1];
    if (id === undefined) throw new Error(`Not in an application: ${this.page.url()}`);
    return id;
  }

  async agree(): Promise<void> {
    await this.page.locator("#consent").check();
    await this.proceed("checks");
  }

  /** Waits until every check has a result, and goes on to the form. */
  async passChecks(): Promise<void> {
    await expect(this.page.locator(".ui-checks__item--waiting")).toHaveCount(0, { timeout: 20_000 });
    await expect(this.page.locator(".ui-checks__item--passed")).not.toHaveCount(0);
    await this.page.locator("main a.ui-button--primary, main form button.ui-button--primary").first().click();
    await this.arriveAt("personal-data");
  }

  async confirmData(): Promise<void> {
    await this.page.locator("input[name=correct][value=yes]").check();
    await this.proceed("region");
  }

  async chooseRegion(region = "71"): Promise<void> {
    await this.page.locator("#region").selectOption(region);
    await this.proceed("registration-point");
  }

  async choosePoint(): Promise<void> {
    await this.page.locator("input[name=registrationPoint]").first().check();
    await this.proceed("contacts");
  }

  async leaveContacts(): Promise<void> {
    await this.proceed("photo");
  }

  async attachPhoto(photo: Parameters<ReturnType<Page["locator"]>["setInputFiles"]>[0] = photos.own): Promise<void> {
    await this.page.locator("#photo").setInputFiles(photo);
    await this.page.locator("#recent").check();
    await this.proceed("signature-sample");
  }

  async attachSample(): Promise<void> {
    await this.page.locator("#sample").setInputFiles(await signatureSample());
    await this.proceed("review");
  }

  async review(): Promise<void> {
    await this.page.locator("main .ui-button--primary").last().click();
    await this.arriveAt("sign");
  }

  /** From the first question to the one for the photo. */
  async reachPhoto(): Promise<void> {
    await this.agree();
    await this.passChecks();
    await this.confirmData();
    await this.chooseRegion();
    await this.choosePoint();
    await this.leaveContacts();
  }

  /** From the first question to the page where the application is signed. */
  async fillIn(): Promise<void> {
    await this.reachPhoto();
    await this.attachPhoto();
    await this.attachSample();
    await this.review();
  }

  /** Presses the form's button, and waits for the page of the application that this leads to. */
  async proceed(next: string): Promise<void> {
    await this.submit();
    await this.arriveAt(next);
  }

  /** Checks may stand between two pages: they run in the worker. */
  async arriveAt(page: string): Promise<void> {
    await this.page.waitForURL((url) => url.pathname.endsWith(`/${page}`), { timeout: 30_000 });
  }

  async submit(): Promise<void> {
    await this.page.locator("main form button[type=submit]").last().click();
  }
}

/** Signs what the page shows with a person's key. */
export async function signWithKey(
  page: Page,
  qa: Qa,
  iin: string,
  kind = "valid",
  password = keyPassword,
): Promise<void> {
  await page.locator("#file-key").setInputFiles(await qa.key(iin, kind));
  await page.locator("#file-key-password").fill(password);
  await page.locator("form:has(#file-key) button[type=submit]").click();
}
