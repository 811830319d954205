import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Iin } from "@/lib/kernel/iin";
import { localDateOf } from "@/lib/kernel/local-date";
import type { Rka } from "@/lib/kernel/rka";
import { now as clockOf, setClock } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { findApplication } from "../application-record";
import { changeApplication } from "../change-application";
import { dwellingFor, enlist, newPeople, signedApplication } from "../homes-for-tests";
import { RequestRefused } from "../keep-consent-requests";
import { placeOrder } from "../place-order";
import { sendNotice } from "../send-notice";
import { loadDemoWorld } from "../qa/demo-world-for-tests";
import { signFor } from "../qa/test-keys";
import { ownersSignatureFile, viewOwnersSignatures } from "../signing/stored-signatures";
import { sweepDeadlines } from "../sweep-deadlines";
import { takePlace } from "../take-place";
import { withdrawApplication } from "../withdraw-application";
import { answerConsent } from "./answer-consent";
import { blockApplicant, unblockApplicant, viewBlocked } from "./block-applicant";
import { prepareAnswer, type OwnerAnswer } from "./prepare-answer";
import { viewConsent, viewConsents } from "./view-consents";

// The tests' service has no words of its own: its keys do.
vi.mock(import("../words"), async (importOriginal) => {
  const original = await importOriginal();
  const keys = Object.assign((key: string) => key, { has: () => false, raw: (key: string) => key });
  return {
    ...original,
    wordsOf: (locale, namespace) =>
      namespace === "services.homes-for-tests" ? keys : original.wordsOf(locale, namespace),
  };
});

beforeAll(async () => {
  enlist();
  await loadDemoWorld();
}, 120_000);
afterAll(() => db.$disconnect());

const give: OwnerAnswer = { answer: "give", reason: null };
const decline: OwnerAnswer = { answer: "decline", reason: "do-not-know" };

/** Somebody asks so many owners of a dwelling with room for three. */
async function asked(owners = 1) {
  const [applicant, ...owning] = await newPeople(owners + 1);
  if (!applicant) throw new Error("nobody");
  const rka = await dwellingFor(3, owning);
  return ask(applicant, rka, owning);
}

async function ask(applicant: Iin, rka: Rka, owners: readonly Iin[]) {
  const id = await signedApplication(applicant, rka, owners, await clockOf(applicant));
  const rows = await db.consentRequest.findMany({ where: { applicationId: id }, select: { id: true, owner: true } });
  const request = (owner: Iin | undefined) => rows.find((row) => row.owner === owner)?.id ?? "none";
  const [first, second] = owners;
  if (!first) throw new Error("nobody owns it");
  return { id, applicant, rka, first, second: second ?? first, request };
}

/** A prepared answer with the owner's signature over it. */
async function signed(requestId: string, owner: Iin, answer: OwnerAnswer) {
  const prepared = await prepareAnswer(requestId, owner, answer, "kk");
  if (!prepared.ok) throw new Error(prepared.error.kind);
  const { nonce, text } = prepared.value.document;
  return { id: requestId, owner, nonce, cms: await signFor(owner, text, await clockOf(owner)) };
}

async function answered(requestId: string, owner: Iin, answer: OwnerAnswer): Promise<string> {
  const result = await answerConsent(await signed(requestId, owner, answer));
  return result.ok ? "answered" : result.error.kind;
}

async function standing(id: string): Promise<string> {
  const row = await db.application.findUniqueOrThrow({ where: { id } });
  const state = (await findApplication(id))?.state;
  return state?.outcome ? `${state.outcome.kind}: ${String(state.outcome.reason)}` : (row.stage ?? "nowhere");
}

async function noticesOf(iin: Iin): Promise<string[]> {
  const rows = await db.notice.findMany({ where: { iin }, orderBy: { at: "asc" }, select: { kind: true } });
  return rows.map(({ kind }) => kind);
}

async function eventsOf(applicationId: string, type: string): Promise<number> {
  return db.applicationEvent.count({ where: { applicationId, type } });
}

