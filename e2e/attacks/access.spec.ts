import { expect, officers, test } from "../fixtures/test";

test("signed out, no page of a citizen or an officer opens, whatever headers come along", async ({
  request,
  citizen,
  qa,
}) => {
  const { id } = await qa.walk(citizen, "draft");
  const paths = [
    "/kk/cabinet",
    "/kk/cabinet/access-log",
    `/kk/apply/${id}/review`,
    `/kk/cabinet/applications/${id}`,
    "/kk/staff",
  ];
  const disguises: Record<string, string>[] = [
    {},
    { "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy" },
    { rsc: "1" },
    { "x-forwarded-for": "127.0.0.1", "x-forwarded-host": "evil.example" },
  ];
  for (const path of paths) {
    for (const headers of disguises) {
      let answer = await request.get(path, { headers, maxRedirects: 0 });
      // Next.js answers a bare RSC request with the address that such requests have.
      const bare = /[?&]_rsc/.test(answer.headers()["location"] ?? "") ? answer.headers()["location"] : undefined;
      if (bare !== undefined) answer = await request.get(bare, { headers, maxRedirects: 0 });
      // An RSC request is redirected within its payload.
      const place =
        answer.headers()["location"] ?? (/NEXT_REDIRECT;\w+;([^;]+);/.exec(await answer.text())?.[1] || "nowhere");
      expect(place.replace(/^https?:\/\/localhost:\d+/, ""), path).toMatch(/^\/kk\/(sign-in|session-ended)/);
      expect(await answer.text()).not.toContain(citizen);
    }
    // A prefetch is answered by the tree of routes alone: a few hundred bytes that are the same for everybody.
    const prefetch = await request.get(path, { headers: { rsc: "1", "next-router-prefetch": "1" } });
    const tree = await prefetch.text();
    expect(tree).not.toContain(citizen);
    expect(tree.length, path).toBeLessThan(1_500);
  }
});

test("another person's application answers exactly as one that does not exist", async ({ cabinet, qa }) => {
  const other = await qa.personLike("expires-in-20-days", "940416412502");
  const { id } = await qa.walk(other, "in-review");
  const nowhere = "00000000-0000-4000-8000-000000000000";
  for (const path of [
    "cabinet/applications/ID",
    "apply/ID/review",
    "cabinet/applications/ID/signatures",
    "apply/ID/sign/document",
    "apply/ID/done",
  ]) {
    const [mine, none] = [
      await cabinet.request.get(`/kk/${path.replace("ID", id)}`),
      await cabinet.request.get(`/kk/${path.replace("ID", nowhere)}`),
    ];
    expect(mine.status(), path).toBe(404);
    expect(none.status(), path).toBe(404);
    expect(await mine.text()).not.toContain(other);
  }
});

test("an officer sees tasks of their region only, and never their own application", async ({ page, qa, citizen }) => {
  const { number } = await qa.walk(citizen, "in-review");
  await qa.signIn(page.context(), officers.reviewElsewhere);
  await page.goto("/kk/staff?filter=all");
  await expect(page.locator("main")).not.toContainText(number);

  const own = await qa.personLike("890729485191", "890729485191");
  const mine = await qa.walk(own, "in-review", { region: "71" });
  await page.context().clearCookies();
  await qa.signIn(page.context(), own, "umd-officer:71");
  await page.goto("/kk/staff");
  await expect(page.locator("h1")).toBeVisible();
  await expect(page.locator("main")).not.toContainText(mine.number);
});

test("a citizen's data and pictures are closed to officers without a task about them, and each look is in the access log", async ({
  page,
  cabinet,
  qa,
  citizen,
  browser,
}) => {
  const { id, number } = await qa.walk(citizen, "in-review");
  const officer = await browser.newContext();
  await qa.signIn(officer, officers.review);
  const desk = await officer.newPage();
  await desk.goto("/kk/staff");
  const link = desk.locator("table a", { hasText: number });
  while ((await link.count()) === 0) await desk.locator(".ui-pagination a[rel=next]").click();
  await link.click();
  const picture = (await desk.locator(".staff-pictures img").first().getAttribute("src")) ?? "";
  expect((await desk.request.get(picture)).status()).toBe(200);
  expect((await desk.request.get(picture)).headers()["cache-control"]).toContain("no-store");

  const stranger = await browser.newContext();
  await qa.signIn(stranger, officers.reviewElsewhere);
  expect((await stranger.request.get(new URL(picture, desk.url()).href)).status()).toBe(404);

  await cabinet.goto("/ru/cabinet/access-log");
  await expect(page.locator("main")).toContainText(/71|Астан/);
  await expect(page.locator("main")).not.toContainText(officers.review);
  expect(id).not.toBe("");
});

test("every answer carries the headers that keep strangers out", async ({ request }) => {
  const headers = (await request.get("/kk")).headers();
  const policy = headers["content-security-policy"] ?? "";
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).toMatch(/script-src[^;]*'nonce-/);
  expect(policy).not.toMatch(/script-src[^;]*'unsafe-inline'/);
  expect(headers["x-content-type-options"]).toBe("nosniff");
  expect(headers["x-powered-by"]).toBeUndefined();
});
