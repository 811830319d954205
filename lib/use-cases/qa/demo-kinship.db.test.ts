import { beforeAll, describe, expect, it } from "vitest";
import { iinSchema } from "@/lib/kernel/iin";
import { localDate } from "@/lib/kernel/local-date";
import { rkaSchema } from "@/lib/kernel/rka";
import { db } from "@/lib/infra/db/client";
import { kinshipExamples } from "@/lib/residence/kinship-examples";
import { kinshipClaimSchema } from "@/lib/residence/kinship/claim";
import { judgeKinship } from "@/lib/residence/kinship/judge";
import { readKinshipRecords, readMart, readStudies, type ClaimedKinship } from "@/lib/residence/kinship/read";
import { capacityOf, normOn } from "@/lib/residence/norm";
import type { DatabaseName, Ports } from "@/lib/state-databases/ports";
import { locales } from "@/lib/i18n/locale";
import { evidenceTold } from "@/lib/process/evidence-told";
import { findApplication } from "@/lib/use-cases/application-record";
import { linesOf } from "@/lib/use-cases/words";
import { portsFor } from "@/lib/state-databases/world-for-tests";
import { loadDemoWorld } from "./demo-world-for-tests";
import { walkApplication } from "./walk";

const today = localDate("2026-11-21");
const rows = kinshipExamples("demo").map((example) => [example.id, example] as const);

beforeAll(loadDemoWorld, 120_000);

/** What the mocks say of a row of the demo dataset, asked as the services ask them. */
async function ask(id: string, settings: Parameters<typeof portsFor>[2] = {}) {
  const example = rows.find(([name]) => name === id)?.[1];
  if (!example) throw new Error(`No row ${id}`);
  const applicant = iinSchema.parse(example.persona);
  const ports = await portsFor(applicant, {}, { timeLimitMs: 30_000, ...settings });
  const dwelling = await ports["real-estate"].dwelling({ rka: rkaSchema.parse(example.answers?.["rka"]) });
  if (dwelling.kind !== "found") throw new Error(dwelling.kind);
  const owners = dwelling.value.owners.flatMap(({ iin }) => (iin === undefined ? [] : [iin]));
  const { degree, via } = example.answers ?? {};
  const claimed = { claim: kinshipClaimSchema.parse({ degree, via }), applicant, owners, today };
  return { example, dwelling: dwelling.value, claimed, ports };
}

async function findingOf(id: string, settings: Parameters<typeof portsFor>[2] = {}) {
  const { claimed, ports } = await ask(id, settings);
  return settle(claimed, ports);
}

async function settle(claimed: ClaimedKinship, ports: Ports) {
  const [records, mart, colleges, universities] = await Promise.all([
    readKinshipRecords(ports["civil-status"], claimed),
    readMart(ports["kinship-mart"], claimed),
    readStudies(ports.schools, claimed),
    readStudies(ports.universities, claimed),
  ]);
  for (const answer of [records, mart, colleges, universities]) if (answer.kind !== "found") return answer;
  if (records.kind !== "found" || mart.kind !== "found" || colleges.kind !== "found" || universities.kind !== "found")
    throw new Error("unreachable");
  return judgeKinship({ records, mart, colleges, universities }, claimed);
}

async function breakFor<T>(database: DatabaseName, work: () => Promise<T>): Promise<T> {
  await db.mockFault.create({ data: { database, kind: "error" } });
  try {
    return await work();
  } finally {
    await db.mockFault.deleteMany();
  }
}

describe("the demo dataset's families", () => {
  it.each(rows)("%s, before a dwelling in which the norm is reached", async (id, { expect: expected }) => {
    const { dwelling, claimed, ports } = await ask(id);
    const finding = await settle(claimed, ports);
    expect(finding.kind).toBe(expected === "granted" ? "confirmed" : "not-confirmed");
    const norm = normOn(dwelling.kato, today);
    const without = [claimed.applicant];
    const count = await ports.individuals.registeredCount({ rka: dwelling.rka, from: today, without });
    if (norm === undefined || count.kind !== "found") throw new Error("no norm");
    expect(count.value.count).toBeGreaterThanOrEqual(capacityOf(dwelling, norm));
  });

  it("tells what Smart Data Ukimet knew: rightly, not at all, or of a marriage that is over", async () => {
    const word = async (id: string) => {
      const finding = await findingOf(id);
      return finding.kind === "confirmed" ? finding.evidence["mart"] : finding;
    };
    expect(await word("demo-kin-child")).toBe("agrees");
    expect(await word("demo-kin-half-by-mother")).toBe("differs");
    expect(await word("demo-no-kin-divorced")).toEqual({ kind: "not-confirmed", because: "no-tie" });
  });
});

describe("silence", () => {
  const settings = { retryDelayMs: 1, breakers: new Map() };

  it("of ZAGS is no absence of kinship", async () => {
    const silent = await breakFor("civil-status", () => findingOf("demo-no-kin-divorced", settings));
    expect(silent).toEqual({ kind: "unavailable" });
  });

  it("of Smart Data Ukimet changes nothing", async () => {
    const settled = await breakFor("kinship-mart", () => findingOf("demo-kin-child", settings));
    expect(settled).toMatchObject({ kind: "confirmed", evidence: { mart: "silent" } });
  });

  it("of NOBD keeps a student waiting, and nobody else", async () => {
    expect(await breakFor("schools", () => findingOf("demo-no-kin-graduate", settings))).toEqual({
      kind: "unavailable",
    });
    expect(await breakFor("schools", () => findingOf("demo-kin-child", settings))).toMatchObject({ kind: "confirmed" });
  });
});

describe("the way from the applicant to the owner", () => {
  it("is for the audit: neither the applicant's pages nor what they sign name anybody on it", async () => {
    const example = kinshipExamples("demo").find(({ id }) => id === "demo-kin-dead-link");
    if (!example) throw new Error("No row");
    const walked = await walkApplication("residence-registration", iinSchema.parse(example.persona), "signed", {
      form: example.answers ?? {},
    });
    if (walked.kind !== "reached") throw new Error(JSON.stringify(walked));
    const application = await findApplication(walked.id);
    if (!application) throw new Error("gone");
    const { service, state } = application;
    const chain = state.evidence["kinship-confirmed"]?.["chain"] ?? "";
    const between = [...chain.matchAll(/[0-9]{12}/g)].map(([iin]) => iin).slice(1, -1);
    expect(between).toHaveLength(1);
    const told = service.stages.map(({ id }) => evidenceTold(service, state, id));
    const signed = locales.flatMap((locale) => linesOf(service, state, today, locale));
    const documents = await db.signature.findMany({ where: { applicationId: walked.id } });
    for (const iin of between)
      expect(
        JSON.stringify([told, signed, documents.map(({ document }) => Buffer.from(document).toString())]),
      ).not.toContain(iin);
    expect(evidenceTold(service, state, "kinship-confirmed")).toEqual({ degree: "grandchild", via: "father" });
  });
});
