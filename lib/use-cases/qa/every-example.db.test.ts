import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { setClock } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { loadDataset } from "@/lib/state-databases/dataset/mock-load";
import { copyForScenario } from "./copy-person";
import { runDue } from "./run-due";
import { declaredScenarios, type DeclaredScenario } from "./scenarios";
import { walkApplication, type Walked } from "./walk";

const directory = path.join(import.meta.dirname, "../../../prisma/datasets");

beforeAll(async () => {
  const demo: unknown = JSON.parse(readFileSync(path.join(directory, "demo.json"), "utf8"));
  const loaded = await loadDataset(demo, "replace", { baseDir: directory });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.error));
}, 120_000);

afterAll(() => db.$disconnect());

/** Walks a scenario's own copy of its persona to the very end, through an outage if it has one. */
async function play({ service, example }: DeclaredScenario): Promise<Walked> {
  const copied = await copyForScenario({ service, example });
  if (!copied.ok) throw new Error(copied.error);
  const { iin } = copied.value;
  const annulled = typeof example.expect === "object" && "annulled" in example.expect ? example.expect.annulled : null;
  const walk = {
    form: example.answers ?? {},
    ...(annulled === null ? {} : { decision: { decision: "annul", reason: annulled } }),
  };
  let walked = await walkApplication(service.id, iin, "done", walk);
  const outcomes = [walked.kind];
  for (let minute = 0; example.outage && minute < example.outage.minutes; minute += 1) {
    await setClock({ iin, advance: "PT1M" });
    await runDue();
    walked = await walkApplication(service.id, iin, "done", walk);
    outcomes.push(walked.kind);
    if (walked.kind !== "waiting") break;
  }
  if (example.outage) expect(outcomes[0]).toBe("waiting");
  return walked;
}

describe("every example of every service holds", () => {
  it.each(declaredScenarios().map((scenario) => [scenario.example.id, scenario] as const))(
    "%s",
    async (_, scenario) => {
      const { expect: expected } = scenario.example;
      const walked = await play(scenario);
      if (expected === "granted") {
        expect(walked).toMatchObject({ kind: "reached", state: "granted" });
      } else if ("refused" in expected) {
        expect(walked).toMatchObject({ kind: "refused" });
        const reasons = walked.kind === "refused" ? walked.refusals.map(({ reason }) => reason) : [];
        expect(reasons).toContain(expected.refused);
      } else if ("annulled" in expected) {
        expect(walked).toMatchObject({ kind: "stuck", where: { state: "annulled" } });
        const row = await db.application.findFirst({ where: { outcome: "annulled" }, orderBy: { createdAt: "desc" } });
        expect(row?.state).toMatchObject({ outcome: { kind: "annulled", reason: expected.annulled } });
      } else {
        expect(walked).toMatchObject({ kind: "waiting", databases: [expected.waitsFor] });
      }
    },
  );
});
