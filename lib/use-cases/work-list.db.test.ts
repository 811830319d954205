import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { now as clockOf, realNow } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import type { Task } from "@/lib/infra/db/generated/client";
import { atWork, clerk, other, reviewer, wide } from "./officers-for-tests";
import { loadDemoWorld } from "./qa/demo-world-for-tests";
import type { Officer } from "./task-access";
import { viewTimeliness } from "./view-timeliness";
import { viewWorkList, type WorkListQuery } from "./view-work-list";

beforeAll(loadDemoWorld, 120_000);
afterAll(() => db.$disconnect());

describe("the work list", () => {
  const region = "umd-officer:10";
  const officer: Officer = { iin: reviewer.iin, roles: [region, "town-unit:10"] };
  const ids = async (query: Partial<WorkListQuery>) =>
    (await viewWorkList(officer, { ...wide, sort: "due", ...query })).items.map(({ number }) => number);

  beforeAll(async () => {
    const { task } = await atWork();
    const now = (await clockOf()).getTime();
    const [hour, day] = [3_600_000, 86_400_000];
    const row = (number: string, opened: number, due: number, more: Partial<Task> = {}) => ({
      ...task,
      id: `00000000-0000-4000-8000-${number.padStart(12, "0")}`,
      number,
      role: region,
      openedAt: new Date(now + opened),
      dueAt: new Date(now + due),
      ...more,
    });
    // Claims are between officers, in real time.
    const claim = (holder: string, until: number) => ({
      claimedBy: holder,
      claimedUntil: new Date(realNow().getTime() + until),
    });
    const ended = (at: number, decision: string | null) => ({ closedAt: new Date(now + at), decision });
    await db.task.createMany({
      data: [
        row("1", -3 * day, -hour),
        row("2", -2 * day, hour / 60),
        row("3", -day, 10 * day, claim(officer.iin, hour)),
        row("4", -day, 11 * day, claim(other.iin, -hour)),
        row("5", -40 * day, -10 * day, { role: "town-unit:10", stage: "handover" }),
        row("6", -3 * day, -day, ended(-2 * day, "approve")),
        row("7", -3 * day, -2 * day, ended(-day, "approve")),
        row("8", -3 * day, -day, ended(-2 * day, null)),
        row("9", -20 * day, -18 * day, ended(-19 * day, "approve")),
      ],
    });
  });

  it("counts by term, whoever waits for an owner apart, and filters by term, holder and service", async () => {
    const { counts, total, pages } = await viewWorkList(officer, wide);
    expect(counts).toEqual({ all: 5, overdue: 1, soon: 1, "in-term": 3 });
    expect([total, pages]).toEqual([5, 1]);
    expect(await ids({ state: "overdue" })).toEqual(["1"]);
    expect(await ids({ state: "soon" })).toEqual(["2"]);
    expect(await ids({ state: "in-term" })).toEqual(["5", "3", "4"]);
    expect(await ids({ holder: "mine" })).toEqual(["3"]);
    expect(await ids({ holder: "free" })).toEqual(["5", "1", "2", "4"]);
    expect(await ids({ holder: "free", state: "in-term" })).toEqual(["5", "4"]);
    expect(await ids({ service: "another-service" })).toEqual([]);
    expect(await ids({ service: "id-card-renewal" })).toHaveLength(5);
  });

  it("is put in order by term, by arrival, by number", async () => {
    expect(await ids({ sort: "due" })).toEqual(["5", "1", "2", "3", "4"]);
    expect((await ids({ sort: "newest" })).at(-1)).toBe("5");
    expect(await ids({ sort: "number" })).toEqual(["1", "2", "3", "4", "5"]);
  });

  it("knows how many there are on a page beyond the last", async () => {
    expect(await viewWorkList(officer, { ...wide, page: 9 })).toMatchObject({ items: [], total: 5, pages: 1 });
  });

  it("draws the days: done in term and late, open in term and overdue, by the day of arrival", async () => {
    const days = await viewTimeliness(officer, 14);
    expect(days).toHaveLength(14);
    const sum = (all: typeof days) =>
      (["doneInTerm", "doneLate", "openInTerm", "overdue"] as const).map((part) =>
        all.reduce((total, day) => total + day[part], 0),
      );
    expect(sum(days)).toEqual([1, 1, 3, 1]);
    expect(days.at(-4)).toMatchObject({ doneInTerm: 1, doneLate: 1, openInTerm: 0, overdue: 1 });
    expect(sum(await viewTimeliness(officer, 30))).toEqual([2, 1, 3, 1]);
    expect(sum(await viewTimeliness(clerk, 30))).toEqual([0, 0, 0, 0]);
  });
});
