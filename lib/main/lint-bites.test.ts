import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ESLint } from "eslint";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";

// A check that never complains guards nothing. Each rule is shown a file that breaks it, in a small house laid out like
// this one, and must name it; beside each stands the right way to write it, about which nothing may be said.

const root = path.resolve(import.meta.dirname, "..", "..");
let house = "";

function write(file: string, text: string): void {
  const place = path.join(house, file);
  mkdirSync(path.dirname(place), { recursive: true });
  writeFileSync(place, text);
}

beforeAll(() => {
  house = mkdtempSync(path.join(tmpdir(), "portal-lint-"));
  symlinkSync(path.join(root, "node_modules"), path.join(house, "node_modules"), "dir");
  for (const file of ["tsconfig.json", "package.json", "knip.json", ".dependency-cruiser.mjs"]) {
    copyFileSync(path.join(root, file), path.join(house, file));
  }
});

afterAll(() => {
  rmSync(house, { recursive: true, force: true });
});

describe("ESLint", () => {
  const long = (lines: number) => "export {};\n".repeat(lines);
  const action = 'import { serverAction } from "@/lib/main/server-action";';

  const broken: [rule: string, file: string, text: string][] = [
    ["no-restricted-syntax", "lib/kernel/a.ts", "export const now = Date.now();"],
    ["no-restricted-syntax", "lib/use-cases/a.ts", 'import "server-only";\nexport const now = new Date();'],
    ["no-restricted-syntax", "app/a.ts", "export const now = Date();"],
    ["no-restricted-syntax", "lib/infra/a.ts", 'import "server-only";\nexport const n = Math.random();'],
    ["no-restricted-syntax", "lib/infra/clock.ts", 'import "server-only";\nexport const n = Math.random();'],
    ["no-restricted-syntax", "lib/infra/b.ts", "import 'server-only';\nexport const port = process.env.PORT;"],
    ["no-restricted-syntax", "components/a.ts", 'export const port = process["env"]["PORT"];'],
    ["no-restricted-syntax", "app/b.ts", "const { env } = process;\nexport const port = env['PORT'];"],
    ["no-restricted-syntax", "app/c.ts", 'import { env } from "node:process";\nexport const port = env["PORT"];'],
    ["no-restricted-syntax", "lib/infra/env.ts", 'import "server-only";\nexport const now = Date.now();'],
    [
      "no-restricted-syntax",
      "lib/use-cases/b.ts",
      'import "server-only";\nexport const rows = (tx: { $queryRawUnsafe: (sql: string) => unknown }) => tx.$queryRawUnsafe("SELECT 1");',
    ],
    [
      "no-restricted-syntax",
      "lib/use-cases/c.ts",
      'import "server-only";\nexport const rows = (tx: { $executeRawUnsafe: (sql: string) => unknown }) => tx["$executeRawUnsafe"]("SELECT 1");',
    ],
    [
      "no-restricted-syntax",
      "lib/use-cases/d.ts",
      'import "server-only";\ndeclare const Prisma: { raw: (sql: string) => unknown };\nexport const sql = Prisma.raw("SELECT 1");',
    ],
    [
      "no-restricted-syntax",
      "components/process/a.ts",
      "export const told = (state: { evidence: object }) => state.evidence;",
    ],
    ["no-restricted-imports", "app/d.ts", 'import { db } from "@/lib/infra/db/client";\nexport const a = db;'],
    [
      "no-restricted-imports",
      "lib/process/a.ts",
      'import { PrismaClient } from "@prisma/client";\nexport const a = PrismaClient;',
    ],
    [
      "no-restricted-imports",
      "lib/state-databases/individuals/adapter.ts",
      'import { db } from "../../infra/db/client";\nexport const a = db;',
    ],
    ["portal/server-only-first", "lib/infra/c.ts", "export const a = 1;"],
    ["portal/server-only-first", "lib/use-cases/e.ts", 'export const a = 1;\nimport "server-only";'],
    ["portal/server-only-first", "lib/state-databases/individuals/mock.ts", "export const a = 1;"],
    [
      "portal/wrapped-server-actions",
      "app/actions/a.ts",
      '"use server";\nexport async function pay() { await Promise.resolve(); }',
    ],
    [
      "portal/wrapped-server-actions",
      "app/actions/b.ts",
      '"use server";\nexport const pay = async () => { await Promise.resolve(); };',
    ],
    ["portal/wrapped-server-actions", "app/actions/c.ts", '"use server";\nconst pay = 1;\nexport { pay };'],
    ["portal/wrapped-server-actions", "app/actions/d.ts", '"use server";\nexport * from "./other";'],
    [
      "portal/wrapped-server-actions",
      "app/actions/e.ts",
      '"use server";\nexport default async () => { await Promise.resolve(); };',
    ],
    [
      "portal/wrapped-server-actions",
      "app/actions/f.ts",
      '"use server";\nconst serverAction = (x: unknown) => x;\nexport const pay = serverAction(1);',
    ],
    [
      "portal/wrapped-server-actions",
      "app/actions/g.ts",
      `"use server";\n${action}\nexport let pay = serverAction(1);`,
    ],
    [
      "portal/wrapped-server-actions",
      "components/form.tsx",
      'export function Form() {\n  async function pay() { "use server"; await Promise.resolve(); }\n  return <form action={pay} />;\n}',
    ],
    [
      "portal/wrapped-server-actions",
      "app/page.tsx",
      'const pay = async () => { "use server"; await Promise.resolve(); };\nexport default function Page() { return <form action={pay} />; }',
    ],
    ["@typescript-eslint/no-floating-promises", "lib/kernel/b.ts", "Promise.resolve(1);\nexport {};"],
    [
      "@typescript-eslint/no-misused-promises",
      "lib/kernel/c.ts",
      "[1].forEach(async () => { await Promise.resolve(); });\nexport {};",
    ],
    [
      "@typescript-eslint/switch-exhaustiveness-check",
      "lib/kernel/d.ts",
      'export function f(kind: "a" | "b"): number {\n  switch (kind) { case "a": return 1; }\n  return 2;\n}',
    ],
    ["@typescript-eslint/no-explicit-any", "lib/kernel/e.ts", "export const a = (x: any): unknown => x;"],
    ["@typescript-eslint/ban-ts-comment", "lib/kernel/f.ts", "// @ts-ignore\nexport const a = 1;"],
    ["max-lines", "lib/kernel/g.ts", long(300)],
    ["jsx-a11y/alt-text", "components/b.tsx", 'export const B = () => <img src="/a.png" />;'],
    ["jsx-a11y/no-autofocus", "components/c.tsx", "export const C = () => <input autoFocus />;"],
    [
      "react-hooks/rules-of-hooks",
      "components/d.tsx",
      'import { useState } from "react";\nexport function D({ on }: { on: boolean }) { if (on) useState(1); return null; }',
    ],
    ["@next/next/no-sync-scripts", "app/e.tsx", 'export const E = () => <script src="/a.js" />;'],
  ];

  const right: [file: string, text: string][] = [
    [
      "lib/kernel/right.ts",
      'export const day = new Date("2026-01-01T00:00:00Z");\nexport const ms = performance.now();',
    ],
    ["lib/infra/right.ts", 'import "server-only";\nexport const a = 1;'],
    [
      "lib/use-cases/right.ts",
      'import "server-only";\nexport const rows = (tx: { $queryRaw: (sql: TemplateStringsArray) => unknown }) => tx.$queryRaw`SELECT 1`;',
    ],
    [
      "lib/main/start-right.ts",
      'declare const process: { env: Record<string, string> };\nexport const port = process.env["PORT"];',
    ],
    [
      "app/actions/right.ts",
      `"use server";\n${action}\nexport type Paid = { kind: "paid" };\nexport const pay = serverAction(1);`,
    ],
    [
      "app/actions/right-renamed.ts",
      '"use server";\nimport { serverAction as made } from "@/lib/main/server-action";\nexport const pay = made(1);',
    ],
    ["components/right.tsx", 'export const Right = () => <img src="/a.png" alt="" />;'],
    ["lib/kernel/right-long.ts", long(299)],
    ["lib/kernel/long.test.ts", long(300)],
  ];

  let said = new Map<string, string[]>();

  beforeAll(async () => {
    write("lib/main/server-action.ts", "export const serverAction = (x: unknown): unknown => x;");
    write("app/actions/other.ts", "export const other = 1;");
    write("lib/infra/db/client.ts", 'import "server-only";\nexport const db = 1;');
    for (const [, file, text] of broken) write(file, `${text}\n`);
    for (const [file, text] of right) write(file, `${text}\n`);
    const eslint = new ESLint({ cwd: house, overrideConfigFile: path.join(root, "eslint.config.mjs") });
    const results = await eslint.lintFiles(["lib", "app", "components"]);
    said = new Map(
      results.map((result) => [
        path.relative(house, result.filePath),
        result.messages.map((message) => message.ruleId ?? message.message),
      ]),
    );
  }, 120_000);

  it.each(broken)("%s: %s", (rule, file) => {
    expect(said.get(file)).toContain(rule);
  });

  it.each(right)("leaves %s alone", (file) => {
    expect(said.get(file)).toEqual([]);
  });

  it("cannot be silenced by a comment", async () => {
    const eslint = new ESLint({ cwd: house, overrideConfigFile: path.join(root, "eslint.config.mjs") });
    const [result] = await eslint.lintText("/* eslint-disable */\nexport const now = Date.now();\n", {
      filePath: path.join(house, "lib/kernel/a.ts"),
    });
    expect(result?.messages.map((message) => message.ruleId)).toContain("no-restricted-syntax");
  });
});

