import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { iinSchema, type Iin } from "@/lib/kernel/iin";
import { now as clockOf, setClock } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import type { Task } from "@/lib/infra/db/generated/client";
import { decisiveAmong, differenceOf } from "@/lib/process/recheck";
import { findApplication } from "./application-record";
import { claimTask, releaseTask } from "./claim-task";
import { decideTask, prepareDecision, type Decision } from "./decide-task";
import { handOver } from "./hand-over";
import { kinshipWith } from "./officer-kinship";
import { copyPerson } from "./qa/copy-person";
import { loadDemoWorld } from "./qa/demo-world-for-tests";
import { signFor } from "./qa/test-keys";
import { walkApplication, type WalkTarget } from "./qa/walk";
import { openTaskOf } from "./qa/walk-officer";
import { readPicture } from "./read-picture";
import { readReferencePhoto } from "./read-reference-photo";
import { recheckOf, recheckTask } from "./recheck-task";
import type { Officer } from "./task-access";
import { viewDecision } from "./view-decision";
import { viewTask } from "./view-task";
import { viewTimeliness } from "./view-timeliness";
import { viewWorkList, type WorkListQuery } from "./view-work-list";

const aigerim = iinSchema.parse("940416412502");
const reviewer: Officer = { iin: iinSchema.parse("850220369901"), roles: ["umd-officer:71"] };
const other: Officer = { iin: iinSchema.parse("890729485191"), roles: ["umd-officer:71"] };
const clerk: Officer = { iin: iinSchema.parse("920525412908"), roles: ["town-unit:71"] };
const elsewhere: Officer = { iin: iinSchema.parse("871017494694"), roles: ["umd-officer:75"] };
const approval: Decision = { decision: "approve", reason: null, comment: "" };

beforeAll(loadDemoWorld, 120_000);
afterAll(() => db.$disconnect());

interface AtWork {
  readonly id: string;
  readonly iin: Iin;
  readonly task: Task;
}

async function load(id: string) {
  const application = await findApplication(id);
  if (!application) throw new Error("it was just there");
  return application;
}

/** A fresh person's application with an open task in Astana. */
async function atWork(to: WalkTarget = "in-review"): Promise<AtWork> {
  const copied = await copyPerson(aigerim);
  if (!copied.ok) throw new Error(copied.error);
  const { iin } = copied.value;
  const at = await walkApplication("id-card-renewal", iin, to, { form: { region: "71" } });
  if (at.kind !== "reached") throw new Error(JSON.stringify(at));
  const task = await openTaskOf(await load(at.id));
  if (!task) throw new Error("no task");
  return { id: at.id, iin, task };
}

async function claimed(): Promise<AtWork> {
  const at = await atWork();
  expect(await claimTask(at.task.id, reviewer)).toBe("claimed");
  return at;
}

async function rechecked({ id, task }: AtWork) {
  expect(await recheckTask(task.id, reviewer)).toBe("rechecked");
  const recheck = await recheckOf(task.id, reviewer.iin);
  if (!recheck) throw new Error("nothing was kept");
  const { state } = await load(id);
  const kinds = recheck.results.map((one) => [one.stage, differenceOf(state.evidence[one.stage] ?? {}, one).kind]);
  return { ...recheck, kinds: Object.fromEntries(kinds) as Readonly<Record<string, string>> };
}

async function loseCard(iin: Iin): Promise<void> {
  await db.mockDocument.updateMany({ where: { iin, type: "id-card" }, data: { status: "lost" } });
}

async function sign(task: Task, decision: Decision) {
  const prepared = await prepareDecision(task.id, reviewer, decision, "kk");
  if (!prepared.ok) throw new Error(prepared.error.kind);
  const { nonce, text } = prepared.value;
  const cms = await signFor(reviewer.iin, text, await clockOf(reviewer.iin));
  return { nonce, text, decide: () => decideTask({ taskId: task.id, officer: reviewer, nonce, cms }) };
}

