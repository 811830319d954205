import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { setClock } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { copyForScenario } from "./copy-person";
import { loadDemoWorld } from "./demo-world-for-tests";
import { playedBy, whoApplies } from "./open-scenario";
import { runDue } from "./run-due";
import { declaredScenarios, type DeclaredScenario } from "./scenarios";
import { walkApplication, type Walked } from "./walk";

beforeAll(loadDemoWorld, 120_000);

afterAll(() => db.$disconnect());

/** Minutes of silence after which the portal names a service centre [S4 §12]. */
const longOutage = 10;

/** Walks a scenario's own copy of its persona as far as it goes, through the first minutes of an outage if it has one. */
async function play({ service, example }: DeclaredScenario): Promise<Walked> {
  const copied = await copyForScenario({ service, example });
  if (!copied.ok) throw new Error(copied.error);
  const { iin } = copied.value;
  const applicant = await whoApplies(example, copied.value);
  const walk = playedBy(example, copied.value);
  const walked = await walkApplication(service.id, applicant, "done", walk);
  if (!example.outage) return walked;
  expect(walked).toMatchObject({ kind: "waiting", databases: [example.outage.database] });
  for (let minute = 0; minute < Math.min(example.outage.minutes, longOutage); minute += 1) {
    await setClock({ iin, advance: "PT1M" });
    await runDue();
  }
  return walkApplication(service.id, applicant, "done", walk);
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
        const id = "where" in walked ? walked.where.id : "";
        const row = await db.application.findUnique({ where: { id } });
        expect(row?.state).toMatchObject({ outcome: { kind: "annulled", reason: expected.annulled } });
      } else {
        expect(walked).toMatchObject({ kind: "waiting", databases: [expected.waitsFor] });
      }
    },
  );
});
