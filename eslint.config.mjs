import next from "@next/eslint-plugin-next";
import { defineConfig, globalIgnores } from "eslint/config";
import jsxA11y from "eslint-plugin-jsx-a11y";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";
import portal from "./lib/main/lint/rules.mjs";

const tests = ["**/*.test.{ts,tsx}", "e2e/**"];

const time = [
  {
    selector: "MemberExpression[object.name='Date'][property.name='now']",
    message: "Time comes as an argument, or from lib/infra/clock.",
  },
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: "Time comes as an argument, or from lib/infra/clock.",
  },
  { selector: "CallExpression[callee.name='Date']", message: "Time comes as an argument, or from lib/infra/clock." },
];

const chance = [
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: "Randomness comes from node:crypto.",
  },
];

const environment = [
  {
    selector: "MemberExpression[object.name='process'][property.name='env']",
    message: "Settings come from lib/infra/env.",
  },
  {
    selector: "MemberExpression[object.name='process'][property.value='env']",
    message: "Settings come from lib/infra/env.",
  },
  {
    selector: "VariableDeclarator[init.name='process'] > ObjectPattern > Property[key.name='env']",
    message: "Settings come from lib/infra/env.",
  },
  {
    selector: "ImportDeclaration[source.value=/^(node:)?process$/]",
    message: "Settings come from lib/infra/env.",
  },
];

const rawSql = [
  {
    selector: "MemberExpression[property.name=/^\\$(query|execute)RawUnsafe$/]",
    message: "SQL is written as a template ($queryRaw`…`), so that every value stays a parameter.",
  },
  {
    selector: "MemberExpression[property.value=/^\\$(query|execute)RawUnsafe$/]",
    message: "SQL is written as a template ($queryRaw`…`), so that every value stays a parameter.",
  },
];

const rawFragment = [
  {
    selector: "MemberExpression[object.name='Prisma'][property.name='raw']",
    message: "Prisma.raw puts text into SQL as it is. Use Prisma.sql, which keeps values apart.",
  },
];

const evidence = [
  {
    selector: "MemberExpression[object.name='state'][property.name='evidence']",
    message: "An applicant is told evidence by evidenceTold alone, which leaves out what is confidential.",
  },
];

/** What a file may not say, but for the kinds that it is excused from. */
const forbidden = (...kinds) => ({ "no-restricted-syntax": ["error", ...kinds.flat()] });

export default defineConfig(
  globalIgnores([
    "node_modules/",
    ".next*/",
    ".data*/",
    "lib/infra/db/generated/",
    "next-env.d.ts",
    "playwright-report/",
    "test-results/",
  ]),
  { linterOptions: { reportUnusedDisableDirectives: "error", noInlineConfig: true } },
  {
    files: ["**/*.{ts,tsx}"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { portal },
    rules: {
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": "error",
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "max-lines": ["error", { max: 300 }],
      "portal/wrapped-server-actions": "error",
      ...forbidden(time, chance, environment, rawSql, rawFragment),
    },
  },
  {
    files: ["{app,components}/**/*.tsx"],
    extends: [
      jsxA11y.flatConfigs.strict,
      reactHooks.configs.flat["recommended-latest"],
      next.configs["core-web-vitals"],
    ],
    // Pictures here are small drawings or a person's own; nothing is optimised by a server.
    rules: { "@next/next/no-img-element": "off" },
  },
  {
    files: ["lib/{infra,use-cases}/**/*.ts", "lib/state-databases/**/mock*.ts"],
    ignores: tests,
    plugins: { portal },
    rules: { "portal/server-only-first": "error" },
  },
  {
    // Only these hold the database in their hands; everybody else asks a use case.
    files: ["**/*.{ts,tsx}"],
    ignores: ["lib/{infra,use-cases,main}/**", "lib/state-databases/**/mock*.ts", "prisma/**", ...tests],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            {
              regex: "(^|/)infra/db(/|$)|^@prisma/",
              message: "Only lib/infra, the use cases and the mocks touch the database.",
            },
          ],
        },
      ],
    },
  },
  {
    // What applicants see. Officers are shown everything.
    files: ["components/{process,services,public}/**", "app/\\[locale\\]/(citizen)/**", "lib/use-cases/words.ts"],
    rules: forbidden(time, chance, environment, rawSql, rawFragment, evidence),
  },
  { files: ["lib/infra/clock.ts"], rules: forbidden(chance, environment, rawSql, rawFragment) },
  { files: ["lib/infra/jobs.ts"], rules: forbidden(time, chance, environment, rawFragment) },
  {
    files: [
      "lib/infra/env.ts",
      "instrumentation.ts",
      "lib/main/{start,test,postgres,build,environment,child-environment,database-per-test-file}*.ts",
      "*.config.{ts,mjs}",
    ],
    rules: forbidden(time, chance, rawSql, rawFragment),
  },
  {
    files: tests,
    rules: { "max-lines": "off", ...forbidden(time, chance, rawSql) },
  },
);
