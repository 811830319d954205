import { readFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "@playwright/test";
import { z } from "zod";
import { kinshipDegrees } from "@/lib/residence/kinship/claim";
import { examples as registrations } from "@/lib/services/residence-registration/examples";
import { examples as stays } from "@/lib/services/temporary-registration/examples";
import { expect, test } from "../fixtures/test";

/** Every example of the two services that says what its persona is to an owner, whatever its outcome: none is listed here by hand. */
const rows = [...registrations, ...stays].filter(({ answers }) => answers?.["degree"] !== undefined);

const datasetSchema = z.object({
  persons: z.array(z.object({ iin: z.string(), surname: z.string(), givenName: z.string() })),
});
const dataset = path.resolve(import.meta.dirname, "../../prisma/datasets/demo.json");
const { persons } = datasetSchema.parse(JSON.parse(readFileSync(dataset, "utf8")));

/** Everything that the server tells this browser from now on: pages, and what they are built from. */
function overhear(page: Page): () => Promise<string> {
  const told: Promise<string>[] = [];
  page.on("response", (response) => {
    const type = response.headers()["content-type"] ?? "";
    if (/html|x-component|json/.test(type)) told.push(response.text().catch(() => ""));
  });
  return async () => [...(await Promise.all(told)), await page.content()].join("\n");
}

/** By what somebody of the dataset could be made out on a page: their number among the copies, and their given name. */
function tracesOf(old: string, iins: Readonly<Record<string, string>>) {
  const name = persons.find(({ iin }) => iin === old)?.givenName;
  return {
    number: iins[old] ?? old,
    name: name === undefined ? null : new RegExp(`(?<!\\p{L})${name}(?!\\p{L})`, "u"),
  };
}

test("the examples say every degree there is, borne out and not where both can be", () => {
  const outcomes = (degree: string) =>
    new Set(rows.filter(({ answers }) => answers?.["degree"] === degree).map(({ expect: end }) => end === "granted"));
  for (const degree of kinshipDegrees) expect([...outcomes(degree)], degree).toContain(true);
  for (const degree of ["child", "parent", "spouse", "full-sibling", "grandchild", "in-law", "student"]) {
    expect([...outcomes(degree)], degree).toContain(false);
  }
});

for (const { id, persona, answers = {}, expect: end } of rows) {
  const { degree = "", via, ownerIin = "", children = "" } = answers;

  test(`${id}: ${degree}${via === undefined ? "" : ` through the ${via}`}`, async ({ page, qa }) => {
    const { application, iins } = await qa.openScenario(page.context(), id, "kinship");
    const told = overhear(page);
    await page.goto(`/kk/apply/${application}/kinship`);
    const claim = page.locator(".ui-choice", { has: page.locator(`input[name=degree][value="${degree}"]`) });
    const sentence = await claim.locator("label").innerText();
    await claim.locator("input").check();
    if (via === undefined) await expect(page.locator("input[name=via]").first()).toBeHidden();
    else await page.locator(`input[name=via][value="${via}"]`).check();
    await page.locator("main form button[type=submit]").last().click();

    const main = page.locator("main");
    if (end === "granted") {
      if (degree === "student") {
        await expect(main).toContainText("Елордада күндізгі бөлімде оқитыныңыз расталды");
        await main.getByRole("link", { name: "Жалғастыру" }).click();
      }
      await page.waitForURL(/\/review$/);
      await expect(main).toContainText(sentence);
    } else if (typeof end === "object" && "refused" in end && end.refused === "kinship-not-confirmed") {
      await expect(main).toContainText(
        "Туыстық байланыс расталмады; азаматтық хал актісінің жазбасын өзектендіру қажет",
      );
      await expect(main).toContainText("Басқа санатты таңдап көріңіз: күніне 5 рет");
      expect(new URL(page.url()).pathname).toMatch(/\/kinship$/);
      await expect(page.locator("input[name=degree]:enabled")).toHaveCount(kinshipDegrees.length);
    } else if (typeof end === "object" && "refused" in end && end.refused === "study-not-confirmed") {
      await page.waitForURL(/\/checks\?/);
      await expect(main).toContainText("Қызмет көрсету мүмкін емес");
      await expect(page.locator("input[name=degree]")).toHaveCount(0);
    } else throw new Error(`Nobody has said how this ends in a browser: ${JSON.stringify(end)}`);

    // Who stands between them is nobody's to read, in no form: neither are the others whom the databases were asked about.
    const text = await told();
    expect(text).toContain(sentence);
    const own = [persona, ...children.split(" ")];
    const others = Object.keys(iins).filter((iin) => !own.includes(iin));
    expect(others).not.toHaveLength(0);
    const { name: ownName } = tracesOf(persona, iins);
    for (const iin of others) {
      const { number, name } = tracesOf(iin, iins);
      // The number of the owner is what the applicant has typed.
      if (iin !== ownerIin) expect(text, iin).not.toContain(number);
      if (name !== null && name.source !== ownName?.source) expect(text, iin).not.toMatch(name);
    }
  });
}
