import { newIin } from "../fixtures/qa";
import { expect, test } from "../fixtures/test";
import { signWithKey } from "../pages/application";
import { SignInPages } from "../pages/sign-in";

const elsewhere = ["//evil.example", "/\\evil.example", "https://evil.example/kk", "javascript:alert(1)"];

test("no address leads out of the portal after signing in", async ({ page, qa, citizen }) => {
  for (const next of elsewhere) {
    await page.context().clearCookies();
    await page.goto(`/kk/sign-in/eds?${new URLSearchParams({ next, callbackUrl: next }).toString()}`);
    await signWithKey(page, qa, citizen);
    await page.waitForURL(/\/kk\/cabinet$/);
  }
  // The framework's own door, with and without a session: it knows one way in, and nobody has asked for it here.
  for (const url of elsewhere) {
    for (const path of ["signin", "signin/ticket", "callback/ticket", "signout", "error", "verify-request"]) {
      const query = new URLSearchParams({ callbackUrl: url }).toString();
      for (const method of ["get", "post"] as const) {
        const answer = await page.request[method](`/api/auth/${path}?${query}`, {
          maxRedirects: 0,
          ...(method === "post" ? { form: { callbackUrl: url, ticket: "x".repeat(43) } } : {}),
        });
        expect(answer.headers()["location"] ?? "", `${method} ${path} ${url}`).not.toMatch(/^(?:https?:)?[/\\]{2}evil/);
      }
    }
  }
});

test("a forged host is in no redirect", async ({ request }) => {
  for (const headers of [
    { host: "evil.example" },
    { "x-forwarded-host": "evil.example", "x-forwarded-proto": "https" },
    { forwarded: "host=evil.example" },
  ]) {
    for (const path of ["/kk/cabinet", "/cabinet", "/api/auth/signin", "/api/auth/signout"]) {
      const answer = await request.get(path, { headers, maxRedirects: 0 }).catch(() => null);
      const location = answer?.headers()["location"] ?? "";
      // With a forged Host header the answer goes to whoever sent it; a shared cache would key it by that host.
      if (!("host" in headers)) expect(location, `${path} ${JSON.stringify(headers)}`).not.toContain("evil");
    }
  }
});

test("a cookie that was signed out, or whose password has changed, opens nothing any more", async ({
  page,
  qa,
  citizen,
  playwright,
  baseURL,
}) => {
  const replay = async (cookies: { name: string; value: string }[]) => {
    const again = await playwright.request.newContext({
      ...(baseURL === undefined ? {} : { baseURL }),
      extraHTTPHeaders: { cookie: cookies.map(({ name, value }) => `${name}=${value}`).join("; ") },
    });
    const answer = await again.get("/kk/cabinet", { maxRedirects: 0 });
    const api = await again.get("/api/session");
    const place = [answer.status(), answer.headers()["location"] ?? "", await api.text()];
    await again.dispose();
    return place;
  };
  await qa.signIn(page.context(), citizen);
  await page.goto("/kk/cabinet");
  const signedOut = await page.context().cookies();
  expect((await replay(signedOut))[0]).toBe(200);
  await page.locator("header form button[type=submit]").last().click();
  await page.waitForURL(/\/kk(\/sign-in.*)?$/);
  expect(await replay(signedOut)).toEqual([307, expect.stringContaining("/kk/session-ended"), "null"]);

  await qa.signIn(page.context(), citizen);
  const old = await page.context().cookies();
  await page.context().clearCookies();
  await page.goto("/kk/sign-in/forgotten/eds");
  await signWithKey(page, qa, citizen);
  await page.waitForURL(/new-password/);
  await page.locator("#newPassword").fill("жаңа қақпа күзде ашылды");
  await page.locator("main form button[type=submit]").first().click();
  await page.waitForURL(/\/kk\/cabinet/);
  expect(await replay(old)).toEqual([307, expect.stringContaining("/kk/session-ended"), "null"]);
});

test("a known and an unknown IIN read the same, at signing in and for a forgotten password", async ({
  page,
  qa,
  citizen,
}) => {
  const strange = newIin("0001015");
  const words = async (iin: string) => {
    await page.context().clearCookies();
    await page.goto("/ru/sign-in");
    await new SignInPages(page, qa).withPassword(iin, "wrong password");
    const refused = await page.locator(".ui-error-summary").innerText();
    await page.goto("/ru/sign-in/forgotten/sms");
    await page.locator("#iin").fill(iin);
    await page.locator("form:has(#iin) button[type=submit]").click();
    await page.waitForURL(/forgotten\/code/);
    // The server names the hour of the next code, the page's script counts down to it: both are read once it does.
    await expect(page.locator("main")).toContainText(/через \d+ с\./);
    const code = await page.locator("main").innerText();
    await page.locator("#code").fill("000000");
    await page.locator("form:has(#code) button[type=submit]").click();
    const wrong = await page.locator(".ui-error-summary").innerText();
    return [refused, code, wrong].map((text) => text.replace(/\d+:\d\d|\d+ с\./g, "…"));
  };
  expect(await words(strange)).toEqual(await words(citizen));
});