describe("an owner who is asked", () => {
  it("agrees with a signature, and the application goes on", async () => {
    const { id, applicant, first, request } = await asked();
    expect(await noticesOf(first)).toEqual(["consent-requested"]);
    expect(await answered(request(first), first, give)).toBe("answered");
    expect(await standing(id)).toBe("place");
    const [found] = (await viewOwnersSignatures(request(first), first))?.signatures ?? [];
    expect(found).toMatchObject({ purpose: "consent", signer: first, verdict: { kind: "valid" } });
    expect(found?.text).toContain(applicant);
    expect(await viewOwnersSignatures(request(first), applicant)).toBeNull();
    expect(await ownersSignatureFile(request(first), applicant, found?.id ?? "", "document")).toBeNull();
    expect((await ownersSignatureFile(request(first), first, found?.id ?? "", "document"))?.content).toBeDefined();
  });

  it("declines: that ends it, and the other owner need not answer", async () => {
    const { id, applicant, first, second, request } = await asked(2);
    expect(await answered(request(first), first, decline)).toBe("answered");
    expect(await standing(id)).toBe("refused: consent-declined");
    expect((await prepareAnswer(request(second), second, give, "kk")).ok).toBe(false);
    expect(await viewConsents(second)).toMatchObject([{ answer: "over", outcome: "refused" }]);
    expect(await noticesOf(second)).toEqual(["consent-requested", "consent-over"]);
    expect(await noticesOf(applicant)).toContain("application-refused");
  });

  it("is one of two: the application waits for the other", async () => {
    const { id, first, second, request } = await asked(2);
    expect(await answered(request(first), first, give)).toBe("answered");
    expect(await standing(id)).toBe("consent");
    expect(await answered(request(second), second, give)).toBe("answered");
    expect(await standing(id)).toBe("place");
  });

  it("does not stand in the other owner's way by answering first", async () => {
    const { id, first, second, request } = await asked(2);
    const answers = await Promise.all([signed(request(first), first, give), signed(request(second), second, give)]);
    const results = await Promise.all(answers.map(answerConsent));
    expect(results.map(({ ok }) => ok)).toEqual([true, true]);
    expect(await standing(id)).toBe("place");
  });

  it("answers once, however often and fast the button is pressed", async () => {
    const { id, first, request } = await asked();
    const answer = await signed(request(first), first, give);
    const results = await Promise.all(Array.from({ length: 5 }, () => answerConsent(answer)));
    expect(results.filter(({ ok }) => ok).length).toBeGreaterThanOrEqual(1);
    expect(await eventsOf(id, "consent-given")).toBe(1);
    expect(await db.signature.count({ where: { applicationId: id, signer: first } })).toBe(1);
    expect(await answerConsent(answer)).toMatchObject({ ok: false, error: { kind: "closed" } });
  });

  it("cannot decline with what was signed to agree, nor agree twice over by another request", async () => {
    const one = await asked();
    const other = await ask((await newPeople(1))[0] ?? one.applicant, one.rka, [one.first]);
    const answer = await signed(one.request(one.first), one.first, give);
    const swapped = await answerConsent({ ...answer, id: other.request(one.first) });
    expect(swapped).toMatchObject({ ok: false, error: { kind: "document-gone" } });
    expect(await eventsOf(other.id, "consent-given")).toBe(0);
    expect(await answerConsent(answer)).toMatchObject({ ok: true });
  });
});

describe("nobody else", () => {
  it("finds the request: the applicant, another owner, a stranger, and an id that does not exist get the same", async () => {
    const { applicant, first, request } = await asked();
    const [stranger] = await newPeople(1);
    if (!stranger) throw new Error("nobody");
    for (const [id, who] of [
      [request(first), applicant],
      [request(first), stranger],
      [randomUUID(), first],
      ["none", first],
    ] as const) {
      expect(await viewConsent(id, who)).toBeNull();
      expect(await prepareAnswer(id, who, give, "kk")).toEqual({ ok: false, error: { kind: "not-found" } });
      expect(await blockApplicant(id, who)).toBe(false);
    }
  });

  it("answers with another's prepared document", async () => {
    const { first, second, request, id } = await asked(2);
    const answer = await signed(request(first), first, give);
    const stolen = await answerConsent({ ...answer, id: request(second), owner: second });
    expect(stolen.ok).toBe(false);
    expect(await eventsOf(id, "consent-given")).toBe(0);
  });
});