describe("the checks asked again by the officer", () => {
  it("are the same while nothing has changed; each question is one row of the citizen's access log, with the officer as its reader", async () => {
    const at = await claimed();
    const { results, kinds } = await rechecked(at);
    expect(results.length).toBeGreaterThan(6);
    expect(new Set(Object.values(kinds))).toEqual(new Set(["same"]));
    const rows = await db.accessLog.findMany({ where: { subject: at.iin, reader: reviewer.iin } });
    const questions = rows.filter(({ database }) => database !== "access-control").map(({ operation }) => operation);
    expect(questions.toSorted()).toEqual([...new Set(questions)].toSorted());
    expect(questions).toEqual(expect.arrayContaining(["person", "documents", "registrations", "dataChanges", "phone"]));
    expect(questions).not.toContain("identify");
    for (const row of rows) expect(row).toMatchObject({ readerKind: "officer", readerRole: "umd-officer:71" });
  });

  it("show a card lost meanwhile: nobody approves without saying that they have seen it, and the signature says so", async () => {
    const at = await claimed();
    await loseCard(at.iin);
    const { results, kinds } = await rechecked(at);
    expect(kinds).toMatchObject({ card: "decisive", person: "same" });
    expect(decisiveAmong(results)).toMatchObject([{ stage: "card", reason: "card-lost" }]);
    expect(await prepareDecision(at.task.id, reviewer, approval, "kk")).toEqual({
      ok: false,
      error: { kind: "difference-unseen" },
    });
    const annulment = { decision: "annul", reason: "photo-quality", comment: "анық емес" };
    expect((await prepareDecision(at.task.id, reviewer, annulment, "kk")).ok).toBe(true);

    const { text, decide } = await sign(at.task, { ...approval, seesDifference: true });
    expect(text).toContain("Енді сәйкес емес: Куәлік және оның мерзімі");
    expect(await decide()).toMatchObject({ ok: true });
    const signature = await db.signature.findFirstOrThrow({ where: { applicationId: at.id, signer: reviewer.iin } });
    expect(signature.evidence).toMatchObject({
      recheck: {
        checks: expect.arrayContaining([{ stage: "card", difference: "decisive", reason: "card-lost" }]) as [],
      },
    });
    const card = (await load(at.id)).state.evidence["card"]?.["number"] ?? "none";
    expect(JSON.stringify(signature.evidence)).not.toContain(card);
    expect(text).not.toContain(card);
    expect(await db.taskRecheck.count({ where: { taskId: at.task.id } })).toBe(0);
  });

  it("show what has changed while they still pass", async () => {
    const at = await claimed();
    await db.mockPhone.update({ where: { iin: at.iin }, data: { number: "+77019998877" } });
    expect((await rechecked(at)).kinds).toMatchObject({ phone: "changed", card: "same" });
    expect((await prepareDecision(at.task.id, reviewer, approval, "kk")).ok).toBe(true);
  });

  it("note a silent database as silent, and stop nobody", async () => {
    const at = await claimed();
    await db.mockFault.create({ data: { database: "documents", kind: "error", iin: at.iin } });
    expect((await rechecked(at)).kinds).toMatchObject({ card: "unknown", "data-unchanged": "unknown", person: "same" });
    const { text } = await sign(at.task, approval);
    expect(text).toContain("Дерекқор жауап бермеді");
    await db.mockFault.deleteMany({ where: { iin: at.iin } });
    await db.mockFault.create({ data: { database: "access-control", kind: "error", iin: at.iin } });
    expect(new Set(Object.values((await rechecked(at)).kinds))).toEqual(new Set(["unknown"]));
  });

  it("do not hold the officer's own delay against the applicant: the window is that of the day of submission", async () => {
    const at = await claimed();
    await setClock({ iin: at.iin, advance: "P40D" });
    expect((await rechecked(at)).kinds).toMatchObject({ card: "same" });
  });

  it("make a decision prepared before them another document", async () => {
    const at = await claimed();
    const before = await sign(at.task, approval);
    expect(before.text).toContain("Дерекқорлар шешім алдында қайта сұралған жоқ");
    expect(await viewDecision(at.task.id, reviewer, before.nonce)).not.toBeNull();
    await loseCard(at.iin);
    await rechecked(at);
    expect(await viewDecision(at.task.id, reviewer, before.nonce)).toBeNull();
    expect(await before.decide()).toEqual({ ok: false, error: { kind: "document-gone" } });
    expect((await load(at.id)).state.stages["review"]?.status).toBe("open");
  });

  it("are asked by whoever holds the task alone, and go with the claim", async () => {
    const at = await atWork();
    expect(await recheckTask(at.task.id, reviewer)).toBe("not-claimed");
    await claimTask(at.task.id, reviewer);
    await rechecked(at);
    expect(await recheckTask(at.task.id, other)).toBe("not-claimed");
    expect(await recheckOf(at.task.id, other.iin)).toBeNull();
    await releaseTask(at.task.id, reviewer.iin);
    expect(await db.taskRecheck.count({ where: { taskId: at.task.id } })).toBe(0);
  });

  it("are nothing to a handover", async () => {
    const at = await atWork("ready");
    expect(await claimTask(at.task.id, clerk)).toBe("claimed");
    expect(await recheckTask(at.task.id, clerk)).toBe("nothing-to-ask");
  });
});

