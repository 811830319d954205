import { readFileSync } from "node:fs";
import path from "node:path";
import type { APIRequestContext } from "@playwright/test";
import { z } from "zod";
import { expect, officers, test } from "../fixtures/test";

const manifestSchema = z.object({
  node: z.record(
    z.string(),
    z.object({ filename: z.string(), exportedName: z.string(), workers: z.record(z.string(), z.unknown()) }),
  ),
});

interface ActionOfBuild {
  readonly id: string;
  readonly name: string;
  readonly file: string;
  readonly page: string;
}

const nowhere = "00000000-0000-4000-8000-000000000000";

/** An address of the page that an action belongs to. */
function addressOf(worker: string): string {
  return worker
    .replace(/^app\/\[locale\]/, "/kk")
    .replace(/\/page$/, "")
    .replaceAll(/\/\([a-z]+\)/g, "")
    .replace("[service]", "id-card-renewal")
    .replace("[step]", "photo")
    .replaceAll(/\[[a-z]+\]/gi, nowhere);
}

/** Every server action of the build that the portal under test runs from. */
function actionsOfBuild(): readonly ActionOfBuild[] {
  const directory = path.resolve(import.meta.dirname, "../..", process.env["NEXT_DIST_DIR"] ?? ".next");
  const text = readFileSync(path.join(directory, "server", "server-reference-manifest.json"), "utf8");
  const { node } = manifestSchema.parse(JSON.parse(text));
  return Object.entries(node).map(([id, { filename, exportedName, workers }]) => {
    const [worker = ""] = Object.keys(workers);
    return { id, name: exportedName, file: filename, page: addressOf(worker) };
  });
}

/**
 * What may be called without a session; the console's own are the console's, the played payment provider's are the payer's at a secret
 * address, and both are gone where nothing is played.
 */
const open = [
  "givePassword",
  "giveCode",
  "askForNewCode",
  "giveSignature",
  "setPasswordAction",
  "giveOrganisationPassword",
  "showSignInCode",
  "enterByMobile",
  "startRecoveryAction",
  "giveRecoveryCode",
  "askForRecoveryCode",
  "identifyAction",
  "checkDocumentAction",
  "openSharedAction",
  "signOut",
];
const ofCitizens = ({ file }: ActionOfBuild) => file.includes("/(citizen)/");
const ofStaff = ({ file }: ActionOfBuild) => file.includes("/(staff)/");
const ofOrganisations = ({ file }: ActionOfBuild) => file.includes("/(organisation)/");
const ofPlayed = ({ file }: ActionOfBuild) => file.includes("/(qa)/") || file.includes("/(mocks)/");

/** Posts to an action as its page's script would. Out: all that came back. */
async function post(request: APIRequestContext, action: ActionOfBuild, fields: readonly (readonly [string, string])[]) {
  const form = new FormData();
  for (const [name, value] of fields) form.append(`1_${name}`, value);
  form.append("0", '["$K1"]');
  const answer = await request.post(action.page, {
    headers: { "Next-Action": action.id, Accept: "text/x-component" },
    multipart: form,
    maxRedirects: 0,
  });
  const redirect = answer.headers()["x-action-redirect"] ?? "";
  return { status: answer.status(), text: await answer.text(), redirect };
}

const plain = [
  ["applicationId", nowhere],
  ["task", nowhere],
  ["service", "id-card-renewal"],
] as const;

test("every action of the build is somebody's: anybody's by name, a citizen's, an organisation's, the staff's, or the mocks'", () => {
  const claims = [ofCitizens, ofOrganisations, ofStaff, ofPlayed];
  const unclaimed = actionsOfBuild().filter(
    (action) => !open.includes(action.name) && !claims.some((isTheirs) => isTheirs(action)),
  );
  expect(unclaimed.map(({ name }) => name)).toEqual([]);
});

test("every action of the build refuses whoever is not signed in, but for those that sign in", async ({ request }) => {
  const actions = actionsOfBuild();
  expect(actions.map(({ name }) => name)).toEqual(expect.arrayContaining([...open, "signAction", "decide"]));
  for (const action of actions.filter((one) => !open.includes(one.name) && !ofPlayed(one))) {
    const { text, redirect } = await post(request, action, plain);
    expect(text, action.name).toContain('"message":"action.signedOut"');
    expect(redirect, action.name).toBe("");
  }
});

test("a citizen can call no action of the staff, an officer none of a citizen, and neither an organisation's", async ({
  cabinet,
  page,
  qa,
}) => {
  for (const action of actionsOfBuild().filter((one) => ofStaff(one) || ofOrganisations(one))) {
    expect((await post(cabinet.request, action, plain)).text, action.name).toContain('"message":"action.notAllowed"');
  }
  await page.context().clearCookies();
  await qa.signIn(page.context(), officers.review);
  for (const action of actionsOfBuild().filter((one) => ofCitizens(one) || ofOrganisations(one))) {
    expect((await post(page.request, action, plain)).text, action.name).toContain('"message":"action.notAllowed"');
  }
});

