import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import type { Iin } from "@/lib/kernel/iin";
import { db } from "@/lib/infra/db/client";
import { env } from "@/lib/infra/env";
import { iin, makeWorld, noon, portsFor } from "../world-for-tests";
import type { DocumentApplication, Documents } from "./port";

const applicant = iin("900101300007");
const refused = iin("850515400012");
const unknown = iin("050612500029");
const content = { region: "71", registrationPoint: "sc-71-1", documentHash: "ab" } as const;
const oldCard = {
  iin: applicant,
  type: "id-card",
  number: "038400211",
  issuedOn: "2016-12-11",
  expiresOn: "2026-12-11",
};
const birthPlace = { country: "KZ", asWritten: "Каз. ССР, г. Целиноград" };
const person = { iin: applicant, surname: "А", givenName: "Б", birthDate: "1990-01-01", sex: "female", birthPlace };
const passport = { ...oldCard, type: "passport", number: "N12345678" };

const point = (id: string, kato: string) => ({ id, kato, nameKk: "Бөлім", nameRu: "Отдел", address: "1" });
const points = [point("sc-71-2", "710000000"), point("sc-71-1", "710000000"), point("sc-75-1", "750000000")];

const hours = (count: number) => new Date(noon.getTime() + count * 3_600_000);

/** What every RP DRN does; it holds two documents of `applicant` and refuses `refused`. */
export function describeContract(makePort: (person: Iin, now?: Date) => Promise<Documents>): void {
  const stand = async (answer: Promise<Awaited<ReturnType<Documents["move"]>>>): Promise<DocumentApplication> => {
    const known = await answer;
    if (known.kind !== "found") throw new Error(known.kind);
    return known.value;
  };

  test("tells a person's documents; none is an empty list", async () => {
    const answer = await (await makePort(applicant)).documents({ iin: applicant });
    const issued = { issuer: "ҚР Ішкі істер министрлігі", status: "valid" };
    expect(answer).toEqual({
      kind: "found",
      value: [
        { ...oldCard, ...issued },
        { ...passport, ...issued },
      ],
    });
    expect(await (await makePort(unknown)).documents({ iin: unknown })).toEqual({ kind: "found", value: [] });
  });

  test("tells the registration points of a region alone", async () => {
    const port = await makePort(applicant);
    const idsIn = async (region: "71" | "10") => {
      const answer = await port.registrationPoints({ region });
      return answer.kind === "found" ? answer.value.map(({ id }) => id) : answer.kind;
    };
    expect(await idsIn("71")).toEqual(["sc-71-1", "sc-71-2"]);
    expect(await idsIn("10")).toEqual([]);
  });

  test("registers once a key, with a number of its own", async () => {
    const port = await makePort(applicant);
    const first = await stand(port.register({ iin: applicant, key: "once", content }));
    expect(first).toEqual({ iin: applicant, key: "once", status: "registered", number: first.number, returns: 0 });
    expect(first.number).toMatch(/^[1-9][0-9]{11}$/);
    expect(await stand(port.register({ iin: applicant, key: "once", content }))).toEqual(first);
    expect((await stand(port.register({ iin: applicant, key: "twice", content }))).number).not.toBe(first.number);
    expect(await stand(port.application({ iin: applicant, key: "once" }))).toEqual(first);
  });

  test("ten at once under one key are one application", async () => {
    const port = await makePort(applicant);
    const request = { iin: applicant, key: "ten", content };
    const all = await Promise.all(Array.from({ length: 10 }, () => stand(port.register(request))));
    expect(new Set(all.map(({ number }) => number)).size).toBe(1);
  });

  test("an application of somebody else is not told", async () => {
    await (await makePort(applicant)).register({ iin: applicant, key: "mine", content });
    const port = await makePort(refused);
    expect(await port.application({ iin: refused, key: "mine" })).toEqual({ kind: "not-found" });
    expect(await port.move({ iin: refused, key: "mine", to: "cancelled" })).toEqual({ kind: "not-found" });
    expect(await port.register({ iin: refused, key: "mine", content })).toEqual({ kind: "denied" });
  });

  test("refuses with a reason, and a refused application goes nowhere", async () => {
    const port = await makePort(refused);
    const application = await stand(port.register({ iin: refused, key: "refused", content }));
    expect(application).toMatchObject({ status: "refused", reason: "Деректер тексеруден өтпеді" });
    expect(await stand(port.move({ iin: refused, key: "refused", to: "coupon" }))).toEqual(application);
  });

  test("what was never registered is not found", async () => {
    const port = await makePort(applicant);
    expect(await port.application({ iin: applicant, key: "never" })).toEqual({ kind: "not-found" });
    expect(await port.move({ iin: applicant, key: "never", to: "coupon" })).toEqual({ kind: "not-found" });
  });

  test("from registration to handover; each step once, none skipped", async () => {
    const port = await makePort(applicant);
    const request = { iin: applicant, key: "whole" };
    const move = (to: Parameters<Documents["move"]>[0]["to"]) => stand(port.move({ ...request, to }));
    await port.register({ ...request, content });
    for (const early of ["in-production", "handed-over"] as const)
      expect((await move(early)).status).toBe("registered");

    const withCoupon = await move("coupon");
    expect(withCoupon.status).toBe("coupon");
    expect(withCoupon.coupon).toMatch(/^[1-9][0-9]{9}$/);
    expect(await move("coupon")).toEqual(withCoupon);

    expect((await move("in-production")).status).toBe("in-production");
    const ready = await stand(port.application(request));
    expect(ready).toMatchObject({ status: "ready", coupon: withCoupon.coupon, number: withCoupon.number });
    expect(ready.newDocumentNumber).toMatch(/^[1-9][0-9]{8}$/);
    expect(await move("cancelled")).toEqual(ready);

    expect(await move("handed-over")).toEqual({ ...ready, status: "handed-over" });
    expect(await move("handed-over")).toEqual({ ...ready, status: "handed-over" });
    const answer = await port.documents({ iin: applicant });
    expect(answer.kind === "found" && answer.value.map(({ number, status }) => [number, status])).toEqual([
      [ready.newDocumentNumber, "valid"],
      [oldCard.number, "invalid"],
      [passport.number, "valid"],
    ]);
    expect(answer.kind === "found" && answer.value[0]).toMatchObject({
      issuedOn: "2026-11-21",
      expiresOn: "2036-11-21",
    });
  });

  test("tells the historic record of a person's birth place, or that there is none", async () => {
    const answer = await (await makePort(applicant)).historicRecord({ iin: applicant });
    expect(answer).toEqual({ kind: "found", value: { iin: applicant, birthPlace } });
    expect(await (await makePort(unknown)).historicRecord({ iin: unknown })).toEqual({ kind: "not-found" });
  });

  test("is cancelled before production, and stays so", async () => {
    const port = await makePort(applicant);
    await port.register({ iin: applicant, key: "off", content });
    const cancelled = await stand(port.move({ iin: applicant, key: "off", to: "cancelled" }));
    expect(cancelled.status).toBe("cancelled");
    expect(await stand(port.move({ iin: applicant, key: "off", to: "coupon" }))).toEqual(cancelled);
  });
}