describe("the photo that GBD FL holds", () => {
  it("is for the officer who holds the task; each look is logged; silence is told as silence", async () => {
    const at = await atWork();
    expect(await readReferencePhoto(at.task.id, reviewer)).toBeNull();
    await claimTask(at.task.id, reviewer);
    const person = await db.mockPerson.findUniqueOrThrow({ where: { iin: at.iin } });
    const photo = await readReferencePhoto(at.task.id, reviewer);
    expect(photo).toMatchObject({ mediaType: "image/jpeg" });
    expect(photo !== null && photo !== "silent" && Buffer.from(photo.bytes).equals(person.photo ?? Buffer.of())).toBe(
      true,
    );
    expect(await readReferencePhoto(at.task.id, other)).toBeNull();
    const looks = { subject: at.iin, reader: reviewer.iin, operation: "referencePhoto" };
    expect(await db.accessLog.count({ where: looks })).toBe(1);
    await db.mockFault.create({ data: { database: "individuals", kind: "error", iin: at.iin } });
    expect(await readReferencePhoto(at.task.id, reviewer)).toBe("silent");
  });
});

const wide: WorkListQuery = { service: null, state: "all", holder: "all", sort: "newest", page: 1 };

/** Everything that an officer could do about a task, as nobody may. */
async function everything(at: AtWork, officer: Officer) {
  const { task, id } = at;
  const { attachment } = (await load(id)).state.answers["photo"]?.["photo"] as { attachment: string };
  return {
    claim: await claimTask(task.id, officer),
    prepare: await prepareDecision(task.id, officer, approval, "kk"),
    decide: await decideTask({ taskId: task.id, officer, nonce: "0".repeat(32), cms: "" }),
    handOver: await handOver(task.id, officer, "1"),
    recheck: await recheckTask(task.id, officer),
    reference: await readReferencePhoto(task.id, officer),
    picture: await readPicture(attachment, officer),
  };
}

const gone = { ok: false, error: { kind: "not-found" } };
const nothing = { prepare: gone, decide: gone, handOver: gone, recheck: "not-found", reference: null };

