import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { binSchema, type Bin } from "@/lib/kernel/bin";
import { checkDigit, iinSchema, type Iin } from "@/lib/kernel/iin";
import type { KeyRight } from "@/lib/kernel/key-right";
import { localDate } from "@/lib/kernel/local-date";
import { now as clockOf, realNow } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { signWithTestKey } from "@/lib/infra/signing/test-ca/sign-with-test-key";
import { testKeyPassword } from "@/lib/infra/signing/test-ca/test-ca";
import type { Locale } from "@/lib/i18n/locale";
import type { ActsForEntity, Applicant } from "@/lib/process/applicant";
import { defineService } from "@/lib/process/define-service";
import { read } from "@/lib/process/facts";
import { passed, refused } from "@/lib/process/stages";
import { stagesFor } from "@/lib/process/stages-for";
import { findApplication } from "./application-record";
import { judgeChecks } from "./judge-checks";
import { keepAnswer, viewKeptAnswer } from "./keep-answer";
import { prepareSignature } from "./prepare-signature";
import { testKeyOf } from "./qa/test-keys";
import { walkApplication } from "./qa/walk";
import { readEvents } from "./read-events";
import { saveStep } from "./save-step";
import { openOwnDocument } from "./sealed-documents/own-documents";
import { sendNotice } from "./send-notice";
import { signApplication } from "./sign-application";
import { openForCode } from "./signing/code-way";
import { viewOwnSignatures } from "./signing/stored-signatures";
import { startApplication } from "./start-application";
import { openOwnApplication, timelineOf } from "./view-application";
import { viewCabinet } from "./view-cabinet";
import { viewEntityCabinet } from "./view-entity-cabinet";
import { withdrawApplication } from "./withdraw-application";
import type * as words from "./words";

/** A service for people and for entities: its rule tells them apart by the BIN, and asks GBD UL of the entity alone. */
const declared = vi.hoisted(() => ({ id: "for-entities" }));
vi.mock(import("@/lib/services"), async (importOriginal) => {
  const original = await importOriginal();
  const reads = {
    entity: read("legal-entities", (gbdUl, { bin }) =>
      bin === null ? Promise.resolve({ kind: "not-found" }) : gbdUl.entity({ bin }),
    ),
  };
  const reasons = { closed: { clause: "none", instead: "none" } } as const;
  const form = { wish: z.strictObject({ wish: z.string().min(1).max(40) }) };
  const { check, step, signature } = stagesFor({ reads, reasons, form });
  const service = defineService({
    id: declared.id,
    version: 1,
    audience: ["citizen", "entity"],
    legalBasis: { seed: "S0", from: localDate("2026-01-01"), to: null },
    reads,
    reasons,
    form,
    stages: [
      check({
        id: "entity",
        clause: "none",
        when: ({ bin }) => bin !== undefined,
        uses: ["entity"],
        judge: ({ entity }, { bin }) =>
          entity.kind === "found" && entity.value.status === "active" && entity.value.bin === bin
            ? passed({ holder: entity.value.nameKk })
            : refused("closed"),
      }),
      step({ id: "wish", clause: "none", fields: [{ kind: "text", name: "wish" }] }),
      signature({ id: "signature", clause: "none", methods: ["eds", "otp"], rechecks: ["entity"] }),
      {
        kind: "task",
        id: "review",
        clause: "none",
        roles: () => ["umd-officer:71"],
        term: { workingDays: 1 },
        decisions: { approve: { outcome: "continue" } },
      },
    ],
    examples: [],
    draftDays: 30,
    termWorkingDays: 3,
    withdrawableUntil: "review",
  });
  const serviceToday = (id: string) => (id === service.id ? service : original.serviceToday(id));
  return {
    ...original,
    services: [...original.services, service],
    serviceToday,
    serviceOf: (application) => (application.service === service.id ? service : original.serviceOf(application)),
  };
});
// The service has no words of its own: the keys will do.
vi.mock("./words", async (importOriginal) => {
  const original = await importOriginal<typeof words>();
  const echo = Object.assign((key: string) => key, { has: () => false });
  const wordsOf = (locale: Locale, area: string) =>
    area.startsWith(`services.${declared.id}`) ? echo : original.wordsOf(locale, area);
  return { ...original, wordsOf, linesOf: () => [] };
});

let count = 0;
function number(start: string): string {
  for (;;) {
    count += 1;
    const first = `${start}${String(count).padStart(4, "0")}`;
    const digit = checkDigit(first);
    if (digit !== null) return first + String(digit);
  }
}
const freshIin = () => iinSchema.parse(number("8909094"));

