import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Iin } from "@/lib/kernel/iin";
import { db } from "@/lib/infra/db/client";
import { askAgain } from "./ask-again";
import { claimTask } from "./claim-task";
import { decideTask, prepareDecision } from "./decide-task";
import { handOver } from "./hand-over";
import { isShutToOfficers, kinshipWith } from "./officer-kinship";
import { approval, atWork, clerk, elsewhere, load, other, reviewer, wide, type AtWork } from "./officers-for-tests";
import { loadDemoWorld } from "./qa/demo-world-for-tests";
import { readPicture } from "./read-picture";
import { readReferencePhoto } from "./read-reference-photo";
import { recheckTask } from "./recheck-task";
import type { Officer } from "./task-access";
import { viewTask } from "./view-task";
import { viewWorkList } from "./view-work-list";

beforeAll(loadDemoWorld, 120_000);
afterAll(() => db.$disconnect());

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

describe("the pictures of an application", () => {
  const photoOf = async ({ id }: AtWork) =>
    ((await load(id)).state.answers["photo"]?.["photo"] as { attachment: string }).attachment;

  it("are for their owner and for the officer who reviews, each of whose looks is logged", async () => {
    const at = await atWork();
    const photo = await photoOf(at);
    expect(await readPicture(photo, { iin: at.iin, roles: ["citizen"] })).toMatchObject({ mediaType: "image/jpeg" });
    expect(await readPicture(photo, reviewer)).toBeNull();
    await viewTask(at.task.id, reviewer);
    expect(await readPicture(photo, reviewer)).toMatchObject({ mediaType: "image/jpeg" });
    expect(await db.accessLog.count({ where: { subject: at.iin, operation: "picture" } })).toBe(1);
  });

  it("are not for whoever hands the card over, nor for the reviewer once it is decided", async () => {
    const at = await atWork("ready");
    const photo = await photoOf(at);
    expect(await viewTask(at.task.id, clerk)).toMatchObject({ kind: "open" });
    expect(await claimTask(at.task.id, clerk)).toBe("claimed");
    expect(await readPicture(photo, clerk)).toBeNull();
    expect(await readPicture(photo, { ...clerk, roles: [...clerk.roles, "umd-officer:71"] })).toBeNull();
    expect(await readPicture(photo, reviewer)).toBeNull();
  });
});

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

  it("opens nothing while KDP does not let ZAGS be asked; the applicant hears of it once, and mends it", async () => {
    const at = await atWork();
    const told = () => db.notice.count({ where: { applicationId: at.id, kind: "access-refused" } });
    await db.mockAccessRefusal.create({ data: { iin: at.iin } });
    const shut = { kind: "access-denied", number: at.task.number };
    expect(await viewTask(at.task.id, reviewer)).toEqual(shut);
    expect(await viewTask(at.task.id, other)).toEqual(shut);
    expect(await claimTask(at.task.id, reviewer)).toBe("access-denied");
    expect(await told()).toBe(1);
    expect(await isShutToOfficers(at.id)).toBe(true);
    await askAgain(at.id, at.iin);
    expect(await isShutToOfficers(at.id)).toBe(true);
    await db.mockAccessRefusal.delete({ where: { iin: at.iin } });
    await askAgain(at.id, other.iin);
    expect(await isShutToOfficers(at.id)).toBe(true);
    await askAgain(at.id, at.iin);
    expect(await isShutToOfficers(at.id)).toBe(false);
    expect(await viewTask(at.task.id, reviewer)).toMatchObject({ kind: "open" });
    // Shut again, it is told again; an officer who can ask opens it for all.
    await db.mockAccessRefusal.create({ data: { iin: at.iin } });
    expect(await viewTask(at.task.id, other)).toEqual(shut);
    expect(await told()).toBe(2);
    await db.mockAccessRefusal.delete({ where: { iin: at.iin } });
    expect(await viewTask(at.task.id, other)).toMatchObject({ kind: "open" });
    expect(await isShutToOfficers(at.id)).toBe(false);
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
    expect(await kinshipWith(at.task, await load(at.id), reviewer.iin)).toBe("none");
    expect(await db.accessLog.count({ where: asked })).toBe(2);
  });

  it("takes the tasks of a service that reads no civil records itself", async () => {
    const at = await atWork();
    const application = await load(at.id);
    const bare = { ...application, service: { ...application.service, reads: {}, stages: [] } };
    expect(await kinshipWith(at.task, bare, reviewer.iin)).toBe("none");
    await db.mockCivilRecord.create({ data: { type: "birth", child: other.iin, mother: at.iin, date: "1951-01-01" } });
    expect(await kinshipWith(at.task, bare, other.iin)).toBe("relative");
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
