// Who may import whom. One rule a layer: `may` lists everything that the files under `from` may reach in this repository.
const test = "\\.(test|spec)\\.tsx?$";
const portOf = "^lib/state-databases/(?:[^/]+/port|ports|adapter)\\.ts$";

/** @returns {import("dependency-cruiser").IForbiddenRuleType} */
function layer(name, comment, from, may) {
  return {
    name,
    comment,
    severity: "error",
    from: { path: from.path, pathNot: [...(from.pathNot ?? [])] },
    to: { path: "^(lib|app|components|e2e|prisma|proxy\\.ts|instrumentation\\.ts)(/|$)", pathNot: may },
  };
}

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    layer("kernel", "The kernel stands on nothing but itself.", { path: "^lib/kernel/" }, ["^lib/kernel/"]),
    layer("port", "A port speaks of the kernel's values only.", { path: portOf }, ["^lib/kernel/", portOf]),
    layer("process", "What happens to an application is decided by pure code.", { path: "^lib/process/" }, [
      "^lib/process/",
      "^lib/kernel/",
      portOf,
    ]),
    layer(
      "residence",
      "What the two registrations share is as pure as they are, and knows no service.",
      { path: "^lib/residence/", pathNot: [test] },
      ["^lib/residence/", "^lib/kernel/", "^lib/process/", portOf],
    ),
    layer("service", "A service is a declaration; it knows no other service.", { path: "^lib/services/([^/]+)/" }, [
      "^lib/services/$1/",
      "^lib/residence/",
      "^lib/kernel/",
      "^lib/process/",
      portOf,
    ]),
    layer("services-index", "The index lists the services.", { path: "^lib/services/[^/]+\\.ts$", pathNot: [test] }, [
      "^lib/services/",
      "^lib/kernel/",
      "^lib/process/",
      portOf,
    ]),
    layer(
      "adapter",
      "An adapter knows its own port, the way all of them are asked, the examiner of faces, and (a mock) the database and the clock.",
      { path: "^lib/state-databases/([^/]+)/", pathNot: [portOf, test] },
      [
        "^lib/kernel/",
        "^lib/state-databases/$1/",
        "^lib/state-databases/[^/]+\\.ts$",
        "^lib/infra/(db/|clock|random|env|faces/examiner)",
      ],
    ),
    layer(
      "gateway",
      "What all state databases have in common knows infrastructure and their adapters.",
      { path: "^lib/state-databases/[^/]+\\.ts$", pathNot: [portOf, test] },
      ["^lib/kernel/", "^lib/state-databases/", "^lib/infra/"],
    ),
    {
      name: "mocks-hold-the-database",
      comment: "Only a mock may touch the database: real adapters ask a state database.",
      severity: "error",
      from: { path: "^lib/state-databases/[^/]+/", pathNot: ["/mock[^/]*\\.ts$", test] },
      to: { path: "^lib/infra/db/" },
    },
    layer("infra", "Infrastructure knows no rules.", { path: "^lib/infra/", pathNot: [test] }, [
      "^lib/infra/",
      "^lib/kernel/",
      portOf,
      "^lib/state-databases/gateway\\.ts$",
    ]),
    layer("use-cases", "A use case may know everything in lib.", { path: "^lib/use-cases/" }, ["^lib/"]),
    layer("i18n", "Languages know the services' words and nothing of the machine.", { path: "^lib/i18n/" }, [
      "^lib/i18n/",
      "^lib/kernel/",
      "^lib/services/",
      "^lib/residence/messages/",
    ]),
    layer("lib", "What the product does never knows its pages.", { path: "^lib/", pathNot: ["^lib/main/"] }, ["^lib/"]),
    layer(
      "pages",
      "Pages ask use cases: never infrastructure, never an adapter.",
      { path: "^(app|components|proxy\\.ts|instrumentation\\.ts)", pathNot: ["^components/ui/", test] },
      [
        "^(app|components)/",
        "^lib/(use-cases|services|residence|process|kernel|i18n)/",
        portOf,
        "^lib/main/(?!(start|worker|postgres|database|migrate|build|child|secrets|environment|processes|test|lint))",
      ],
    ),
    layer("design-system", "The design system draws; it knows nothing of services.", { path: "^components/ui/" }, [
      "^components/ui/",
      "^lib/kernel/",
    ]),
    {
      name: "pure-packages",
      comment: "Pure code takes zod and nothing else: no Node.js, no framework.",
      severity: "error",
      from: { path: "^lib/(kernel|process|services|residence)/", pathNot: [test] },
      to: { dependencyTypesNot: ["local", "aliased", "type-only"], pathNot: ["node_modules/zod/", "^lib/"] },
    },
    {
      name: "no-circular",
      comment: "Two files that need each other are one file, or hide a third. (Types are gone when the code runs.)",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "start-needs-nothing-generated",
      comment: "The supervisor generates Prisma's client: it cannot need it to begin with.",
      severity: "error",
      from: { path: "^lib/main/(start|build|test)\\.ts$" },
      to: { path: "^lib/infra/db/", reachable: true },
    },
    {
      name: "resolvable",
      comment: "Every import leads somewhere.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: "no-development-packages",
      comment: "What runs for people may not need a package that only developers install.",
      severity: "error",
      from: {
        path: "^(lib|app|components|proxy\\.ts)",
        pathNot: [test, "^lib/main/(test|database-for-tests|database-per-test-file|lint)", "-for-tests\\.ts$"],
      },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"], pathNot: ["node_modules/@types/"] },
    },
  ],
  options: {
    doNotFollow: { path: ["node_modules", "^lib/infra/db/generated"] },
    exclude: { path: ["^\\.next", "^\\.data", "^next-env\\.d\\.ts"] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      extensions: [".ts", ".tsx", ".mjs", ".js", ".json", ".d.ts"],
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