describe("the owner of the moment", () => {
  it("has sold: neither yes nor no counts, and the applicant names the dwelling again", async () => {
    for (const answer of [give, decline]) {
      const { id, applicant, rka, first, request } = await asked();
      const ready = await signed(request(first), first, answer);
      const today = localDateOf(await clockOf());
      await db.mockDwellingOwner.updateMany({ where: { rka, iin: first }, data: { until: today } });
      expect((await viewConsent(request(first), first))?.isEntitled).toBe(false);
      expect(await answerConsent(ready)).toMatchObject({ ok: true });
      expect(await standing(id)).toBe("dwelling");
      expect(await eventsOf(id, "consent-void")).toBe(1);
      expect(await viewConsents(first)).toMatchObject([{ answer: "void" }]);
      expect(await noticesOf(applicant)).toContain("owner-changed");
      expect(await db.signature.count({ where: { applicationId: id, signer: first } })).toBe(0);
    }
  });

  it("is not guessed while EGKN is silent: nothing is answered, and the same signature counts later", async () => {
    const { id, first, request } = await asked();
    const ready = await signed(request(first), first, give);
    const fault = await db.mockFault.create({ data: { database: "real-estate", kind: "malformed" } });
    expect(await answerConsent(ready)).toMatchObject({ ok: false, error: { kind: "unanswered" } });
    expect((await viewConsent(request(first), first))?.isEntitled).toBeNull();
    await db.mockFault.delete({ where: { id: fault.id } });
    await vi.waitFor(
      async () => {
        expect((await answerConsent(ready)).ok).toBe(true);
      },
      {
        timeout: 100_000,
        interval: 500,
      },
    );
    expect(await standing(id)).toBe("place");
  });
});

describe("an owner who has agreed", () => {
  /** Everything as far as GBD FL. */
  async function registered(owners: number) {
    const one = await asked(owners);
    const agreeing = owners === 1 ? [one.first] : [one.first, one.second];
    for (const owner of agreeing) expect(await answered(one.request(owner), owner, give)).toBe("answered");
    await takePlace(one.id);
    await placeOrder(one.id);
    expect(await standing(one.id)).toBe("granted: null");
    return one;
  }

  it("learns that the person is registered now, once, with the request where they stand; the applicant by a notice of their own", async () => {
    const { applicant, first, second, request } = await registered(2);
    for (const owner of [first, second]) {
      expect(await noticesOf(owner)).toEqual(["consent-requested", "registered-at-yours"]);
      const notice = await db.notice.findFirstOrThrow({ where: { iin: owner, kind: "registered-at-yours" } });
      expect(notice.params).toMatchObject({ request: request(owner) });
      expect(JSON.stringify(notice.params)).not.toContain(applicant);
    }
    expect(await noticesOf(applicant)).toContain("application-granted");
    expect(await noticesOf(applicant)).not.toContain("registered-at-yours");
  });

  it.each(["phone", "email"] as const)("gets it by %s, whatever they have linked, and once", async (way) => {
    const { first } = await registered(1);
    const linked = way === "phone" ? "+77010000099" : "owner@example.kz";
    const emailVerifiedAt = way === "phone" ? null : new Date("2026-01-01T00:00:00Z");
    await db.account.create({
      data: { iin: first, passwordHash: "none", roles: [], locale: "ru", [way]: linked, emailVerifiedAt },
    });
    const { id } = await db.notice.findFirstOrThrow({ where: { iin: first, kind: "consent-requested" } });
    await sendNotice(id);
    await sendNotice(id);
    const sent = await db.mockMessage.findMany({ where: { iin: first } });
    expect(sent).toMatchObject([{ channel: way === "phone" ? "sms" : "email", to: linked }]);
  });
});

describe("silence", () => {
  it("is reminded of a day before, and ends the application after the term", async () => {
    const { id, applicant, first } = await asked();
    await setClock({ iin: applicant, advance: "P2D" });
    for (let days = 0; days < 6 && !(await noticesOf(first)).includes("consent-reminder"); days += 1) {
      await setClock({ iin: applicant, advance: "P1D" });
      await sweepDeadlines();
    }
    expect(await noticesOf(first)).toEqual(["consent-requested", "consent-reminder"]);
    expect(await standing(id)).toBe("consent");
    await setClock({ iin: applicant, advance: "P2D" });
    await sweepDeadlines();
    expect(await standing(id)).toBe("refused: no-consent-in-time");
    expect(await noticesOf(first)).toEqual(["consent-requested", "consent-reminder", "consent-over"]);
  });

  it("of the applicant who withdraws closes the request, and says so", async () => {
    const { id, applicant, first, request } = await asked();
    const ready = await signed(request(first), first, give);
    expect((await withdrawApplication(id, applicant)).ok).toBe(true);
    expect(await answerConsent(ready)).toMatchObject({ ok: false, error: { kind: "closed" } });
    expect(await noticesOf(first)).toEqual(["consent-requested", "consent-over"]);
    expect((await viewConsent(request(first), first))?.answer).toBe("over");
  });
});

