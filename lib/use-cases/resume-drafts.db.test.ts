import { afterAll, beforeAll, expect, it } from "vitest";
import { iinSchema } from "@/lib/kernel/iin";
import { db } from "@/lib/infra/db/client";
import type { State } from "@/lib/process/state";
import { copyPerson } from "./qa/copy-person";
import { loadDemoWorld } from "./qa/demo-world-for-tests";
import { walkApplication } from "./qa/walk";
import { resumeDrafts } from "./resume-drafts";

const aigerim = iinSchema.parse("940416412502");

beforeAll(loadDemoWorld, 120_000);
afterAll(() => db.$disconnect());

it("judges a check that was declared only after a draft had passed its place, once", async () => {
  const copied = await copyPerson(aigerim);
  if (!copied.ok) throw new Error(copied.error);
  const at = await walkApplication("id-card-renewal", copied.value.iin, "draft");
  if (at.kind !== "reached") throw new Error(JSON.stringify(at));
  const { id } = at;
  const before = await db.application.findUniqueOrThrow({ where: { id } });
  const { stages, ...state } = before.state as unknown as State;
  // As it was stored before the birth place was asked for.
  const earlier = Object.fromEntries(Object.entries(stages).filter(([stage]) => stage !== "birth-place"));
  const stored = JSON.parse(JSON.stringify({ ...state, stages: earlier })) as object;
  await db.application.update({ where: { id }, data: { state: stored } });

  expect(await resumeDrafts()).toBe(1);
  const after = await db.application.findUniqueOrThrow({ where: { id } });
  expect((after.state as unknown as State).stages["birth-place"]).toMatchObject({ status: "done" });
  expect(after.stage).toBe(before.stage);
  expect(await resumeDrafts()).toBe(0);
});
