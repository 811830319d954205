import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isIin, type Iin } from "@/lib/kernel/iin";
import { now as clockOf } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { isSigned } from "@/lib/process/position";
import type { State } from "@/lib/process/state";
import { findApplication } from "./application-record";
import { answerConsent } from "./consents/answer-consent";
import { prepareAnswer } from "./consents/prepare-answer";
import { viewConsent } from "./consents/view-consents";
import { newPeople } from "./homes-for-tests";
import { judgeChecks } from "./judge-checks";
import { prepareSignature } from "./prepare-signature";
import { copyForScenario, renamed } from "./qa/copy-person";
import { loadDemoWorld } from "./qa/demo-world-for-tests";
import { findScenario } from "./qa/scenarios";
import { signFor } from "./qa/test-keys";
import { walkApplication, type WalkTarget } from "./qa/walk";
import { signApplication } from "./sign-application";
import { takePlace } from "./take-place";
import { openOwnApplication } from "./view-application";
import { viewSilence } from "./view-silence";

beforeAll(loadDemoWorld, 120_000);
afterAll(() => db.$disconnect());

/** An application for another's dwelling, walked so far, in the world of a scenario. */
async function applied(name: string, to: WalkTarget) {
  const scenario = findScenario(name);
  const copied = scenario ? await copyForScenario(scenario) : undefined;
  if (!scenario || !copied?.ok) throw new Error("The scenario cannot be played");
  const { iin } = copied.value;
  const form = renamed(scenario.example.answers ?? {}, copied.value);
  const rka = form["rka"] ?? "";
  // What is signed is not answered anew.
  const goOn = async (target: WalkTarget, before?: "check" | "place") => {
    const row = await db.application.findFirst({ where: { applicant: iin } });
    const known = row && (await findApplication(row.id));
    const told = known && isSigned(known.service, known.state) ? {} : form;
    const pausesAt = pausesAfterSignature(before);
    return walkApplication("residence-registration", iin, target, { form: told, pausesAt });
  };
  const walked = await goOn(to);
  if (walked.kind !== "reached") throw new Error(JSON.stringify(walked));
  const { id } = walked;
  const state = async () => {
    const application = await findApplication(id);
    if (!application) throw new Error("it was just there");
    return application.state;
  };
  const asked = async () => {
    const rows = await db.consentRequest.findMany({ where: { applicationId: id, closedAt: null } });
    return rows.map(({ owner }) => owner).toSorted();
  };
  const sign = async () => {
    const prepared = await prepareSignature(id, iin, "kk");
    if (!prepared.ok) throw new Error(prepared.error.kind);
    const { nonce, text } = prepared.value;
    return signApplication({ id, applicant: iin, nonce, cms: await signFor(iin, text, await clockOf(iin)) });
  };
  return { id, iin, rka, named: form["ownerIin"] ?? "", goOn, state, asked, sign };
}

/** Stands still before a stage of a kind that comes after the signature. */
function pausesAfterSignature(kind: "check" | "place" | undefined) {
  return (state: State, next: string | undefined) => next === kind && state.documentHash !== null;
}

async function ownersOf(rka: string): Promise<Iin[]> {
  const rows = await db.mockDwellingOwner.findMany({ where: { rka, until: null } });
  return rows
    .map(({ iin }) => iin ?? "")
    .filter(isIin)
    .toSorted();
}

async function joins(rka: string, owner: { iin: string } | { bin: string }): Promise<void> {
  await db.mockDwellingOwner.create({ data: { rka, ...owner, share: "1/2", since: "2026-11-20" } });
}

async function leaves(rka: string, iin: string): Promise<void> {
  await db.mockDwellingOwner.updateMany({ where: { rka, iin }, data: { until: "2026-11-21" } });
}

async function somebody(more: { birthDate?: string } = {}): Promise<Iin> {
  const [iin] = await newPeople(1);
  if (!iin) throw new Error("nobody");
  await db.mockPerson.update({ where: { iin }, data: more });
  return iin;
}

async function legalEntity(): Promise<{ bin: string }> {
  const { bin } = await db.mockDwellingOwner.findFirstOrThrow({ where: { bin: { not: null } } });
  return { bin: bin ?? "" };
}

async function consents(applicationId: string, owner: Iin): Promise<boolean> {
  const request = await db.consentRequest.findFirstOrThrow({ where: { applicationId, owner, closedAt: null } });
  const prepared = await prepareAnswer(request.id, owner, { answer: "give", reason: null }, "kk");
  if (!prepared.ok) return false;
  const { nonce, text } = prepared.value.document;
  const cms = await signFor(owner, text, await clockOf(owner));
  return (await answerConsent({ id: request.id, owner, nonce, cms })).ok;
}

describe("whoever comes to own a share between the form and the signature", () => {
  it("is asked for consent with the others", async () => {
    const { rka, asked, sign } = await applied("residence-owner-consents", "draft");
    const owners = await ownersOf(rka);
    const newcomer = await somebody();
    await joins(rka, { iin: newcomer });
    expect((await sign()).ok).toBe(true);
    expect(await asked()).toEqual([...owners, newcomer].toSorted());
  });

  it.each([
    ["a child", async () => ({ iin: await somebody({ birthDate: "2015-01-01" }) }), "owner-minor"],
    ["a legal entity", legalEntity, "owner-legal-entity"],
  ] as const)("is %s: nothing is signed, and the service centre helps", async (_, newcomer, reason) => {
    const { rka, state, sign } = await applied("residence-owner-consents", "draft");
    await joins(rka, await newcomer());
    await sign();
    const { outcome, stages } = await state();
    expect(outcome).toMatchObject({ kind: "refused", reason });
    expect(stages["signature"]).toBeUndefined();
  });
});

