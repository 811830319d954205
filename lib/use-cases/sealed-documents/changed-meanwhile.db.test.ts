import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { iinSchema, type Iin } from "@/lib/kernel/iin";
import { now as clockOf } from "@/lib/infra/clock";
import { db, inTransaction } from "@/lib/infra/db/client";
import { findApplication } from "../application-record";
import { dwellingFor } from "../homes-for-tests";
import { judgeChecks } from "../judge-checks";
import { placeOrder } from "../place-order";
import { prepareSignature } from "../prepare-signature";
import { copyPerson } from "../qa/copy-person";
import { loadDemoWorld } from "../qa/demo-world-for-tests";
import { signFor } from "../qa/test-keys";
import { walkApplication } from "../qa/walk";
import { lockRegistrations } from "../registration-changes";
import { signApplication } from "../sign-application";
import { enlistPapers, granted, move } from "./papers-for-tests";
import { viewIssuedPaper } from "./revoke-paper";

/** What happens when the databases have answered, and before the answer is acted upon. */
const meanwhile = vi.hoisted(() => ({
  answers: 0,
  happens: () => Promise.resolve(),
  /** The same where the portal judges by itself; told what it has asked. */
  happensBehind: (asked: readonly string[]): Promise<unknown> => Promise.resolve(asked),
}));
vi.mock(import("../gather-facts"), async (importOriginal) => {
  const original = await importOriginal();
  const gatherToJudgeAgain: typeof original.gatherToJudgeAgain = async (...question) => {
    const facts = await original.gatherToJudgeAgain(...question);
    meanwhile.answers += 1;
    await meanwhile.happens();
    return facts;
  };
  const gatherFacts: typeof original.gatherFacts = async (application, names, ...rest) => {
    const facts = await original.gatherFacts(application, names, ...rest);
    await meanwhile.happensBehind(names);
    return facts;
  };
  return { ...original, gatherToJudgeAgain, gatherFacts };
});

const aigerim = iinSchema.parse("940416412502");
beforeAll(async () => {
  enlistPapers();
  await loadDemoWorld();
}, 120_000);
beforeEach(() => {
  meanwhile.answers = 0;
  meanwhile.happens = () => Promise.resolve();
  meanwhile.happensBehind = () => Promise.resolve();
});
afterAll(() => db.$disconnect());

/** Somebody who is about to sign for a certificate. Out: who, and how they sign. */
async function aboutToSign(): Promise<{ iin: Iin; id: string; sign: () => ReturnType<typeof signApplication> }> {
  const copied = await copyPerson(aigerim);
  if (!copied.ok) throw new Error(copied.error);
  const { iin } = copied.value;
  const walked = await walkApplication("address-certificate", iin, "draft");
  if (walked.kind !== "reached") throw new Error(JSON.stringify(walked));
  const { id } = walked;
  const prepared = await prepareSignature(id, iin, "kk");
  if (!prepared.ok) throw new Error(prepared.error.kind);
  const { nonce, text } = prepared.value;
  const cms = await signFor(iin, text, await clockOf(iin));
  return { iin, id, sign: () => signApplication({ id, applicant: iin, nonce, cms }) };
}

/** Both databases come to hold another address, and the portal stores that it has done so, in a transaction that takes its time. */
async function moves(iin: Iin): Promise<{ stored: Promise<void> }> {
  const rka = await dwellingFor(3, [iin]);
  await db.mockRegistration.updateMany({ where: { iin, kind: "permanent" }, data: { rka } });
  await db.mockAddressEntry.updateMany({ where: { iin, kind: "permanent" }, data: { rka } });
  const stored = inTransaction(async (tx) => {
    await granted(move, { iin, within: tx });
    await wait(600);
  });
  await wait(200);
  return { stored };
}

it("a certificate is not issued of a registration that was replaced after the databases had answered", async () => {
  const { iin, id, sign } = await aboutToSign();
  let moved: { stored: Promise<void> } | undefined;
  meanwhile.happens = async () => {
    moved ??= await moves(iin);
  };
  expect(await sign()).toEqual({ ok: false, error: { kind: "document-gone" } });
  await moved?.stored;
  expect(meanwhile.answers).toBe(2);
  expect(await db.issuedPaper.count({ where: { applicationId: id } })).toBe(0);
  expect(await db.signature.count({ where: { applicationId: id } })).toBe(0);
});