/** An entity, with accounts of its head, of somebody with the right to sign, and of an employee. */
async function entity(): Promise<{ bin: Bin; head: ActsForEntity; signer: ActsForEntity; employee: ActsForEntity }> {
  const bin = binSchema.parse(number("2105400"));
  const acts = (right: KeyRight): ActsForEntity => ({ iin: freshIin(), bin, right });
  const [head, signer, employee] = [acts("head"), acts("sign"), acts("employee")];
  const names = { nameKk: "«Самал» ЖШС", nameRu: "ТОО «Самал»" };
  await db.mockLegalEntity.create({ data: { bin, ...names, head: head.iin, status: "active" } });
  for (const { iin, right } of [head, signer, employee]) {
    await db.entityAccount.create({
      data: {
        bin,
        iin,
        passwordHash: "none",
        keyRight: right,
        ...names,
        email: `${right}@samal.kz`,
        emailVerifiedAt: realNow(),
      },
    });
  }
  return { bin, head, signer, employee };
}

async function started(applicant: Applicant): Promise<string> {
  const at = await startApplication(declared.id, applicant);
  if (!at.ok) throw new Error(at.error.kind);
  await judgeChecks(at.value.id);
  return at.value.id;
}

const answer = (id: string, applicant: Applicant) =>
  saveStep({ id, applicant, stage: "wish", input: { wish: "анықтама" } });

/** An application whose form is filled in. */
async function ready(applicant: Applicant): Promise<string> {
  const id = await started(applicant);
  const saved = await answer(id, applicant);
  if (!saved.ok) throw new Error(saved.error.kind);
  return id;
}

/** Signs with a key: the person's own, or one that they hold in an organisation. Out: what stood against it, or "signed". */
async function sign(id: string, applicant: Applicant, iin: Iin, key?: { bin: Bin; right: KeyRight }): Promise<string> {
  const prepared = await prepareSignature(id, applicant, "kk");
  if (!prepared.ok) return prepared.error.kind;
  const { nonce, text } = prepared.value;
  const file = await testKeyOf(iin, "valid", key);
  const bytes = new TextEncoder().encode(text);
  const cms = Buffer.from(await signWithTestKey(bytes, file, testKeyPassword, await clockOf(iin))).toString("base64");
  const signed = await signApplication({ id, applicant, nonce, cms });
  if (signed.ok) return "signed";
  const { error } = signed;
  if (error.kind === "signature") return error.failure.reason;
  return error.kind === "entity" ? error.refusal : error.kind;
}

beforeAll(() => db.mockLegalEntity.deleteMany());
afterAll(() => db.$disconnect());