describe("a co-owner who registers alone in their own full dwelling", () => {
  it("takes no place, and the other owner is not told that there is none", async () => {
    const { id, rka, sign } = await applied("residence-owner-of-full-dwelling", "draft");
    const coOwner = await somebody();
    await joins(rka, { iin: coOwner });
    await sign();
    const request = await db.consentRequest.findFirstOrThrow({ where: { applicationId: id } });
    expect(await viewConsent(request.id, coOwner)).toMatchObject({ isEntitled: true, occupied: null });
  });
});

describe("owners who are others than those who have consented", () => {
  it.each([
    ["somebody new", true],
    ["another owner", false],
  ])("since one of them has sold to %s: all of today are asked anew", async (_, isNew) => {
    const { id, rka, named, asked, state, goOn } = await applied("residence-three-owners-consent", "awaiting-consent");
    const before = await ownersOf(rka);
    const [seller, ...rest] = before.toSorted((a, b) => Number(a === named) - Number(b === named));
    if (!seller) throw new Error("nobody");
    expect(await consents(id, seller)).toBe(true);
    await leaves(rka, seller);
    if (isNew) await joins(rka, { iin: await somebody() });
    for (const owner of rest) expect(await consents(id, owner)).toBe(true);
    await judgeChecks(id);
    expect((await state()).stages["owners-unchanged"]).toMatchObject({ status: "refused" });
    expect((await state()).stages["consent"]).toBeUndefined();
    expect(await goOn("awaiting-consent")).toMatchObject({ kind: "reached", state: "awaiting-consent" });
    expect(await asked()).toEqual(await ownersOf(rka));
  });
});

describe("the applicant after the signature", () => {
  it.each([
    ["dies", { deathDate: "2026-11-21" }, "deceased"],
    ["is no citizen any more", { citizenship: "RU" }, "not-citizen"],
    ["loses capacity", { capacity: "incapable" }, "no-full-capacity"],
  ])("%s while an owner thinks, and is registered nowhere", async (_, change, reason) => {
    const { id, iin, goOn, state } = await applied("residence-owner-consents", "awaiting-consent");
    expect(await goOn("done", "place")).toMatchObject({ kind: "reached" });
    await db.mockPerson.update({ where: { iin }, data: change });
    await takePlace(id);
    expect((await state()).outcome).toMatchObject({ kind: "refused", reason });
    expect(await db.heldPlace.count({ where: { applicationId: id } })).toBe(0);
    expect(await db.mockRegistration.count({ where: { key: id } })).toBe(0);
  });

  it("is told while GBD FL keeps the place waiting: which, since when, when it had answered last, and no service centre", async () => {
    const { id, iin, goOn } = await applied("residence-room-left", "awaiting-consent");
    expect(await goOn("done", "place")).toMatchObject({ kind: "reached" });
    const shown = async () => {
      const application = await openOwnApplication(id, iin);
      return application && viewSilence(application);
    };
    expect(await shown()).toBeNull();
    await db.mockFault.create({ data: { database: "individuals", kind: "error", iin } });
    await takePlace(id);
    const silence = await shown();
    expect(silence).toMatchObject({ databases: ["individuals"], isOnlineOnly: true });
    const { since, lastAnswers } = silence ?? {};
    const last = lastAnswers?.["individuals"]?.getTime() ?? 0;
    expect(last).toBeLessThan(since?.getTime() ?? 0);
    expect(last).toBeGreaterThan((since?.getTime() ?? 0) - 120_000);
    await db.mockFault.deleteMany({ where: { iin } });
    await takePlace(id);
    expect(await shown()).toBeNull();
  });
});

describe("owners after the signature", () => {
  it.each([
    ["a legal entity joins them", async (rka: string) => joins(rka, await legalEntity()), "owner-legal-entity"],
    [
      "one of them is found incapable",
      async (rka: string) => {
        const [iin = ""] = await ownersOf(rka);
        await db.mockPerson.update({ where: { iin }, data: { capacity: "incapable" } });
      },
      "owner-incapable",
    ],
  ] as const)("are looked up again before anybody is registered: %s", async (_, happens, reason) => {
    const { rka, goOn, state } = await applied("residence-owner-consents", "awaiting-consent");
    expect(await goOn("done", "check")).toMatchObject({ kind: "reached" });
    await happens(rka);
    expect(await goOn("done")).toMatchObject({ kind: "refused" });
    expect((await state()).stages["consent"]).toBeUndefined();
    await goOn("done");
    expect((await state()).outcome).toMatchObject({ kind: "refused", reason });
  });

  it("are looked up once more when the place is taken, which may be days later", async () => {
    const { id, rka, goOn, state, asked } = await applied("residence-owner-consents", "awaiting-consent");
    expect(await goOn("done", "place")).toMatchObject({ kind: "reached" });
    await joins(rka, { iin: await somebody() });
    await takePlace(id);
    expect((await state()).stages["place"]).toBeUndefined();
    expect((await state()).stages["dwelling"]).toBeUndefined();
    expect(await goOn("awaiting-consent")).toMatchObject({ kind: "reached", state: "awaiting-consent" });
    expect(await asked()).toEqual(await ownersOf(rka));
    expect(await goOn("done")).toMatchObject({ kind: "reached", state: "granted" });
  });
});