it("a certificate of what has not changed is issued by facts that are newer than the change, and is good", async () => {
  const { iin, id, sign } = await aboutToSign();
  meanwhile.happens = async () => {
    if (meanwhile.answers === 1) await granted(move, { iin });
  };
  expect(await sign()).toMatchObject({ ok: true, value: { outcome: { kind: "granted" } } });
  expect(meanwhile.answers).toBe(2);
  expect(await db.issuedPaper.findMany({ where: { applicationId: id }, select: { revocation: true } })).toEqual([
    { revocation: null },
  ]);
});

it("nobody waits for anybody else's registration", async () => {
  const { id, sign } = await aboutToSign();
  meanwhile.happens = async () => {
    await granted(move);
  };
  expect(await sign()).toMatchObject({ ok: true });
  expect(meanwhile.answers).toBe(1);
  expect(await db.issuedPaper.count({ where: { applicationId: id, revocation: null } })).toBe(1);
});

describe("a correction that GBD FL has taken", () => {
  const otherAddress = "0201710031720065";
  type Decision = { readonly decision: string; readonly reason: null; readonly entry?: string };
  const entered: Decision = { decision: "other-permanent", reason: null, entry: otherAddress };

  async function walked(iin: Iin, decision?: Decision) {
    const pausesAt = (_: unknown, __: unknown, stage?: string) => stage === "gbd-fl-corrected";
    const form = decision?.decision === entered.decision ? { correct: "no" } : {};
    const one = await walkApplication("address-certificate", iin, "done", { form, decision, pausesAt });
    if (one.kind !== "reached") throw new Error(JSON.stringify(one));
    return one.id;
  }

  async function standing(id: string) {
    const application = await findApplication(id);
    if (!application) throw new Error("it was just there");
    const paper = await viewIssuedPaper(application);
    const { outcome, stages } = application.state;
    return { outcome: outcome && (outcome.reason ?? outcome.kind), params: outcome?.params, stages, paper };
  }

  /** A good certificate; and a correction of its holder's address that an officer has decided, and no database knows of yet. */
  async function decided(persona: string, decision: Decision, meanwhile?: (iin: Iin) => Promise<unknown>) {
    const copied = await copyPerson(iinSchema.parse(persona));
    if (!copied.ok) throw new Error(copied.error);
    const { iin } = copied.value;
    const good = await walked(iin);
    await meanwhile?.(iin);
    const id = await walked(iin, decision);
    expect((await standing(good)).paper?.standing).toBe("valid");
    const changes = () =>
      Promise.all([
        db.registrationChange.count({ where: { iin } }),
        db.paperRevocation.count({ where: { applicationId: good, becauseOf: id, by: "portal" } }),
        db.notice.count({ where: { iin, kind: "paper-revoked" } }),
      ]);
    expect(await changes()).toEqual([0, 0, 0]);
    return { iin, id, changes, paper: async () => (await standing(good)).paper?.standing };
  }

  const differsAgain = async (iin: Iin, kind = "permanent") => {
    const rka = await dwellingFor(3, [iin]);
    await db.mockAddressEntry.deleteMany({ where: { iin, kind } });
    await db.mockAddressEntry.create({ data: { iin, kind, rka, from: "2020-01-10" } });
  };

  it("revokes the certificate at once, while RP DRN is silent; and nothing once more when the service is granted", async () => {
    const { iin, id, changes, paper } = await decided("931208341490", entered);
    await db.mockFault.create({ data: { database: "documents", kind: "error", iin } });
    await placeOrder(id);
    await placeOrder(id);
    expect(await standing(id)).toMatchObject({ outcome: null, stages: { "rp-drn-corrected": { status: "open" } } });
    expect(await paper()).toBe("revoked");
    expect(await changes()).toEqual([1, 1, 1]);
    await db.mockFault.deleteMany({ where: { iin } });
    await placeOrder(id);
    await judgeChecks(id);
    expect(await standing(id)).toMatchObject({ outcome: "granted", paper: { standing: "valid" } });
    expect(await changes()).toEqual([1, 1, 1]);
  });

  it("revokes it where RP DRN holds something else by now, and the application is refused", async () => {
    const { iin, id, changes, paper } = await decided("931208341490", entered);
    await differsAgain(iin);
    await placeOrder(id);
    await placeOrder(id);
    expect(await standing(id)).toMatchObject({ outcome: "data-still-differ", params: { why: "changed" } });
    expect(await paper()).toBe("revoked");
    expect(await changes()).toEqual([1, 1, 1]);
  });

  it("revokes it where the two differ again at the last look, and the application is refused", async () => {
    const { iin, id, changes, paper } = await decided("931208341490", entered);
    await placeOrder(id);
    await placeOrder(id);
    await differsAgain(iin);
    await judgeChecks(id);
    expect(await standing(id)).toMatchObject({ outcome: "data-still-differ", params: { why: "differ" } });
    expect(await paper()).toBe("revoked");
    expect(await changes()).toEqual([1, 1, 1]);
  });

  it("brings no certificate of a registration that was replaced after the databases had answered for the last time", async () => {
    const { iin, id } = await decided("931208341490", entered);
    await placeOrder(id);
    await placeOrder(id);
    let moved: { stored: Promise<void> } | undefined;
    let looks = 0;
    meanwhile.happensBehind = async (asked) => {
      if (!asked.includes("registered")) return;
      looks += 1;
      moved ??= await moves(iin);
    };
    await judgeChecks(id);
    await moved?.stored;
    expect(looks).toBe(2);
    expect(await standing(id)).toMatchObject({ outcome: "data-still-differ", params: { why: "changed" } });
    expect(await db.issuedPaper.count({ where: { applicationId: id } })).toBe(0);
  });

  it("revokes it where it has taken the one registration, and no more the other", async () => {
    const bothDiffer = async (iin: Iin) => {
      await differsAgain(iin);
      await differsAgain(iin, "temporary");
    };
    const right: Decision = { decision: "rp-drn-right", reason: null };
    const { iin, id, changes, paper } = await decided("910614341005", right, bothDiffer);
    await db.mockRegistration.updateMany({
      where: { iin, kind: "temporary" },
      data: { rka: await dwellingFor(3, [iin]) },
    });
    await placeOrder(id);
    expect(await paper()).toBe("revoked");
    await placeOrder(id);
    expect(await standing(id)).toMatchObject({ outcome: "data-still-differ", params: { why: "changed" } });
    expect(await changes()).toEqual([1, 1, 1]);
  });

  it("revokes nothing where it takes nothing: another address is held there by now", async () => {
    const { iin, id, changes, paper } = await decided("931208341490", entered);
    const rka = await dwellingFor(3, [iin]);
    await db.mockRegistration.updateMany({ where: { iin, kind: "permanent" }, data: { rka } });
    await placeOrder(id);
    expect(await standing(id)).toMatchObject({ outcome: "data-still-differ", params: { why: "changed" } });
    expect(await paper()).toBe("valid");
    expect(await changes()).toEqual([0, 0, 0]);
  });

  it("waits for whoever holds the registration before it holds the application: nobody stands in the other's way", async () => {
    const { iin, id, changes } = await decided("931208341490", entered);
    let placing: Promise<void> | undefined;
    await inTransaction(async (tx) => {
      await lockRegistrations(tx, [iin]);
      placing = placeOrder(id);
      await vi.waitFor(async () => {
        const waiting = await db.$queryRaw`
          SELECT 1 FROM pg_locks JOIN pg_database ON oid = database
          WHERE datname = current_database() AND locktype = 'advisory' AND NOT granted`;
        expect(waiting).toHaveLength(1);
      }, 10_000);
      // Whoever asks for facts of this registration takes the application next.
      await tx.$queryRaw`SELECT id FROM portal.application WHERE id = ${id}::uuid FOR UPDATE NOWAIT`;
      expect(await changes()).toEqual([0, 0, 0]);
    });
    await placing;
    expect(await changes()).toEqual([1, 1, 1]);
  });
});