describe("the mock of RP DRN", () => {
  beforeAll(() =>
    makeWorld({
      persons: [person],
      documents: [oldCard, passport],
      documentRefusals: [{ iin: refused, reason: "Деректер тексеруден өтпеді" }],
      registrationPoints: points,
    }),
  );
  afterEach(() => {
    vi.restoreAllMocks();
  });

  const portAt = async (who: Iin, now?: Date) => (await portsFor(who, now ? { now } : {})).documents;
  describeContract(portAt);

  test("a card takes PRODUCTION_DAYS days on the person's clock", async () => {
    vi.spyOn(env, "productionDays", "get").mockReturnValue(3);
    const request = { iin: applicant, key: "slow" };
    const port = await portAt(applicant);
    await port.register({ ...request, content });
    await port.move({ ...request, to: "coupon" });
    await port.move({ ...request, to: "in-production" });
    const statusAt = async (now: Date) => {
      const answer = await (await portAt(applicant, now)).application(request);
      return answer.kind === "found" ? answer.value.status : answer.kind;
    };
    expect(await statusAt(noon)).toBe("in-production");
    expect(await statusAt(new Date("2026-11-23T18:59:59.999Z"))).toBe("in-production");
    expect(await statusAt(new Date("2026-11-23T19:00:00.000Z"))).toBe("ready");
    expect(await statusAt(hours(100))).toBe("ready");
  });

  test("the incoming control sends an application back once, with its reason; told again, the card is made", async () => {
    await db.mockDocumentReturn.create({ data: { iin: applicant, reason: "Фото анық емес" } });
    const request = { iin: applicant, key: "back" };
    const port = await portAt(applicant);
    await port.register({ ...request, content });
    await port.move({ ...request, to: "coupon" });
    expect(await port.move({ ...request, to: "in-production" })).toMatchObject({ value: { status: "in-production" } });
    const sentBack = { status: "sent-back", reason: "Фото анық емес", returns: 1 };
    expect(await port.application(request)).toMatchObject({ value: sentBack });
    expect(await port.application(request)).toMatchObject({ value: sentBack });
    expect(await port.move({ ...request, to: "in-production" })).toMatchObject({ value: { status: "in-production" } });
    const ready = await port.application(request);
    expect(ready).toMatchObject({ value: { status: "ready", returns: 1 } });
    expect(ready.kind === "found" && ready.value.reason).toBeUndefined();
  });

  test("a document of the future has not been issued yet", async () => {
    const answer = await (await portAt(applicant, new Date("2016-12-10T12:00:00Z"))).documents({ iin: applicant });
    expect(answer).toEqual({ kind: "found", value: [] });
  });

  test("the same key gives the same numbers in another world", async () => {
    const numbers = () =>
      db.mockDocumentApplication.findUnique({ where: { key: "whole" }, select: { number: true, coupon: true } });
    const before = await numbers();
    await makeWorld({ documents: [oldCard] });
    const port = await portAt(applicant);
    await port.register({ iin: applicant, key: "whole", content });
    await port.move({ iin: applicant, key: "whole", to: "coupon" });
    expect(await numbers()).toEqual(before);
  });
});