test("forms that nobody could send are answered in words, and nothing happens", async ({
  cabinet,
  citizen,
  page,
  qa,
}) => {
  const victim = await qa.personLike("expires-in-20-days", "940416412502");
  const { id } = await qa.walk(victim, "draft");
  const own = await qa.walk(citizen, "draft");
  const before = (await qa.application(id)).events.length;
  const ownBefore = (await qa.application(own.id)).events.length;
  const long = "x".repeat(1024 * 1024);
  const forms: readonly (readonly (readonly [string, string])[])[] = [
    [],
    [["__proto__", "1"]],
    [
      ["constructor", "1"],
      ["toString", "1"],
    ],
    [
      ["applicationId", "a\u0000b"],
      ["task", "a\u0000b"],
      ["service", "a\u0000b"],
      ["session", "a\u0000b"],
    ],
    [
      ["applicationId", long],
      ["task", long],
      ["service", long],
      ["session", long],
      ["cms", long],
    ],
    [
      ["applicationId", id],
      ["applicationId", id],
      ["task", nowhere],
      ["task", nowhere],
    ],
    [
      ["applicationId", "' OR 1=1 --"],
      ["task", "../../etc/passwd"],
      ["service", "__proto__"],
    ],
    [
      ["applicationId", id],
      ["stepId", "__proto__"],
      ["nonce", "0".repeat(32)],
      ["cms", "AAAA"],
    ],
    [
      ["applicationId", own.id],
      ["stepId", "constructor"],
      ["nonce", "f".repeat(32)],
      ["cms", "\u202e"],
    ],
    [
      ["applicationId", id],
      ["stepId", "photo"],
      ["photoAttachment", id],
      ["recent", "on"],
    ],
    [["applicationId", id]],
    Array.from({ length: 300 }, (_, index) => [`field${String(index)}`, "1"] as const),
  ];
  // These do what they say for the person themselves, whatever else the form holds.
  const harmless = ["readNoticesAction", "endOthersAction", "reportStrangerAction", "startAction"];
  for (const action of actionsOfBuild().filter((one) => ofCitizens(one) && !harmless.includes(one.name))) {
    for (const fields of forms) {
      const { status, text } = await post(cabinet.request, action, fields);
      const what = `${action.name} ${JSON.stringify(fields).slice(0, 80)}`;
      expect([200, 303], what).toContain(status);
      expect(text, what).not.toMatch(/"message":"action\.(unexpected|stale)|prisma|node_modules|\bat [a-z]+ \(/i);
    }
  }
  // What is another's is answered as what is not there.
  for (const action of actionsOfBuild().filter(({ file }) => /\/(apply|applications)\/|cabinet\/actions/.test(file))) {
    if (harmless.includes(action.name)) continue;
    for (const more of [
      [],
      [["stepId", "photo"]],
      [
        ["nonce", "0".repeat(32)],
        ["cms", "AAAA"],
        ["way", "key-file"],
      ],
    ] as const) {
      const said = async (of: string) => {
        const { status, text, redirect } = await post(cabinet.request, action, [["applicationId", of], ...more]);
        const words = text.match(/"(?:status|message)":"[^"]*"/g) ?? [];
        return [status, redirect, ...words].map((part) => String(part).replaceAll(of, "ID"));
      };
      expect(await said(id), action.name).toEqual(await said(nowhere));
    }
  }
  await page.context().clearCookies();
  for (const action of actionsOfBuild().filter(({ name }) => open.includes(name))) {
    for (const fields of forms.slice(0, 7)) {
      const { status, text } = await post(page.request, action, fields);
      const what = `${action.name} ${JSON.stringify(fields).slice(0, 80)}`;
      expect([200, 303], what).toContain(status);
      expect(text, what).not.toMatch(/"message":"action\.(unexpected|stale)|prisma|node_modules|\bat [a-z]+ \(/i);
    }
  }
  await qa.signIn(page.context(), officers.review);
  for (const action of actionsOfBuild().filter((one) => ofStaff(one) || ofOrganisations(one))) {
    for (const fields of forms) {
      const { status, text } = await post(page.request, action, fields);
      const what = `${action.name} ${JSON.stringify(fields).slice(0, 80)}`;
      expect([200, 303], what).toContain(status);
      expect(text, what).not.toMatch(/"message":"action\.(unexpected|stale)|prisma|node_modules|\bat [a-z]+ \(/i);
    }
  }
  expect((await qa.application(id)).events).toHaveLength(before);
  expect((await qa.application(own.id)).events).toHaveLength(ownBefore);
});
