import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isBin } from "@/lib/kernel/bin";
import { localDateOf } from "@/lib/kernel/local-date";
import { now as clockOf } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { currentStage, phaseOf } from "@/lib/process/position";
import { findApplication } from "../application-record";
import { viewTask } from "../view-task";
import { loadDemoWorld } from "./demo-world-for-tests";
import { openScenario, pointOf, pointsOf, type OpenedScenario, type OpeningPoint } from "./open-scenario";
import { declaredScenarios, findScenario } from "./scenarios";

beforeAll(loadDemoWorld, 120_000);
afterAll(() => db.$disconnect());

async function opened(id: string, point: OpeningPoint): Promise<OpenedScenario> {
  const result = await openScenario(id, point);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

async function standing({ page, applicant }: OpenedScenario) {
  const application = "id" in page ? await findApplication(page.id) : null;
  if (!application) throw new Error("no application is shown");
  const today = localDateOf(await clockOf(applicant));
  const { service, state } = application;
  return { phase: phaseOf(service, state, today), stage: currentStage(service, state, today), state };
}

describe("a scenario opened at a point", () => {
  const id = "expires-in-20-days";

  it("knows only the points of its way", () => {
    const points = (name: string) => {
      const found = findScenario(name);
      if (!found) throw new Error(name);
      return [pointOf(found.service, found.example), pointsOf(found.service, found.example)];
    };
    expect(points(id)).toEqual(["sign", ["start", "checks", "form", "sign", "review", "ready", "handover", "done"]]);
    expect(points("expires-in-30-days")[0]).toBe("checks");
    expect(points("card-lost")).toEqual(["end", ["start", "sign"]]);
    expect(points("zags-down-15-minutes")).toEqual(["checks", ["start"]]);
    expect(points("officer-annuls-photo")[0]).toBe("review");
    expect(points("relative-of-officer")[0]).toBe("relative");
  });

  it("shows the service's page before anything was done", async () => {
    const at = await opened(id, "start");
    expect(at.page).toEqual({ kind: "service" });
    expect(at.signIn).toBe(at.applicant);
    expect(await db.application.count({ where: { applicant: at.applicant } })).toBe(0);
  });

  it.each(["checks", "form"] as const)(
    "shows the %s when the databases have said yes, and nothing is asked yet",
    async (point) => {
      const at = await opened(id, point);
      expect(at.page.kind).toBe(point === "checks" ? "checks" : "application");
      const { phase, stage, state } = await standing(at);
      expect([phase, stage?.kind]).toEqual(["draft", "step"]);
      expect(state.stages["card"]?.status).toBe("done");
      expect(state.answers).not.toHaveProperty("region");
    },
  );

  it("shows the page on which it is signed", async () => {
    const at = await opened(id, "sign");
    expect(at.page.kind).toBe("sign");
    expect((await standing(at)).stage?.kind).toBe("signature");
  });

  it("shows the officer's task to an officer", async () => {
    const at = await opened(id, "review");
    expect(at.signIn).not.toBe(at.applicant);
    if (at.page.kind !== "task") throw new Error(at.page.kind);
    const { roles } = await db.account.findUniqueOrThrow({ where: { iin: at.signIn } });
    expect(await viewTask(at.page.task, { iin: at.signIn, roles })).toMatchObject({ kind: "open" });
  });

  it("shows the document that is ready to its owner, and its handover to who hands it over", async () => {
    const ready = await opened(id, "ready");
    expect((await standing(ready)).phase).toBe("ready");
    const handover = await opened(id, "handover");
    expect(handover.page.kind).toBe("task");
    expect(handover.signIn).not.toBe(handover.applicant);
  });

  it("shows a refusal where the walk stops", async () => {
    expect((await standing(await opened("card-lost", "interest"))).phase).toBe("refused");
    const photo = await standing(await opened("photo-wrong-shape", "interest"));
    expect([photo.phase, photo.stage?.id]).toEqual(["draft", "photo"]);
  });

  it("shows a silent database where it keeps the person waiting", async () => {
    const { state } = await standing(await opened("zags-down-15-minutes", "interest"));
    expect(Object.values(state.stages).map(({ status }) => status)).toContain("unanswered");
  });

  it("shows an officer of the family the task that stays shut", async () => {
    const at = await opened("relative-of-officer", "interest");
    if (at.page.kind !== "task") throw new Error(at.page.kind);
    const { roles } = await db.account.findUniqueOrThrow({ where: { iin: at.signIn } });
    expect(await viewTask(at.page.task, { iin: at.signIn, roles })).toMatchObject({ kind: "relative" });
  });

  it("stands still before a stage of its service, on people of its own; never before one that does not come", async () => {
    const before = (scenario: string, stage: string) => openScenario(scenario, { before: stage });
    const at = await before("residence-kin-child", "kinship");
    if (!at.ok) throw new Error(JSON.stringify(at.error));
    const { stage, state } = await standing(at.value);
    expect([stage?.id, state.answers["kinship"]]).toEqual(["kinship", undefined]);
    expect(at.value.copies.iins["850117398638"]).toBe(at.value.applicant);
    const never = await before("residence-own-elsewhere", "kinship");
    expect(never).toEqual({ ok: false, error: { stuck: 'it is done without "kinship"' } });
    expect(await before(id, "kinship")).toEqual({ ok: false, error: "no-such-stage" });
  });

  it("of a legal entity is opened on an entity of its own each time, by its head", async () => {
    const [one, other] = [await opened("certificate-entity", "sign"), await opened("certificate-entity", "sign")];
    const original = await db.mockLegalEntity.findUniqueOrThrow({ where: { bin: "190340100003" } });
    expect(new Set([one.bin, other.bin, original.bin]).size).toBe(3);
    for (const at of [one, other]) {
      expect(at.copies.bins).toEqual({ [original.bin]: at.bin });
      expect(isBin(at.bin ?? "")).toBe(true);
      expect(await db.mockLegalEntity.findUnique({ where: { bin: at.bin ?? "" } })).toEqual({
        ...original,
        bin: at.bin,
        head: at.applicant,
        rka: at.copies.rkas[original.rka ?? ""] ?? original.rka,
      });
      const { state, stage } = await standing(at);
      expect([state.bin, stage?.kind]).toEqual([at.bin, "signature"]);
    }
    if (!("id" in one.page) || !("id" in other.page)) throw new Error("no application is shown");
    expect(one.page.id).not.toBe(other.page.id);
    expect((await opened("certificate-self", "start")).bin).toBeNull();
  });

  it("does not exist under another id", async () => {
    expect(await openScenario("no-such-scenario", "interest")).toEqual({ ok: false, error: "no-such-scenario" });
  });
});

it("every scenario has a point of interest that its service comes to", () => {
  for (const { service, example } of declaredScenarios()) {
    const point = pointOf(service, example);
    if (point === "payment")
      expect(
        service.stages.some(({ kind }) => kind === "payment"),
        example.id,
      ).toBe(true);
    expect(pointsOf(service, example), example.id).toContain("start");
  }
});
