import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Iin } from "@/lib/kernel/iin";
import { now as clockOf } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { changeApplication } from "./change-application";
import { viewConsent, viewConsents } from "./consents/view-consents";
import { newPeople } from "./homes-for-tests";
import { judgeChecks } from "./judge-checks";
import { prepareSignature } from "./prepare-signature";
import { copyForScenario, renamed } from "./qa/copy-person";
import { loadDemoWorld } from "./qa/demo-world-for-tests";
import { findScenario } from "./qa/scenarios";
import { signFor } from "./qa/test-keys";
import { walkApplication } from "./qa/walk";
import { rankScore, surely } from "./rank-score-for-tests";
import { saveStep } from "./save-step";
import { signApplication } from "./sign-application";
import { startApplication } from "./start-application";

vi.setConfig({ testTimeout: 120_000 });
beforeAll(loadDemoWorld, 120_000);
afterAll(() => db.$disconnect());

const kinds = [
  ["residence-registration", "residence-owner-consents"],
  ["temporary-registration", "stay-owner-consents"],
] as const;

async function persona(name: string) {
  const scenario = findScenario(name);
  const copied = scenario ? await copyForScenario(scenario) : undefined;
  if (!scenario || !copied?.ok) throw new Error("The scenario cannot be played");
  return { iin: copied.value.iin, form: renamed(scenario.example.answers ?? {}, copied.value) };
}

const applicationsOf = (applicant: Iin) => db.application.count({ where: { applicant } });

describe.each(kinds)("%s", (service, scenario) => {
  it("is applied for once by ten clicks and tabs, and the same one is found later, signed or not", async () => {
    const { iin, form } = await persona(scenario);
    const started = await Promise.all(Array.from({ length: 10 }, () => startApplication(service, iin)));
    const ids = new Set(started.map((one) => (one.ok ? one.value.id : one.error.kind)));
    expect(ids.size).toBe(1);
    const [id = ""] = ids;
    const walked = await walkApplication(service, iin, "awaiting-consent", { form });
    expect(walked).toMatchObject({ kind: "reached", id });
    expect(await startApplication(service, iin)).toMatchObject({ ok: true, value: { id, isNew: false } });
    expect(await applicationsOf(iin)).toBe(1);
  });

  it("is signed once, from two tabs and by the back button", async () => {
    const { iin, form } = await persona(scenario);
    const walked = await walkApplication(service, iin, "draft", { form });
    if (walked.kind !== "reached") throw new Error(JSON.stringify(walked));
    const { id } = walked;
    const prepared = await prepareSignature(id, iin, "kk");
    if (!prepared.ok) throw new Error(prepared.error.kind);
    const { nonce, text } = prepared.value;
    const signed = { id, applicant: iin, nonce, cms: await signFor(iin, text, await clockOf(iin)) };
    const tabs = await Promise.all(Array.from({ length: 5 }, () => signApplication(signed)));
    expect(tabs.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await signApplication(signed)).ok).toBe(false);
    expect(await prepareSignature(id, iin, "kk")).toMatchObject({ ok: false, error: { kind: "not-available" } });
    expect(await db.signature.count({ where: { applicationId: id } })).toBe(1);
    expect(await db.consentRequest.count({ where: { applicationId: id } })).toBe(1);
  });

  it("is not signed before it is filled in, nor with what was prepared for another application", async () => {
    const { iin, form } = await persona(scenario);
    const started = await startApplication(service, iin);
    if (!started.ok) throw new Error(started.error.kind);
    const { id } = started.value;
    expect(await prepareSignature(id, iin, "kk")).toMatchObject({ ok: false, error: { kind: "not-available" } });
    const sign = {
      type: "sign",
      stage: "signature",
      signatureId: randomUUID(),
      documentHash: "h",
      method: "eds",
    } as const;
    const actor = { kind: "citizen", iin } as const;
    expect(await changeApplication({ id, actor, command: { ...sign, facts: {} } })).toMatchObject({
      ok: false,
      error: { kind: "not-available" },
    });
    const [otherService] = kinds.find(([one]) => one !== service) ?? [service];
    const other = await walkApplication(otherService, iin, "draft", { form: { ...form, ...stay(await clockOf(iin)) } });
    if (other.kind !== "reached") throw new Error(JSON.stringify(other));
    const prepared = await prepareSignature(other.id, iin, "kk");
    if (!prepared.ok) throw new Error(prepared.error.kind);
    const { nonce, text } = prepared.value;
    const cms = await signFor(iin, text, await clockOf(iin));
    expect((await signApplication({ id, applicant: iin, nonce, cms })).ok).toBe(false);
    expect(await db.signature.count({ where: { applicationId: id } })).toBe(0);
  });

  it("asks no tenant: whoever lives there without a share finds no request", async () => {
    const { iin, form } = await persona(scenario);
    const [tenant] = await newPeople(1);
    if (!tenant) throw new Error("nobody");
    await db.mockRegistration.create({
      data: { iin: tenant, rka: form["rka"] ?? "", kind: "permanent", from: "2020-01-01" },
    });
    const walked = await walkApplication(service, iin, "awaiting-consent", { form });
    if (walked.kind !== "reached") throw new Error(JSON.stringify(walked));
    const requests = await db.consentRequest.findMany({ where: { applicationId: walked.id } });
    expect(requests.map(({ owner }) => owner)).toEqual([form["ownerIin"]]);
    expect(await viewConsents(tenant)).toEqual([]);
    expect(await viewConsent(requests[0]?.id ?? "", tenant)).toBeNull();
  });
});

