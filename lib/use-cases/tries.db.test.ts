import { afterAll, beforeAll, expect, it } from "vitest";
import type { Iin } from "@/lib/kernel/iin";
import { setClock } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { copyForScenario, renamed } from "./qa/copy-person";
import { loadDemoWorld } from "./qa/demo-world-for-tests";
import { findScenario } from "./qa/scenarios";
import { walkApplication } from "./qa/walk";

beforeAll(loadDemoWorld, 120_000);
afterAll(() => db.$disconnect());

/** Whoever names a pair of owner and address that does not match. */
async function wrongPair(): Promise<{ iin: Iin; attempt: (service: string, name: number) => Promise<string> }> {
  const scenario = findScenario("residence-wrong-pair");
  const copied = scenario ? await copyForScenario(scenario) : undefined;
  if (!scenario || !copied?.ok) throw new Error("The scenario cannot be played");
  const { iin } = copied.value;
  const form = renamed(scenario.example.answers ?? {}, copied.value);
  return {
    iin,
    attempt: async (service, name) => {
      const ownerIin = name % 2 === 0 ? form["ownerIin"] : iin;
      const walked = await walkApplication(service, iin, "signed", { form: { ...form, ownerIin: ownerIin ?? "" } });
      if (walked.kind === "refused") return walked.refusals.map(({ reason }) => reason).join();
      return walked.kind === "invalid" ? walked.message : walked.kind;
    },
  };
}

it("compares the norm with who would come ten times a day, of all applications together", async () => {
  const scenario = findScenario("residence-two-children-one-place");
  const copied = scenario ? await copyForScenario(scenario) : undefined;
  if (!scenario || !copied?.ok) throw new Error("The scenario cannot be played");
  const { iin } = copied.value;
  const form = renamed(scenario.example.answers ?? {}, copied.value);
  const [one = "", both = ""] = [(form["children"] ?? "").split(" ")[0], form["children"]];
  const compared = () =>
    db.applicationEvent.count({
      where: { type: "check-passed", data: { path: ["stage"], equals: "norm" }, application: { applicant: iin } },
    });
  const answers: string[] = [];
  for (let time = 0; time < 12; time += 1) {
    const service = time < 5 ? "residence-registration" : "temporary-registration";
    const walked = await walkApplication(service, iin, "draft", {
      form: { ...form, children: time % 2 === 0 ? one : both },
      pausesAt: (state) => state.evidence["norm"] !== undefined && state.answers["kinship"] === undefined,
    });
    answers.push(walked.kind === "invalid" ? walked.message : walked.kind);
  }
  expect(await compared()).toBe(10);
  expect(answers.slice(-1)).toEqual(["too-many-tries"]);
}, 120_000);

it("takes ten wrong pairs a day, of both services together, and none after them until the next day", async () => {
  const { iin, attempt } = await wrongPair();
  for (let name = 0; name < 10; name += 1) {
    const service = name < 6 ? "residence-registration" : "temporary-registration";
    expect(await attempt(service, name), String(name)).toBe("no-dwelling-of-owner");
  }
  expect(await attempt("temporary-registration", 10)).toBe("too-many-tries");
  expect(await attempt("residence-registration", 11)).toBe("too-many-tries");
  await setClock({ iin, advance: "P1D" });
  expect(await attempt("residence-registration", 13)).toBe("no-dwelling-of-owner");
}, 120_000);