describe("dependency-cruiser", () => {
  const crossing: [rule: string, from: string, to: string][] = [
    ["kernel", "lib/kernel/x1.ts", "lib/process/target.ts"],
    ["port", "lib/state-databases/documents/port.ts", "lib/infra/target.ts"],
    ["process", "lib/process/x2.ts", "lib/services/one/target.ts"],
    ["process", "lib/process/x3.ts", "lib/infra/target.ts"],
    ["service", "lib/services/two/x4.ts", "lib/services/one/target.ts"],
    ["service", "lib/services/two/x5.ts", "lib/use-cases/target.ts"],
    ["services-index", "lib/services/x6.ts", "lib/use-cases/target.ts"],
    ["adapter", "lib/state-databases/documents/x7.ts", "lib/use-cases/target.ts"],
    ["adapter", "lib/state-databases/documents/x8.ts", "lib/state-databases/messages/target.ts"],
    ["adapter", "lib/state-databases/documents/mock-x.ts", "lib/process/target.ts"],
    ["gateway", "lib/state-databases/x9.ts", "lib/services/one/target.ts"],
    ["mocks-hold-the-database", "lib/state-databases/documents/x10.ts", "lib/infra/db/target.ts"],
    ["infra", "lib/infra/x11.ts", "lib/use-cases/target.ts"],
    ["infra", "lib/infra/x12.ts", "lib/process/target.ts"],
    ["infra", "lib/infra/x13.ts", "lib/state-databases/messages/target.ts"],
    ["i18n", "lib/i18n/x14.ts", "lib/infra/target.ts"],
    ["lib", "lib/use-cases/x15.ts", "app/target.ts"],
    ["use-cases", "lib/use-cases/x16.ts", "components/target.ts"],
    ["pages", "app/x17.ts", "lib/infra/target.ts"],
    ["pages", "app/x18.ts", "lib/state-databases/messages/target.ts"],
    ["pages", "components/x19.ts", "lib/main/postgres.ts"],
    ["design-system", "components/ui/x20.ts", "lib/services/one/target.ts"],
    ["design-system", "components/ui/x21.ts", "components/target.ts"],
  ];

  const allowed: [from: string, to: string][] = [
    ["lib/process/y1.ts", "lib/kernel/target.ts"],
    ["lib/process/y2.ts", "lib/state-databases/messages/port.ts"],
    ["lib/services/one/y3.ts", "lib/services/one/target.ts"],
    ["lib/services/one/y4.ts", "lib/process/target.ts"],
    ["lib/state-databases/documents/mock.ts", "lib/infra/db/target.ts"],
    ["lib/use-cases/y5.ts", "lib/infra/target.ts"],
    ["lib/main/y6.ts", "lib/use-cases/target.ts"],
    ["app/y7.ts", "lib/use-cases/target.ts"],
    ["components/ui/y8.ts", "lib/kernel/target.ts"],
  ];

  let violations: string[] = [];

  beforeAll(() => {
    const targets = new Set([...crossing.map(([, , to]) => to), ...allowed.map(([, to]) => to)]);
    for (const file of targets) write(file, "export const target = 1;\n");
    const importing = (from: string, to: string) => {
      write(from, `import { target } from "@/${to.replace(/\.ts$/, "")}";\nexport const x = target;\n`);
    };
    for (const [, from, to] of crossing) importing(from, to);
    for (const [from, to] of allowed) importing(from, to);
    write("lib/kernel/z1.ts", 'import path from "node:path";\nexport const x = path.sep;\n');
    write("lib/process/z2.ts", 'import pg from "pg";\nexport const x = pg;\n');
    write("lib/process/z3.ts", 'import { z } from "zod";\nexport const x = z;\n');
    write("lib/use-cases/circle-a.ts", 'import { b } from "./circle-b";\nexport const a = (): unknown => b;\n');
    write("lib/use-cases/circle-b.ts", 'import { a } from "./circle-a";\nexport const b = (): unknown => a;\n');
    write("lib/use-cases/z4.ts", 'import { x } from "./nowhere";\nexport const y = x;\n');
    write("lib/use-cases/z5.ts", 'import fc from "fast-check";\nexport const y = fc;\n');
    write("lib/main/start.ts", 'import { y } from "./z6";\nexport const x = y;\n');
    write("lib/main/z6.ts", 'import { target } from "@/lib/infra/db/target";\nexport const y = target;\n');
    const run = spawnSync(
      process.execPath,
      [
        path.join(root, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs"),
        "--output-type=json",
        "lib",
        "app",
        "components",
      ],
      { cwd: house, encoding: "utf8", maxBuffer: 50 * 1024 * 1024 },
    );
    const report = z.object({
      summary: z.object({ violations: z.array(z.object({ from: z.string(), rule: z.object({ name: z.string() }) })) }),
    });
    violations = report
      .parse(JSON.parse(run.stdout))
      .summary.violations.map((violation) => `${violation.rule.name}: ${violation.from}`);
  }, 60_000);

  it.each(crossing)("%s: %s may not import %s", (rule, from) => {
    expect(violations).toContain(`${rule}: ${from}`);
  });

  it.each(allowed)("%s may import %s", (from) => {
    expect(violations.filter((violation) => violation.endsWith(`: ${from}`))).toEqual([]);
  });

  it.each([
    "pure-packages: lib/kernel/z1.ts",
    "pure-packages: lib/process/z2.ts",
    "no-circular: lib/use-cases/circle-a.ts",
    "start-needs-nothing-generated: lib/main/start.ts",
    "resolvable: lib/use-cases/z4.ts",
    "no-development-packages: lib/use-cases/z5.ts",
  ])("%s", (violation) => {
    expect(violations).toContain(violation);
  });

  it("lets pure code use zod", () => {
    expect(violations.filter((violation) => violation.endsWith(": lib/process/z3.ts"))).toEqual([]);
  });
});

describe("knip", () => {
  it("names a file, an export and a package that nobody uses", () => {
    write("lib/main/start.ts", 'import { used } from "../kernel/knip-used";\nexport const started = used;\n');
    write("lib/kernel/knip-used.ts", "export const used = 1;\nexport const neverUsed = 2;\n");
    write("lib/kernel/knip-orphan.ts", "export const orphan = 1;\n");
    const run = spawnSync(process.execPath, [path.join(root, "node_modules/knip/bin/knip.js"), "--no-progress"], {
      cwd: house,
      encoding: "utf8",
    });
    expect(run.status).toBe(1);
    expect(run.stdout).toContain("lib/kernel/knip-orphan.ts");
    expect(run.stdout).toContain("neverUsed");
    expect(run.stdout).toContain("prom-client");
  }, 60_000);
});
