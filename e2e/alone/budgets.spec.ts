import { gzipSync } from "node:zlib";
import type { Page, Response } from "@playwright/test";
import { expect, officers, test } from "../fixtures/test";

// These measure the whole portal, so that nothing else may run beside them.

/** Queries to the portal's own database for one request, by page. A page that needs more has to say why here. */
const queryBudgets = [
  // Whether somebody who is signed in acts for an organisation is said on every page.
  ["/kk", 3],
  ["/kk/services/id-card-renewal", 3],
  ["/kk/cabinet", 8],
  ["/kk/cabinet/access-log", 6],
  ["/kk/apply/ID/region", 6],
  ["/kk/apply/ID/review", 5],
  // Its events, its signatures, what was paid and refunded, whether officers may open it.
  ["/kk/cabinet/applications/ID", 11],
] as const;

test("each page needs a fixed number of queries, however many rows there are", async ({ cabinet, citizen, qa }) => {
  const { id } = await qa.walk(citizen, "draft");
  for (const [path, budget] of queryBudgets) {
    const url = path.replace("ID", id);
    await cabinet.request.get(url);
    const used = await queriesOf(cabinet, () => cabinet.request.get(url));
    expect(used, path).toBeLessThanOrEqual(budget);
    // A counter that stands still would keep every budget.
    expect(used, path).toBeGreaterThan(0);
  }
  const before = await queriesOf(cabinet, () => cabinet.request.get("/kk/cabinet"));
  for (let round = 0; round < 3; round += 1) {
    await cabinet.request.post("/api/qa/applications", {
      headers: { Authorization: "Bearer qa" },
      data: { service: "id-card-renewal", iin: citizen, to: "signed" },
    });
    await qa.runDue();
  }
  expect(await queriesOf(cabinet, () => cabinet.request.get("/kk/cabinet"))).toBe(before);
});

test("a public page asks the database for nothing while nobody is signed in", async ({ page }) => {
  for (const path of ["/kk", "/kk/services/id-card-renewal"]) {
    await page.request.get(path);
    expect(await queriesOf(page, () => page.request.get(path)), path).toBe(0);
  }
});

test("the work list needs a fixed number of queries", async ({ page, qa }) => {
  await qa.signIn(page.context(), officers.review);
  await page.request.get("/kk/staff");
  expect(await queriesOf(page, () => page.request.get("/kk/staff"))).toBe(8);
  expect(await queriesOf(page, () => page.request.get("/kk/staff?state=soon&holder=free&sort=number&days=30"))).toBe(8);
});

/** The script of a bare page (one layout, one dynamic page) of Next.js 16.4.6, in bytes after gzip: no page can load less. */
const floor = 134_904;
const scriptBudgets = [
  ["/kk", floor + 15 * 1024],
  ["/kk/services/id-card-renewal", floor + 15 * 1024],
  ["/kk/sign-in", floor + 45 * 1024],
  ["/kk/apply/ID/contacts", floor + 45 * 1024],
  ["/kk/apply/ID/photo", floor + 45 * 1024],
  ["/kk/apply/ID/sign", floor + 45 * 1024],
] as const;

test("pages load no more script than their budget", async ({ cabinet, citizen, qa }) => {
  const { id } = await qa.walk(citizen, "draft");
  for (const [path, budget] of scriptBudgets) {
    expect(await scriptBytes(cabinet, path.replace("ID", id)), path).toBeLessThanOrEqual(budget);
  }
});

test("a first visit to a public page weighs at most 120 KB without its script", async ({ browser, baseURL }) => {
  for (const path of ["/kk", "/kk/services/id-card-renewal"]) {
    const context = await browser.newContext();
    const page = await context.newPage();
    const weights: Promise<number>[] = [];
    page.on("response", (response) => {
      if (["document", "stylesheet", "font"].includes(response.request().resourceType())) {
        weights.push(
          response
            .body()
            .then((body) => (response.request().resourceType() === "font" ? body.length : gzipSync(body).length)),
        );
      }
    });
    await page.goto(`${baseURL ?? ""}${path}`, { waitUntil: "networkidle" });
    const total = (await Promise.all(weights)).reduce((sum, weight) => sum + weight, 0);
    expect(total, path).toBeLessThanOrEqual(120 * 1024);
    await context.close();
  }
});

async function queriesOf(page: Page, deed: () => Promise<unknown>): Promise<number> {
  const before = await countQueries(page);
  await deed();
  return (await countQueries(page)) - before;
}

async function countQueries(page: Page): Promise<number> {
  const metrics = await page.request.get("/api/metrics", { headers: { Authorization: "Bearer metrics" } });
  return Number(/^portal_database_queries_total (\d+)$/m.exec(await metrics.text())?.[1] ?? Number.NaN);
}

async function scriptBytes(page: Page, path: string): Promise<number> {
  const bodies: Promise<Buffer>[] = [];
  const listen = (response: Response): void => {
    if (response.request().resourceType() === "script") bodies.push(response.body());
  };
  page.on("response", listen);
  await page.goto(path, { waitUntil: "networkidle" });
  page.off("response", listen);
  return (await Promise.all(bodies)).reduce((sum, body) => sum + gzipSync(body).length, 0);
}
