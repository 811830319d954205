import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures/test";
import { ApplicationPages } from "../pages/application";

interface Focused {
  readonly name: string;
  readonly isSeen: boolean;
  readonly isMarked: boolean;
}

/** Everything that Tab comes by on a page, in order. */
async function tabThrough(page: Page): Promise<readonly Focused[]> {
  const stops: Focused[] = [];
  for (let press = 0; press < 150; press += 1) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate((): Focused | null => {
      const element = document.activeElement;
      if (!(element instanceof HTMLElement) || element === document.body) return null;
      const box = element.getBoundingClientRect();
      const top = document.elementFromPoint(
        box.left + box.width / 2,
        Math.min(box.top + box.height / 2, innerHeight - 1),
      );
      // The mark stands on the control, or on the frame that holds it and its button.
      const marks = [element, element.parentElement ?? element].map((marked) => getComputedStyle(marked));
      const label = element.closest("label") ?? element;
      return {
        name: `${element.tagName} ${element.id} ${(element.textContent || element.getAttribute("name")) ?? ""}`.trim(),
        isSeen:
          box.width > 0 &&
          box.bottom > 0 &&
          box.top < innerHeight &&
          top !== null &&
          (label.contains(top) || top.contains(label)),
        isMarked: marks.some(({ outlineStyle, boxShadow }) => outlineStyle !== "none" || boxShadow !== "none"),
      };
    });
    if (!stop) return stops;
    stops.push(stop);
  }
  return stops;
}

async function expectKeyboardPath(page: Page): Promise<void> {
  await page.emulateMedia({ reducedMotion: "reduce" });
  const stops = await tabThrough(page);
  expect(stops[0]?.name).toContain("A");
  expect(stops.length).toBeGreaterThan(8);
  expect(
    stops.filter(({ isSeen }) => !isSeen).map(({ name }) => name),
    page.url(),
  ).toEqual([]);
  expect(
    stops.filter(({ isMarked }) => !isMarked).map(({ name }) => name),
    page.url(),
  ).toEqual([]);
}

test("Tab comes by everything, always seen and always marked", async ({ cabinet, citizen, qa }) => {
  const { id } = await qa.walk(citizen, "draft");
  for (const path of [
    "",
    "/services/id-card-renewal",
    "/cabinet",
    `/apply/${id}/registration-point`,
    `/apply/${id}/photo`,
    `/apply/${id}/review`,
  ]) {
    await cabinet.goto(`/kk${path}`);
    await expectKeyboardPath(cabinet);
  }
});

test("the form can be filled in by the keyboard alone", async ({ cabinet }) => {
  const pages = new ApplicationPages(cabinet);
  await pages.start();
  await cabinet.locator("#consent").focus();
  await cabinet.keyboard.press("Space");
  await cabinet.keyboard.press("Tab");
  await cabinet.keyboard.press("Enter");
  await pages.passChecks();
  await cabinet.locator("#correct").focus();
  await cabinet.keyboard.press("Space");
  await cabinet.keyboard.press("Enter");
  await pages.arriveAt("region");
  await cabinet.locator("#region").focus();
  await cabinet.keyboard.press("End");
  await cabinet.keyboard.press("Tab");
  await cabinet.keyboard.press("Enter");
  await pages.arriveAt("registration-point");
});