describe("strangers' dwellings", () => {
  it("are asked about three a day at most, however many are named", async () => {
    const [applicant, owner] = await newPeople(2);
    if (!applicant || !owner) throw new Error("nobody");
    let refused = 0;
    for (let named = 0; named < 20; named += 1) {
      const rka = await dwellingFor(1, [owner]);
      const now = await clockOf(applicant);
      const asking = signedApplication(applicant, rka, [owner], now);
      const taken = await asking.then(
        async (id) => (await withdrawApplication(id, applicant)).ok,
        (error: unknown) => {
          expect(error).toBeInstanceOf(RequestRefused);
          return false;
        },
      );
      if (!taken) refused += 1;
    }
    expect(refused).toBe(17);
    expect(await db.consentRequest.count({ where: { applicant } })).toBe(3);
    await setClock({ iin: applicant, advance: "P1D" });
    await ask(applicant, await dwellingFor(1, [owner]), [owner]);
  });

  it("are asked about three times a day and ten times in thirty days at most, one and the same of them", async () => {
    const [applicant, owner] = await newPeople(2);
    if (!applicant || !owner) throw new Error("nobody");
    const rka = await dwellingFor(1, [owner]);
    const askAgain = async () => {
      try {
        const { id } = await ask(applicant, rka, [owner]);
        await withdrawApplication(id, applicant);
        return "asked";
      } catch (error) {
        return error instanceof RequestRefused ? error.refusal : error;
      }
    };
    const tooOften = (days: number) => ({ kind: "asked-too-often", days });
    const days = [3, 3, 3, 1];
    for (const most of days) {
      for (let time = 0; time < most; time += 1) expect(await askAgain()).toBe("asked");
      expect(await askAgain()).toEqual(most === 3 ? tooOften(1) : tooOften(30));
      await setClock({ iin: applicant, advance: "P1D" });
    }
    expect(await noticesOf(owner)).toHaveLength(20);
    // The first of them were asked thirty days ago, and count no more.
    await setClock({ iin: applicant, advance: "P25D" });
    expect(await askAgain()).toEqual(tooOften(30));
    await setClock({ iin: applicant, advance: "P1D" });
    expect(await askAgain()).toBe("asked");
  });

  it("are asked about no more by somebody whom the owner has blocked, until they are unblocked", async () => {
    const { id, applicant, rka, first, request } = await asked();
    expect(await blockApplicant(request(first), first)).toBe(true);
    expect((await viewBlocked(first)).map((one) => one.request)).toEqual([request(first)]);
    expect((await viewConsent(request(first), first))?.isBlocked).toBe(true);
    await withdrawApplication(id, applicant);
    await expect(ask(applicant, rka, [first])).rejects.toBeInstanceOf(RequestRefused);
    expect(await unblockApplicant(request(first), first)).toBe(true);
    await ask(applicant, rka, [first]);
  });
});

