import type { Page } from "@playwright/test";
import kk from "@/lib/residence/messages/kk.json" with { type: "json" };
import ru from "@/lib/residence/messages/ru.json" with { type: "json" };
import { reasons, stayReasons } from "@/lib/residence/reasons";
import { examples as registrations } from "@/lib/services/residence-registration/examples";
import registrationKk from "@/lib/services/residence-registration/messages/kk.json" with { type: "json" };
import registrationRu from "@/lib/services/residence-registration/messages/ru.json" with { type: "json" };
import { examples as stays } from "@/lib/services/temporary-registration/examples";
import stayKk from "@/lib/services/temporary-registration/messages/kk.json" with { type: "json" };
import stayRu from "@/lib/services/temporary-registration/messages/ru.json" with { type: "json" };
import { expect, test } from "../fixtures/test";

type Words = Readonly<Record<string, Readonly<Record<"title" | "explanation" | "next", string>>>>;

/** The words of both services are one text; what a service says of its own goes before it. */
const words = {
  registration: {
    kk: { ...kk.reasons, ...registrationKk.reasons } as Words,
    ru: { ...ru.reasons, ...registrationRu.reasons } as Words,
  },
  stay: { kk: { ...kk.reasons, ...stayKk.reasons } as Words, ru: { ...ru.reasons, ...stayRu.reasons } as Words },
};

const clauses: Readonly<Record<string, { readonly clause: string }>> = { ...reasons, ...stayReasons };

/** How a clause is named to people. */
const basis = {
  kk: (act: string, item: string, part?: string) =>
    new RegExp(`${act}.*(?<!\\d)${item}-тармақ${part === undefined ? "" : `тың ${part}\\)`}`),
  ru: (act: string, item: string, part?: string) =>
    new RegExp(`${act}.*${part === undefined ? "пункт" : `подпункт ${part}\\) пункта`} ${item}(?!\\d)`),
};
const acts: Readonly<Record<string, string>> = { S1: "№ 500/НҚ / № 801", "S0-A3": "№ 501" };

const rows = [
  ...registrations.map((row) => [row, "registration"] as const),
  ...stays.map((row) => [row, "stay"] as const),
]
  .flatMap(([{ id, answers, expect: end }, kind]) =>
    typeof end === "object" && "refused" in end ? [{ id, reason: end.refused, kind, degree: answers?.["degree"] }] : [],
  )
  // What is said of kinship, and what owners answer, have tests of their own.
  .filter(({ reason, degree }) => degree === undefined && !/consent|owners-changed/.test(reason));
const told = rows.filter(
  ({ reason, kind }, index) =>
    kind === "registration" ||
    words.stay.kk[reason] !== words.registration.kk[reason] ||
    !rows.slice(0, index).some((row) => row.reason === reason),
);

/** A message as it may read once its places are filled in. */
function filled(message: string): RegExp {
  let [pattern, depth] = ["", 0];
  for (const sign of message.replaceAll(/\s+/g, " ")) {
    if (sign === "{") depth += 1;
    if (depth === 0) pattern += sign.replace(/[.*+?^$()|[\]\\]/, "\\$&");
    if (sign === "}") {
      depth -= 1;
      if (depth === 0) pattern += ".*";
    }
  }
  return new RegExp(pattern);
}

async function read(page: Page): Promise<string> {
  return (await page.locator("main").innerText()).replaceAll(/\s+/g, " ");
}

test("every reason but those of kinship and of the owners' answers has a row", () => {
  const shown = new Set<string>(told.map(({ reason }) => reason));
  const elsewhere = /kinship|study|consent|owners-changed/;
  expect(Object.keys(clauses).filter((reason) => !shown.has(reason) && !elsewhere.test(reason))).toEqual([]);
});

for (const { id, reason, kind } of told) {
  test(`${id}: why not, by which law, and what to do`, async ({ page, qa }) => {
    const { application } = await qa.openScenario(page.context(), id);
    for (const locale of ["kk", "ru"] as const) {
      await page.goto(`/${locale}/apply/${application}`);
      const text = await read(page);
      const said = words[kind][locale][reason];
      for (const part of ["title", "explanation", "next"] as const) expect(text).toMatch(filled(said?.[part] ?? "?"));
      const [act = "", item = "", part] = (clauses[reason]?.clause ?? "").split(/ §|\./);
      if (acts[act] !== undefined) expect(text).toMatch(basis[locale](acts[act], item, part));
      // Nobody is left standing: a page that asks anew, or one that says where to go and how to object.
      const asksAnew = (await page.locator("main form button[type=submit]").count()) > 0;
      if (!asksAnew) {
        expect(text).toContain("1414");
        await expect(page.locator(`main a[href='/${locale}/cabinet']`).first()).toBeVisible();
        expect(text).toMatch(locale === "kk" ? /шағым/ : /обжал|жалоб/);
      }
    }
  });
}

for (const [id, next] of [
  ["residence-area-exact", "review"],
  ["residence-area-just-under", "kinship"],
  ["residence-two-children-one-place", "kinship"],
] as const) {
  test(`${id}: the norm leads to ${next}, and tells nobody who lives there`, async ({ page, qa }) => {
    const { application } = await qa.openScenario(page.context(), id, next === "review" ? "signature" : next);
    for (const locale of ["kk", "ru"] as const) {
      await page.goto(`/${locale}/apply/${application}`);
      expect(new URL(page.url()).pathname).toMatch(new RegExp(`/${next}$`));
      const text = await read(page);
      if (next === "kinship") expect(text).toMatch(locale === "kk" ? /нормативке жетті/ : /достигнут норматив/);
      expect(text).not.toMatch(/м²|кв\. м/);
    }
  });
}

test("somebody whose residence is not determined reads that the registration ends this", async ({ page, qa }) => {
  const { application } = await qa.openScenario(page.context(), "residence-residence-not-determined", "dwelling");
  for (const [locale, words] of [
    ["kk", "бұл мәртебе алып тасталады"],
    ["ru", "этот статус"],
  ] as const) {
    await page.goto(`/${locale}/apply/${application}/dwelling`);
    await expect(page.locator("main")).toContainText(words);
  }
});

test("a parent whose child is not in the list reads where to go with it, whether or not there is a list", async ({
  page,
  qa,
}) => {
  const { application } = await qa.openScenario(page.context(), "residence-children-elsewhere", "children");
  for (const [locale, words] of [
    ["kk", /тіркеуші органда \(АХАЖ\) тексертіңіз.*ХҚКО/],
    ["ru", /регистрирующем органе \(ЗАГС\).*ЦОН/],
  ] as const) {
    for (const step of ["about-you", "children"]) {
      await page.goto(`/${locale}/apply/${application}/${step}`);
      await expect(page.locator("main")).toContainText(words);
    }
  }
});
