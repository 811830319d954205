import { createHash, randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { binSchema } from "@/lib/kernel/bin";
import { isIin, type Iin } from "@/lib/kernel/iin";
import { setClock } from "@/lib/infra/clock";
import { db, inTransaction } from "@/lib/infra/db/client";
import type { Service } from "@/lib/process/define-service";
import { newPeople } from "../homes-for-tests";
import { loadDemoWorld } from "../qa/demo-world-for-tests";
import {
  certificate,
  child,
  childsSlip,
  enlistPapers,
  granted,
  move,
  slip,
} from "../sealed-documents/papers-for-tests";
import { revokeOwnPaper } from "../sealed-documents/revoke-paper";
import { endEntityAccount } from "../sign-in/entity-accounts";
import { viewAccessLog } from "../view-access-log";
import { forgetLinks } from "./forget-links";
import { mostLinks } from "./link-rules";
import { makeLink, newLinkId, revokeLink, viewSharedPaper } from "./own-links";
import { newVisit, openLink, openSharedFile, viewShared } from "./open-link";

const today = "2026-11-21T10:00:00+05:00";
const lastDay = "2026-12-01";

// The tests' services have no words of their own.
vi.mock(import("../words"), async (importOriginal) => {
  const original = await importOriginal();
  const { paperWords: words } = await import("../sealed-documents/papers-for-tests");
  const own = Object.assign((key: string) => words[key] ?? key, { has: () => false, raw: (key: string) => key });
  return {
    ...original,
    wordsOf: (locale, namespace) =>
      /^services\.[a-z]+-for-tests/.test(namespace) ? own : original.wordsOf(locale, namespace),
  };
});

beforeAll(async () => {
  enlistPapers();
  await loadDemoWorld();
}, 120_000);
afterEach(() => vi.useRealTimers());
afterAll(() => db.$disconnect());

interface Holder {
  readonly iin: Iin;
  readonly id: string;
}

/** Somebody with a paper that is good until the end of 1 December; or whose application has ended without one. */
async function holder(service: Service = certificate): Promise<Holder> {
  const [iin] = await newPeople(1);
  if (!iin) throw new Error("nobody");
  await setClock({ iin, now: new Date(today) });
  return granted(service, { iin });
}

const at = ({ iin }: Holder, instant: string) => setClock({ iin, now: new Date(instant) });

async function links({ iin, id }: Holder) {
  return (await viewSharedPaper(id, iin))?.links ?? [];
}

/** The newest link's token. */
async function made(
  of: Holder,
  term: Parameters<typeof makeLink>[3] = "day",
): Promise<{ token: string; link: string }> {
  const link = newLinkId();
  expect(await makeLink(of.id, of.iin, link, term)).toBe("made");
  const address = (await links(of)).find(({ id }) => id === link)?.address ?? "";
  return { link, token: address.slice(address.lastIndexOf("/") + 1) };
}

async function opened(token: string, visit = newVisit()): Promise<string> {
  const answer = await openLink(token, visit);
  if (answer.kind !== "opened") throw new Error(answer.kind);
  return answer.pass;
}

describe("a link to a paper", () => {
  it("shows what is printed, gives the sealed file, and is counted once for each showing of its page", async () => {
    const of = await holder();
    const { token, link } = await made(of);
    expect(await links(of)).toMatchObject([{ id: link, standing: "open", openings: 0, lastOpenedAt: null }]);
    const visit = newVisit();
    const passes = await Promise.all([opened(token, visit), opened(token, visit), opened(token, visit)]);
    const [pass] = passes;
    const shown = await viewShared(token, pass);
    expect(shown).toMatchObject({
      kind: "shown",
      document: { paper: { standing: "valid", validUntil: lastDay }, lastDigits: of.iin.slice(-4) },
    });
    // Nothing more than the last digits of the number, wherever one looks.
    expect(JSON.stringify(shown)).not.toContain(of.iin);
    const file = await openSharedFile(token, pass);
    const row = await db.sealedDocument.findFirstOrThrow({ where: { applicationId: of.id, kind: "result" } });
    expect(
      createHash("sha256")
        .update(file?.bytes ?? new Uint8Array())
        .digest("hex"),
    ).toBe(row.sha256);
    expect(await links(of)).toMatchObject([{ openings: 1, lastOpenedAt: expect.any(Date) as Date }]);
    await opened(token);
    expect(await links(of)).toMatchObject([{ openings: 2 }]);

    const { entries } = await viewAccessLog(of.iin, 1);
    const logged = entries.filter(({ operation }) => operation === "open-shared");
    expect(logged).toMatchObject([
      { readerKind: "public", person: null, database: "portal", purpose: "shared-link", applicationId: of.id },
      { readerKind: "public" },
    ]);
    // Who it was is nowhere.
    expect(Object.keys(await db.sharedOpening.findFirstOrThrow()).toSorted()).toEqual(["at", "linkId", "visit"]);
  });

  it("is opened anew by a page that was kept: the same press shows it no longer than its minutes, and every opening is written down", async () => {
    const of = await holder();
    const { token, link } = await made(of);
    const visit = newVisit();
    const ends = async () => Number((await opened(token, visit)).split(".")[0]);
    const logged = () => db.accessLog.count({ where: { subject: of.iin, operation: "open-shared" } });
    const first = await ends();
    await at(of, "2026-11-21T10:09:00+05:00");
    expect(Math.abs((await ends()) - (first - 9 * 60_000))).toBeLessThan(30_000);
    expect(await logged()).toBe(1);
    for (const [time, count] of [
      ["10:11", 2],
      ["10:22", 3],
    ] as const) {
      await at(of, `2026-11-21T${time}:00+05:00`);
      await opened(token, visit);
      expect(await logged()).toBe(count);
      expect(await db.sharedOpening.count({ where: { linkId: link } })).toBe(count);
    }
    // Also where the clock has gone back since: nobody gets more minutes than ten.
    await at(of, "2026-11-21T09:00:00+05:00");
    expect(await ends()).toBeLessThan(first + 2 * 60_000);
    expect(await logged()).toBe(4);
  });

  it("to an entity's paper is made and ended by those who may sign for it; whoever asked for it is told of each opening", async () => {
    const [iin] = await newPeople(1);
    if (!iin) throw new Error("nobody");
    const bin = binSchema.parse("240240000015");
    const { id } = await granted(slip, { iin, bin });
    const acts = { iin, bin, passwordHash: "none", keyRight: "sign", nameKk: "«Самал» ЖШС", nameRu: "ТОО «Самал»" };
    await db.entityAccount.create({ data: acts });
    const [employee, signer] = [
      { iin, bin, right: "employee" },
      { iin, bin, right: "sign" },
    ] as const;
    expect(await makeLink(id, employee, newLinkId(), "day")).toBe("not-there");
    const link = newLinkId();
    expect(await makeLink(id, signer, link, "day")).toBe("made");
    await revokeLink(id, employee, link);
    const [own] = (await viewSharedPaper(id, employee))?.links ?? [];
    expect(own).toMatchObject({ id: link, standing: "open" });
    await opened((own?.address ?? "").split("/").at(-1) ?? "");
    expect(await db.accessLog.count({ where: { subject: iin, operation: "open-shared" } })).toBe(1);
    // By its digits a BIN could be a person's number.
    expect(isIin(bin)).toBe(true);
    expect(await db.accessLog.count({ where: { subject: bin } })).toBe(0);
    await revokeLink(id, signer, link);
    expect((await viewSharedPaper(id, employee))?.links).toMatchObject([{ standing: "revoked" }]);
  });

  it("to an entity's paper ends with the account of whoever made it, when the head ends that; nobody else's does", async () => {
    const [head, colleague] = await newPeople(2);
    if (!head || !colleague) throw new Error("nobody");
    const [bin, other] = [binSchema.parse("240240000025"), binSchema.parse("240240000035")];
    const names = { nameKk: "«Самал» ЖШС", nameRu: "ТОО «Самал»" };
    await db.mockLegalEntity.create({ data: { bin, head, status: "active", ...names } });
    const { id } = await granted(slip, { iin: head, bin });
    const elsewhere = await granted(slip, { iin: head, bin: other });
    const acts = (iin: Iin, right: "head" | "sign", of = bin) => ({ iin, bin: of, right });
    for (const { right, ...one } of [acts(head, "head"), acts(colleague, "sign"), acts(colleague, "sign", other)]) {
      await db.entityAccount.create({ data: { ...one, ...names, keyRight: right, passwordHash: "none" } });
    }
    const [theirs, heads, others] = [newLinkId(), newLinkId(), newLinkId()];
    expect(await makeLink(id, acts(colleague, "sign"), theirs, "month")).toBe("made");
    expect(await makeLink(id, acts(head, "head"), heads, "month")).toBe("made");
    expect(await makeLink(elsewhere.id, acts(colleague, "sign", other), others, "month")).toBe("made");
    const late = newLinkId();
    const [ended, made] = await Promise.all([
      endEntityAccount({ iin: head, bin }, colleague),
      makeLink(id, acts(colleague, "sign"), late, "month"),
    ]);
    expect(ended.ok).toBe(true);
    // Made just before, it ends with the others; just after, there is none.
    const standing = new Map(
      ((await viewSharedPaper(id, acts(head, "head")))?.links ?? []).map((link) => [link.id, link.standing]),
    );
    expect(standing.get(late)).toBe(made === "made" ? "revoked" : undefined);
    expect(standing.get(theirs)).toBe("revoked");
    expect(standing.get(heads)).toBe("open");
    expect((await viewSharedPaper(elsewhere.id, acts(colleague, "sign", other)))?.links).toMatchObject([
      { id: others, standing: "open" },
    ]);
    expect(await makeLink(id, acts(colleague, "sign"), newLinkId(), "day")).toBe("not-there");
  });

  it("to a child's paper: the child is told of an opening, and the parent who asked for it", async () => {
    const of = await holder(childsSlip);
    await opened((await made(of)).token);
    const rows = await db.accessLog.findMany({ where: { applicationId: of.id, operation: "open-shared" } });
    expect(rows.map(({ subject }) => subject).toSorted()).toEqual([child, of.iin].toSorted());
  });

  it("is stored as a hash alone: the database opens nothing", async () => {
    const of = await holder();
    const { token, link } = await made(of);
    const row = await db.sharedLink.findUniqueOrThrow({ where: { id: link } });
    expect(JSON.stringify(row)).not.toContain(token);
    expect(row.tokenHash).toBe(createHash("sha256").update(token).digest("hex"));
    expect(await openLink(row.tokenHash.slice(0, 43), newVisit())).toEqual({ kind: "gone" });
  });

  it("cannot be made to anything but the paper with which a service has ended, nor to another's", async () => {
    const without = await holder(move);
    expect(await viewSharedPaper(without.id, without.iin)).toBeNull();
    expect(await makeLink(without.id, without.iin, newLinkId(), "day")).toBe("not-there");
    const of = await holder();
    const unknown = randomUUID();
    expect(await makeLink(of.id, without.iin, newLinkId(), "day")).toBe(
      await makeLink(unknown, without.iin, newLinkId(), "day"),
    );
    expect(await viewSharedPaper(of.id, without.iin)).toBe(await viewSharedPaper(unknown, without.iin));
    const { link, token } = await made(of);
    await revokeLink(of.id, without.iin, link);
    await revokeLink(without.id, without.iin, link);
    await opened(token);
    // Somebody else's link under one's own paper is none.
    const other = await holder();
    expect(await makeLink(other.id, other.iin, link, "day")).toBe("not-there");
    expect(await links(other)).toEqual([]);
  });

  it("is one, however often the button is pressed; five are open at most, also when they are made at once", async () => {
    const of = await holder();
    const one = newLinkId();
    expect(await Promise.all([makeLink(of.id, of.iin, one, "day"), makeLink(of.id, of.iin, one, "day")])).toEqual([
      "made",
      "made",
    ]);
    expect(await links(of)).toHaveLength(1);
    const answers = await Promise.all(
      Array.from({ length: mostLinks + 2 }, () => makeLink(of.id, of.iin, newLinkId(), "hour")),
    );
    expect(answers.filter((answer) => answer === "made")).toHaveLength(mostLinks - 1);
    expect(answers.filter((answer) => answer === "full")).toHaveLength(3);
    expect(await viewSharedPaper(of.id, of.iin)).toMatchObject({ isFull: true });
    await revokeLink(of.id, of.iin, one);
    expect(await makeLink(of.id, of.iin, newLinkId(), "hour")).toBe("made");
    // Those that have ended count no more.
    await at(of, "2026-11-21T11:30:00+05:00");
    expect(await makeLink(of.id, of.iin, newLinkId(), "hour")).toBe("made");
  });
});

describe("the end of a link", () => {
  it("comes after the chosen time, and closes what is open before somebody's eyes", async () => {
    const of = await holder();
    const { token } = await made(of, "hour");
    await at(of, "2026-11-21T10:59:00+05:00");
    const pass = await opened(token);
    expect(await viewShared(token, pass)).toMatchObject({ kind: "shown" });
    await at(of, "2026-11-21T11:01:00+05:00");
    expect(await viewShared(token, pass)).toEqual({ kind: "gone" });
    expect(await openSharedFile(token, pass)).toBeNull();
    expect(await openLink(token, newVisit())).toEqual({ kind: "gone" });
    expect(await links(of)).toMatchObject([{ standing: "ended", address: null, openings: 1 }]);
  });

  it("is never after the paper's, whatever was chosen; to a paper that is over none is made", async () => {
    const of = await holder();
    await made(of, "month");
    await made(of, "whole");
    const end = new Date("2026-12-02T00:00:00+05:00");
    expect((await links(of)).map(({ endsAt }) => endsAt)).toEqual([end, end]);
    await at(of, "2026-12-01T23:59:00+05:00");
    const { token } = await made(of, "hour");
    const pass = await opened(token);
    await at(of, "2026-12-02T00:00:00+05:00");
    expect(await viewShared(token, pass)).toEqual({ kind: "gone" });
    expect(await makeLink(of.id, of.iin, newLinkId(), "hour")).toBe("not-there");
    expect(await viewSharedPaper(of.id, of.iin)).toMatchObject({ terms: [] });
  });

  it("comes at once when it is revoked, also for whoever is looking; its count stays", async () => {
    const of = await holder();
    const { token, link } = await made(of);
    const pass = await opened(token);
    await revokeLink(of.id, of.iin, link);
    expect(await viewShared(token, pass)).toEqual({ kind: "gone" });
    expect(await openSharedFile(token, pass)).toBeNull();
    expect(await openLink(token, newVisit())).toEqual({ kind: "gone" });
    expect(await links(of)).toMatchObject([{ standing: "revoked", address: null, openings: 1 }]);
    const audited = await db.auditEntry.findMany({ where: { applicationId: of.id, action: { startsWith: "link-" } } });
    expect(audited.map(({ action }) => action)).toEqual(["link-made", "link-revoked"]);
  });

  it("lets nobody in who was just opening it: they wait for it and find it gone", async () => {
    const of = await holder();
    const { token, link } = await made(of);
    let opening: Promise<unknown> = Promise.resolve();
    await inTransaction(async (tx) => {
      await tx.sharedLink.update({ where: { id: link }, data: { revokedAt: new Date(today) } });
      opening = openLink(token, newVisit());
      // It stands before the row now, unless it has slipped past.
      await expect
        .poll(async () => {
          const [row] = await db.$queryRaw<{ waiting: bigint }[]>`
            SELECT count(*) AS waiting FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%shared_link%'`;
          return Number(row?.waiting ?? 0n);
        })
        .toBeGreaterThan(0);
    });
    expect(await opening).toEqual({ kind: "gone" });
    expect(await db.sharedOpening.count({ where: { linkId: link } })).toBe(0);
    expect(await db.accessLog.count({ where: { subject: of.iin, operation: "open-shared" } })).toBe(0);
  });

  it("is told alike of whatever does not open: no link, an ended one, a revoked one, and what can be none", async () => {
    const of = await holder();
    const revoked = await made(of);
    await revokeLink(of.id, of.iin, revoked.link);
    const ended = await made(of, "hour");
    await at(of, "2026-11-21T12:00:00+05:00");
    const unknown = "A".repeat(43);
    for (const token of [revoked.token, ended.token, unknown, "", "__proto__", "a\u0000b", "x".repeat(10_000)]) {
      expect(await openLink(token, newVisit()), token.slice(0, 50)).toEqual({ kind: "gone" });
      expect(await openSharedFile(token, "9999999999999.x")).toBeNull();
    }
  });

  it("is not the end of a pass for another link, nor of one that was made up", async () => {
    const of = await holder();
    const one = await made(of);
    const other = await made(of);
    const pass = await opened(one.token);
    expect(await viewShared(other.token, pass)).toEqual({ kind: "over" });
    const [until = ""] = pass.split(".");
    expect(await viewShared(one.token, `${String(Number(until) + 60_000)}.${pass.slice(until.length + 1)}`)).toEqual({
      kind: "over",
    });
    expect(await viewShared(one.token, "")).toEqual({ kind: "over" });
    // Good to the last of its minutes, and then no more: played again it shows nothing.
    vi.useFakeTimers({ toFake: ["Date"], now: Number(until) });
    expect(await viewShared(one.token, pass)).toMatchObject({ kind: "shown" });
    vi.setSystemTime(Number(until) + 1);
    expect(await viewShared(one.token, pass)).toEqual({ kind: "over" });
    expect(await openSharedFile(one.token, pass)).toBeNull();
  });
});

it("opens sixty times an hour, so that one that has got about fills nobody's log", async () => {
  const of = await holder();
  const { token } = await made(of);
  for (let time = 0; time < 60; time += 1) await opened(token);
  expect(await openLink(token, newVisit())).toEqual({ kind: "too-many" });
  expect(await links(of)).toMatchObject([{ openings: 60 }]);
});

it("says of a paper that its holder has revoked that it stands no more, and gives no file", async () => {
  const of = await holder();
  const { token } = await made(of);
  const pass = await opened(token);
  expect(await revokeOwnPaper(of.id, of.iin)).toBe("revoked");
  expect(await viewShared(token, pass)).toMatchObject({ kind: "shown", document: { paper: { standing: "revoked" } } });
  expect(await openSharedFile(token, pass)).toBeNull();
  expect(await makeLink(of.id, of.iin, newLinkId(), "day")).toBe("not-there");
});

it("is forgotten thirty days after its end, with its openings, and not a minute before", async () => {
  const of = await holder();
  const ended = await made(of, "hour");
  const revoked = await made(of, "whole");
  await opened(ended.token);
  await revokeLink(of.id, of.iin, revoked.link);
  const left = async () => (await db.sharedLink.findMany({ where: { holder: of.iin } })).map(({ id }) => id);
  await at(of, "2026-12-21T09:59:00+05:00");
  await forgetLinks();
  expect((await left()).toSorted()).toEqual([ended.link, revoked.link].toSorted());
  await at(of, "2026-12-21T10:59:00+05:00");
  await forgetLinks();
  expect(await left()).toEqual([ended.link]);
  await at(of, "2026-12-21T11:01:00+05:00");
  await forgetLinks();
  expect(await left()).toEqual([]);
  expect(await db.sharedOpening.count({ where: { linkId: ended.link } })).toBe(0);
});
