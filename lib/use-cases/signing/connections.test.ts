import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { isSigningPage } from "./connections";

const app = path.resolve(import.meta.dirname, "../../../app/[locale]");
const panels = /components\/(process\/sign-panel|account\/(challenge-panel|readiness))"/;

/** The addresses of the pages that show a panel by which people sign, themselves or by a part that stands beside them or above. */
function pagesThatSign(): string[] {
  const files = readdirSync(app, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".tsx"));
  const text = new Map(files.map((file) => [path.join(app, file), readFileSync(path.join(app, file), "utf8")]));
  const signs = (file: string): boolean => {
    const source = text.get(file) ?? "";
    const parts = [...source.matchAll(/from "(\.{1,2}\/[^"]+)"/g)].map(([, part = ""]) =>
      path.resolve(path.dirname(file), `${part}.tsx`),
    );
    return panels.test(source) || parts.some((part) => part !== file && signs(part));
  };
  return [...text.keys()]
    .filter((file) => path.basename(file) === "page.tsx" && signs(file))
    .map((file) =>
      `/kk/${path.relative(app, path.dirname(file))}`.replaceAll(/\/\([a-z]+\)/g, "").replaceAll(/[[\]]/g, ""),
    );
}

it("every page on which people sign may call NCALayer, and no other", () => {
  const pages = pagesThatSign();
  expect(pages).toEqual(expect.arrayContaining(["/kk/apply/id/sign", "/kk/cabinet/consents/id/give", "/kk/sign-up"]));
  expect(pages.filter((page) => !isSigningPage(page))).toEqual([]);
  for (const page of ["/kk", "/kk/cabinet", "/kk/cabinet/consents/id", "/kk/apply/id/review", "/kk/sign-in"]) {
    expect(isSigningPage(page), page).toBe(false);
  }
});