describe("an application for a legal entity", () => {
  it("is the entity's: whoever began it sees it, the head and those with the right to sign do, another employee does not", async () => {
    const { bin, head, signer, employee } = await entity();
    const other = await entity();
    const id = await started(employee);
    expect((await openOwnApplication(id, employee))?.bin).toBe(bin);
    expect(await openOwnApplication(id, head)).not.toBeNull();
    expect(await openOwnApplication(id, signer)).not.toBeNull();
    const colleague: ActsForEntity = { iin: freshIin(), bin, right: "employee" };
    for (const nobody of [colleague, other.head, { ...employee, bin: other.bin }, employee.iin, head.iin]) {
      expect(await openOwnApplication(id, nobody)).toBeNull();
    }
    const mine = await started(employee.iin);
    for (const nobody of [employee, head, { ...head, iin: employee.iin }]) {
      expect(await openOwnApplication(mine, nobody)).toBeNull();
    }
    expect(await openOwnApplication(mine, employee.iin)).not.toBeNull();
  });

  it("is one per entity and service, whoever began it, beside one's own", async () => {
    const { head, signer, employee } = await entity();
    const id = await started(employee);
    expect(await started(head)).toBe(id);
    expect(await started(signer)).toBe(id);
    const colleague: ActsForEntity = { ...employee, iin: freshIin() };
    expect(await startApplication(declared.id, colleague)).toMatchObject({ ok: false, error: { kind: "colleague" } });
    expect(await started(employee.iin)).not.toBe(id);
    const { bin } = head;
    const at = await Promise.all(
      Array.from({ length: 8 }, async () => startApplication(declared.id, (await entity()).head)),
    );
    expect(new Set(at.map((one) => (one.ok ? one.value.id : ""))).size).toBe(8);
    const fresh = await entity();
    const many = await Promise.all(
      [fresh.head, fresh.signer, fresh.head, fresh.signer].map((one) => startApplication(declared.id, one)),
    );
    expect(new Set(many.map((one) => (one.ok ? one.value.id : one.error.kind))).size).toBe(1);
    expect(await db.application.count({ where: { bin, outcome: null } })).toBe(1);
  });

  it("is started only for what is for entities, and a person is told so too", async () => {
    const { head } = await entity();
    expect(await startApplication("id-card-renewal", head)).toEqual({ ok: false, error: { kind: "other-audience" } });
  });

  it("asks the state databases of the entity, and says in what is signed for whom and by whom", async () => {
    const { bin, head } = await entity();
    const id = await ready(head);
    const application = await findApplication(id);
    expect(application?.state.evidence["entity"]).toEqual({ holder: "«Самал» ЖШС" });
    const prepared = await prepareSignature(id, head, "ru");
    const text = prepared.ok ? prepared.value.text : "";
    expect(text).toContain(`БИН организации-заявителя: ${bin}`);
    expect(text).toContain(`ИИН подписывающего от имени организации: ${head.iin}`);
    expect(text).not.toContain("ИИН заявителя");
  });

  it("is signed by the entity's key with the right alone: not by one's own, another entity's, an employee's", async () => {
    const { bin, head, signer, employee } = await entity();
    const other = await entity();
    const id = await ready(employee);
    expect(await sign(id, employee, employee.iin)).toBe("own-key");
    expect(await sign(id, employee, employee.iin, { bin: other.bin, right: "head" })).toBe("other-entity");
    expect(await sign(id, employee, employee.iin, { bin, right: "employee" })).toBe("may-not-sign");
    // A head's key of somebody whom the register does not name as the head.
    expect(await sign(id, employee, employee.iin, { bin, right: "head" })).toBe("entity-other-head");
    expect(await sign(id, head, signer.iin, { bin, right: "sign" })).toBe("wrong-person");
    expect(await sign(id, head.iin, head.iin)).toBe("not-found");
    expect((await findApplication(id))?.state.stages["signature"]).toBeUndefined();
    expect(await sign(id, signer, signer.iin, { bin, right: "sign" })).toBe("signed");
    const stored = await db.signature.findFirstOrThrow({ where: { applicationId: id } });
    expect(stored.signer).toBe(signer.iin);
    // Everybody to whom it is open reads whose signature it was, verified again.
    for (const one of [employee, head, signer]) {
      const seen = await viewOwnSignatures(id, one);
      expect(seen?.signatures.map(({ verdict }) => verdict.kind)).toEqual(["valid"]);
    }
    expect(await viewOwnSignatures(id, employee.iin)).toBeNull();
    expect((await readEvents(id)).at(-1)?.actor).toMatchObject({ kind: "citizen", iin: signer.iin, bin });
  });

  it("is signed by whom a password let in as an employee, when their key has the right: the key decides", async () => {
    const { bin, signer } = await entity();
    const byPassword: ActsForEntity = { ...signer, right: "employee" };
    const id = await ready(byPassword);
    expect(await sign(id, byPassword, signer.iin, { bin, right: "sign" })).toBe("signed");
  });

  it("looks at the right again when it is signed: a closed entity, another head, a silent register", async () => {
    const { bin, head } = await entity();
    const id = await ready(head);
    const key = { bin, right: "head" } as const;
    await db.mockLegalEntity.update({ where: { bin }, data: { status: "closed" } });
    expect(await sign(id, head, head.iin, key)).toBe("entity-closed");
    await db.mockLegalEntity.update({ where: { bin }, data: { status: "active", head: freshIin() } });
    expect(await sign(id, head, head.iin, key)).toBe("entity-other-head");
    await db.mockLegalEntity.update({ where: { bin }, data: { head: head.iin } });
    const fault = await db.mockFault.create({ data: { database: "legal-entities", kind: "error", iin: null } });
    expect(await sign(id, head, head.iin, key)).toBe("entity-silent");
    await db.mockFault.delete({ where: { id: fault.id } });
    expect(await sign(id, head, head.iin, key)).toBe("signed");
  });

  it("takes no one-time code", async () => {
    const { head } = await entity();
    const id = await ready(head);
    const prepared = await prepareSignature(id, head, "kk");
    const nonce = prepared.ok ? prepared.value.nonce : "";
    await db.account.create({
      data: { iin: head.iin, passwordHash: "none", roles: ["citizen"], phone: `+7708${head.iin.slice(5)}` },
    });
    expect(await openForCode(nonce, head.iin)).toMatchObject({ way: { kind: "eds-only" } });
    expect(await signApplication({ id, applicant: head, nonce, code: "000000" })).toMatchObject({
      ok: false,
      error: { kind: "code", failure: { kind: "shut" } },
    });
  });

  it("is thrown away by whoever prepares it until it is signed, then taken back by those who may sign alone", async () => {
    const { bin, head, employee } = await entity();
    const id = await ready(employee);
    expect(await sign(id, head, head.iin, { bin, right: "head" })).toBe("signed");
    expect(await withdrawApplication(id, employee)).toMatchObject({ ok: false, error: { kind: "not-available" } });
    expect(await withdrawApplication(id, head.iin)).toEqual({ ok: false, error: { kind: "not-found" } });
    expect((await withdrawApplication(id, head)).ok).toBe(true);
    // Whoever has not done it is not told that they have, nor that they wished it.
    const told = { bin, applicationId: id, kind: { startsWith: "application-withdrawn" } };
    const notices = await db.notice.findMany({ where: told, select: { id: true, iin: true, kind: true } });
    expect(new Set(notices.map(({ kind }) => kind))).toEqual(new Set(["application-withdrawn-entity"]));
    const theirs = notices.find(({ iin }) => iin === employee.iin);
    await sendNotice(theirs?.id ?? "");
    const { text } = await db.mockMessage.findFirstOrThrow({ where: { iin: employee.iin } });
    expect(text).toMatch(/«Самал» ЖШС: № \S+ өтініш қайтарып алынды\.$/);
    const draft = await started(employee);
    expect((await withdrawApplication(draft, employee)).ok).toBe(true);
  });

  it("stands on the entity's page, with its notices; nothing of it in anybody's own cabinet", async () => {
    const { bin, head, employee } = await entity();
    for (const { iin } of [head, employee]) {
      await db.account.create({
        data: { iin, passwordHash: "none", roles: ["citizen"], phone: `+7707${iin.slice(5)}` },
      });
    }
    const id = await ready(employee);
    expect(await sign(id, head, head.iin, { bin, right: "head" })).toBe("signed");
    for (const one of [head, employee]) {
      const own = await viewCabinet(one.iin);
      expect([own.applications, own.notices, own.unread]).toEqual([[], [], 0]);
      const cabinet = await viewEntityCabinet(one);
      expect(cabinet.applications.map((application) => application.id)).toEqual([id]);
      expect(cabinet.notices.map(({ kind }) => kind)).toContain("application-submitted");
    }
    const colleague: ActsForEntity = { ...employee, iin: freshIin() };
    expect((await viewEntityCabinet(colleague)).applications).toEqual([]);
    // Whose deed it was is told apart, without a name; to an officer they are one applicant.
    const stored = await readEvents(id);
    const doneBy = (viewer?: Applicant) =>
      ["application-started", "document-signed"].map(
        (type) => timelineOf(stored, viewer).find((event) => event.type === type)?.actor,
      );
    expect(doneBy(employee)).toEqual(["citizen", "colleague"]);
    expect(doneBy(head)).toEqual(["colleague", "citizen"]);
    expect(doneBy()).toEqual(["citizen", "citizen"]);
    expect(JSON.stringify(timelineOf(stored, employee))).not.toContain(head.iin);
    const notice = await db.notice.findFirstOrThrow({ where: { bin, iin: employee.iin } });
    await sendNotice(notice.id);
    expect(
      await db.mockMessage.findMany({ where: { key: { startsWith: notice.id } }, select: { channel: true, to: true } }),
    ).toEqual([{ channel: "email", to: "employee@samal.kz" }]);
  });

  it("stands on its preparer's page however many others of the entity were touched since", async () => {
    const { head, employee } = await entity();
    await db.account.create({
      data: { iin: employee.iin, passwordHash: "none", roles: ["citizen"], phone: `+7709${employee.iin.slice(5)}` },
    });
    const id = await started(employee);
    const row = await db.application.findUniqueOrThrow({ where: { id } });
    const state = row.state as object;
    const others = Array.from({ length: 50 }, () => {
      const other = randomUUID();
      const ended = { ...state, id: other, applicant: head.iin, outcome: "withdrawn" };
      return {
        ...{ ...row, id: other, number: `${row.number}-${other}`, applicant: head.iin, outcome: "withdrawn" },
        ...{ state: ended, updatedAt: new Date(row.updatedAt.getTime() + 60_000) },
      };
    });
    await db.application.createMany({ data: others });
    expect((await viewEntityCabinet(employee)).applications.map((application) => application.id)).toEqual([id]);
    expect((await viewEntityCabinet(head)).applications).toHaveLength(50);
  });

  it("keeps what was typed after a lapse for the same person acting for the same entity", async () => {
    const { employee } = await entity();
    const id = await started(employee);
    const given = { applicationId: id, stage: "wish", input: { wish: "кейін" } };
    await keepAnswer({ applicant: employee.iin, ...given });
    expect(await viewKeptAnswer(employee.iin, id, "wish")).toBeNull();
    await keepAnswer({ applicant: employee, ...given });
    expect(await viewKeptAnswer(employee.iin, id, "wish")).toEqual({ wish: "кейін" });
  });

  it("is walked by the QA API like anybody's, and its documents are the entity's", async () => {
    const { head } = await entity();
    const walked = await walkApplication(declared.id, head, "in-review", { form: { wish: "анықтама" } });
    expect(walked).toMatchObject({ kind: "reached", state: "in-review" });
    const id = walked.kind === "reached" ? walked.id : "";
    expect(await openOwnDocument(id, head.iin, "receipt", "kk")).toBeNull();
  });
});