/** A stay of two months from today. */
function stay(now: Date): Record<string, string> {
  const from = now.toISOString().slice(0, 10);
  return { from, to: new Date(now.getTime() + 60 * 86_400_000).toISOString().slice(0, 10) };
}

describe("a pair of address and owner that does not match", () => {
  const nowhere = "0201990099999999";

  /** Somebody who stands before the page that asks for the owner, ten tries of a day before them. */
  async function prober() {
    const { iin, form } = await persona("residence-wrong-pair");
    const walked = await walkApplication("residence-registration", iin, "draft", {
      form,
      pausesAt: (_, __, stage) => stage === "address-code",
    });
    if (walked.kind !== "reached") throw new Error(JSON.stringify(walked));
    const { id } = walked;
    const probe = async (rka: string, ownerIin: string) => {
      await saveStep({ id, applicant: iin, stage: "address-code", input: { rka } });
      const saved = await saveStep({ id, applicant: iin, stage: "owner", input: { ownerIin } });
      if (!saved.ok) throw new Error(saved.error.kind);
      const from = performance.now();
      await judgeChecks(id);
      const took = performance.now() - from;
      const [last] = await db.applicationEvent.findMany({
        where: { applicationId: id, type: "check-refused" },
        orderBy: { seq: "desc" },
        take: 1,
      });
      return { said: JSON.stringify(last?.data), took };
    };
    return { iin, probe };
  }

  /** Dwellings that are there, with more and fewer owners, full and empty, of people and of a legal entity. */
  async function others(): Promise<readonly string[]> {
    const rows = await db.mockDwelling.findMany({
      where: { kato: { startsWith: "71" } },
      select: { rka: true },
      take: 6,
    });
    const entity = await db.mockDwellingOwner.findFirstOrThrow({ where: { bin: { not: null } } });
    return [...rows.map(({ rka }) => rka), entity.rka];
  }

  it("gets one answer: a full dwelling, another's, a legal entity's, one where a relative lives, and none at all", async () => {
    const { iin, probe } = await prober();
    const said = new Set<string>();
    for (const rka of [nowhere, ...(await others())]) said.add((await probe(rka, iin)).said);
    expect([...said]).toEqual([expect.stringContaining("no-dwelling-of-owner")]);
  });

  it("gets it after the same time, whether there is such a dwelling or not", { timeout: 240_000 }, async () => {
    const times = { there: new Array<number>(), nowhere: new Array<number>() };
    const full = await db.mockDwellingOwner.groupBy({ by: ["rka"], where: { until: null }, _count: { rka: true } });
    // The one with the most owners: each of them finds the question in their log.
    const [most] = full.toSorted((one, other) => other._count.rka - one._count.rka);
    for (let people = 0; people < 6; people += 1) {
      const { iin, probe } = await prober();
      for (let turn = 0; turn < 10; turn += 1) {
        const isThere = (turn + people) % 2 === 0;
        const { took } = await probe(isThere ? (most?.rka ?? "") : nowhere, iin);
        times[isThere ? "there" : "nowhere"].push(took);
      }
    }
    expect(Math.abs(rankScore(times.there, times.nowhere))).toBeLessThan(surely);
    // The least that either takes is what the portal waits for, not what it has found.
    for (const each of Object.values(times)) expect(Math.min(...each)).toBeGreaterThan(240);
  });
});