describe("an officer and an application that is not theirs to decide", () => {
  it("does not find their own, whatever their roles", async () => {
    const at = await atWork();
    const self: Officer = { iin: at.iin, roles: ["citizen", "umd-officer:71"] };
    expect(await viewTask(at.task.id, self)).toBeNull();
    const tried = await everything(at, self);
    // The picture is their own: they see it as its owner.
    expect(tried).toMatchObject({ ...nothing, claim: "not-found", picture: { mediaType: "image/jpeg" } });
    expect((await viewWorkList(self, wide)).items.map(({ id }) => id)).not.toContain(at.task.id);
  });

  it.each([
    ["child", (iin: Iin) => [{ child: iin, mother: other.iin }]],
    ["parent", (iin: Iin) => [{ child: other.iin, father: iin }]],
    [
      "grandchild",
      (iin: Iin) => [
        { child: "910206447954", mother: other.iin },
        { child: iin, father: "910206447954" },
      ],
    ],
    [
      "grandparent",
      (iin: Iin) => [
        { child: other.iin, mother: "910206447954" },
        { child: "910206447954", mother: iin },
      ],
    ],
    [
      "sibling",
      (iin: Iin) => [
        { child: iin, mother: "910206447954" },
        { child: other.iin, mother: "910206447954" },
      ],
    ],
  ])("neither opens nor takes that of their %s; the row of the list says why", async (_, recordsOf) => {
    const at = await atWork();
    const records = recordsOf(at.iin).map((one) => ({ type: "birth", date: "1950-01-01", ...one }));
    await db.mockCivilRecord.createMany({ data: records });
    const reads = () => db.accessLog.count({ where: { subject: at.iin, reader: other.iin } });
    expect(await viewTask(at.task.id, other)).toEqual({ kind: "relative", number: at.task.number });
    expect(await everything(at, other)).toMatchObject({ ...nothing, claim: "relative", picture: null });
    expect(await reads()).toBe(0);
    const row = (officer: Officer) =>
      viewWorkList(officer, wide).then(({ items }) => items.find(({ id }) => id === at.task.id));
    expect(await row(other)).toMatchObject({ isRelative: true });
    expect(await row(reviewer)).toMatchObject({ isRelative: false });
    expect(await claimTask(at.task.id, reviewer)).toBe("claimed");
    await db.mockCivilRecord.deleteMany({ where: { date: "1950-01-01" } });
  });

  it("opens nothing while ZAGS cannot say, and is told the number alone", async () => {
    const at = await atWork();
    await db.mockFault.create({ data: { database: "civil-status", kind: "error", iin: at.iin } });
    expect(await viewTask(at.task.id, reviewer)).toEqual({ kind: "kinship-unknown", number: at.task.number });
    expect((await everything(at, reviewer)).picture).toBeNull();
    await db.mockFault.deleteMany({ where: { iin: at.iin } });
    expect(await viewTask(at.task.id, reviewer)).toMatchObject({ kind: "open" });
  });

  it("asks ZAGS once for as long as a claim lasts", async () => {
    const at = await atWork();
    await viewTask(at.task.id, reviewer);
    await viewTask(at.task.id, reviewer);
    await claimTask(at.task.id, reviewer);
    const asked = { subject: at.iin, operation: "relatives" };
    expect(await db.accessLog.count({ where: asked })).toBe(1);
    const { askedAt } = await db.officerKinship.findFirstOrThrow({ where: { taskId: at.task.id } });
    await db.officerKinship.updateMany({
      where: { taskId: at.task.id },
      data: { askedAt: new Date(askedAt.getTime() - 15 * 60_000) },
    });
    expect(await kinshipWith(at.task.id, await load(at.id), reviewer.iin)).toBe("none");
    expect(await db.accessLog.count({ where: asked })).toBe(2);
  });

  it("takes the tasks of a service that reads no civil records itself", async () => {
    const at = await atWork();
    const application = await load(at.id);
    const bare = { ...application, service: { ...application.service, reads: {}, stages: [] } };
    expect(await kinshipWith(at.task.id, bare, reviewer.iin)).toBe("none");
    await db.mockCivilRecord.create({ data: { type: "birth", child: other.iin, mother: at.iin, date: "1951-01-01" } });
    expect(await kinshipWith(at.task.id, bare, other.iin)).toBe("relative");
    await db.mockCivilRecord.deleteMany({ where: { date: "1951-01-01" } });
  });

  it("finds nothing of another region's or another role's", async () => {
    const at = await atWork();
    for (const officer of [elsewhere, clerk]) {
      expect(await viewTask(at.task.id, officer)).toBeNull();
      expect(await everything(at, officer)).toMatchObject({ ...nothing, claim: "not-found", picture: null });
      expect((await viewWorkList(officer, wide)).items.map(({ id }) => id)).not.toContain(at.task.id);
    }
    expect(await db.accessLog.count({ where: { subject: at.iin, reader: { not: null } } })).toBe(0);
  });
});

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
    const held = { claimedBy: officer.iin, claimedUntil: new Date(now + day) };
    const ended = (at: number, decision: string | null) => ({ closedAt: new Date(now + at), decision });
    await db.task.createMany({
      data: [
        row("1", -3 * day, -hour),
        row("2", -2 * day, hour / 60),
        row("3", -day, 10 * day, held),
        row("4", -day, 11 * day, { claimedBy: other.iin, claimedUntil: new Date(now - hour) }),
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