describe("a consent that was kept, and has run out while GBD FL was silent", () => {
  /** The place was lost; what they are to the owner has been said and signed, and the term has passed. */
  async function keptTooLong() {
    const one = await asked();
    const residents = await newPeople(3);
    await db.mockRegistration.createMany({
      data: residents.map((iin) => ({ iin, rka: one.rka, kind: "permanent", from: "2020-01-01" })),
    });
    expect(await answered(one.request(one.first), one.first, give)).toBe("answered");
    await takePlace(one.id);
    expect(await standing(one.id)).toBe("kinship");
    const actor = { kind: "citizen", iin: one.applicant } as const;
    const sign = { type: "sign", stage: "signature", documentHash: "h", method: "eds", facts: {} } as const;
    for (const command of [
      { type: "save-step", stage: "kinship", answers: { confirmed: true }, labels: {} } as const,
      { ...sign, signatureId: randomUUID() },
    ]) {
      expect(await changeApplication({ id: one.id, actor, command })).toMatchObject({ ok: true });
    }
    await setClock({ iin: one.applicant, advance: "P10D" });
    return one;
  }

  it("is asked for again", async () => {
    const { id } = await keptTooLong();
    await takePlace(id);
    expect(await standing(id)).toBe("consent");
  });

  it("is asked for tomorrow where the applicant may ask nobody more today", async () => {
    const { id, applicant } = await keptTooLong();
    const others = await Promise.all([1, 2, 3].map(() => asked()));
    const askedAt = await clockOf(applicant);
    for (const other of others) {
      // As by an application of theirs for another service.
      const where = { applicationId: other.id };
      await db.consentRequest.updateMany({ where, data: { applicant, askedAt, answer: "over", closedAt: askedAt } });
    }
    await takePlace(id);
    expect(await standing(id)).toBe("place");
    await setClock({ iin: applicant, advance: "P1D" });
    await takePlace(id);
    expect(await standing(id)).toBe("consent");
  });

  it("ends the application where the owner takes no more requests from the applicant: nobody waits for ever", async () => {
    const { id, first, applicant, request } = await keptTooLong();
    expect(await blockApplicant(request(first), first)).toBe(true);
    await takePlace(id);
    expect(await standing(id)).toBe("refused: no-consent-in-time");
    expect(await noticesOf(applicant)).toContain("application-refused");
    expect(await db.heldPlace.count({ where: { applicationId: id } })).toBe(0);
  });
});

describe("what an owner reads", () => {
  it("of the applicant is in the applicant's access log, and in no list", async () => {
    const { applicant, first, request } = await asked();
    const reads = () => db.accessLog.count({ where: { subject: applicant, reader: first, operation: "consent" } });
    expect(JSON.stringify(await viewConsents(first))).not.toContain(applicant);
    expect(await reads()).toBe(0);
    await viewConsent(request(first), first);
    expect(await reads()).toBe(1);
  });

  it("is the norm in numbers: who would come, who is there, how many there may be", async () => {
    const { first, rka, request } = await asked();
    const [resident] = await newPeople(1);
    const data = { iin: resident ?? first, rka, kind: "permanent", from: "2020-01-01" };
    await db.mockRegistration.create({ data });
    expect((await viewConsent(request(first), first))?.occupied).toEqual({
      capacity: 3,
      registered: 1,
      coming: 1,
      isLifted: false,
    });
  });
});

describe("an owner of a dwelling that the applicant has left", () => {
  /** The applicant names the dwelling of other owners, and signs. */
  async function goesOnTo(id: string, applicant: Iin, rka: Rka, owners: readonly Iin[]): Promise<void> {
    const actor = { kind: "citizen", iin: applicant } as const;
    const sign = { type: "sign", stage: "signature", documentHash: "h", method: "eds", facts: {} } as const;
    for (const command of [
      { type: "save-step", stage: "dwelling", answers: { rka, owners: [...owners] }, labels: {} } as const,
      { ...sign, signatureId: randomUUID() },
    ]) {
      expect(await changeApplication({ id, actor, command })).toMatchObject({ ok: true });
    }
  }

  it.each(["void", "given"] as const)("and whose answer is %s reads of their own dwelling alone", async (answer) => {
    const { id, applicant, rka, first, request } = await asked();
    const elsewhere = await dwellingFor(9, [applicant]);
    if (answer === "void") {
      const ready = await signed(request(first), first, give);
      await db.mockDwellingOwner.updateMany({ where: { rka, iin: first }, data: { until: "2020-01-02" } });
      expect((await answerConsent(ready)).ok).toBe(true);
    } else {
      const residents = await newPeople(3);
      await db.mockRegistration.createMany({
        data: residents.map((iin) => ({ iin, rka, kind: "permanent", from: "2020-01-01" })),
      });
      expect(await answered(request(first), first, give)).toBe("answered");
      await takePlace(id);
      expect(await standing(id)).toBe("kinship");
    }
    await goesOnTo(id, applicant, elsewhere, []);
    await takePlace(id);
    await placeOrder(id);
    expect(await standing(id)).toBe("granted: null");
    expect(await viewConsents(first)).toMatchObject([{ answer, rka, outcome: null }]);
    expect(await viewConsent(request(first), first)).toMatchObject({
      answer,
      outcome: null,
      matter: { dwelling: rka },
    });
  });
});
