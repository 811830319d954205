import { beforeAll, describe, expect, test } from "vitest";
import { addDays, localDateOf } from "@/lib/kernel/local-date";
import { tenge } from "@/lib/kernel/tenge";
import { realNow } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { openPorts } from "../gateway";
import { iin, makeWorld, noon, purpose } from "../world-for-tests";
import { payAtProvider, reverseAtProvider } from "./mock-provider";
import type { Invoice, Payments } from "./port";

const payer = iin("900101300007");
const stranger = iin("850515400012");
const description = { kk: "Мемлекеттік баж", ru: "Государственная пошлина", en: "State duty" };
const request = (key: string) => ({
  iin: payer,
  key,
  tenge: tenge(786),
  description,
  returnTo: "http://localhost:3000/apply/1/payment/return",
});

/** What the payer, and the payer's bank, can do at a provider. */
interface World {
  readonly pay: (number: string) => Promise<unknown>;
  readonly reverse: (number: string) => Promise<unknown>;
}

/** What every payment provider does. */
export function describeContract(makePort: () => Payments, world: World): void {
  const stand = async (answer: Promise<Awaited<ReturnType<Payments["invoice"]>>>): Promise<Invoice> => {
    const known = await answer;
    if (known.kind !== "found") throw new Error(known.kind);
    return known.value;
  };
  const made = (key: string) => stand(makePort().createInvoice(request(key)));
  const asked = (number: string) => stand(makePort().invoice({ iin: payer, number }));
  const kinds = ({ operations }: Invoice) => operations.map(({ kind }) => kind);

  test("makes one invoice a key, open, with a page that nobody can guess", async () => {
    const first = await made("once");
    expect(first).toMatchObject({ key: "once", iin: payer, tenge: 786, state: "open", operations: [] });
    expect(first.page).toMatch(/[A-Za-z0-9_-]{32}$/);
    expect(await made("once")).toEqual(first);
    const other = await made("twice");
    expect([other.number, other.page]).not.toEqual([first.number, first.page]);
    expect(await asked(first.number)).toEqual(first);
  });

  test("ten at once under one key are one invoice", async () => {
    const all = await Promise.all(Array.from({ length: 10 }, () => made("ten")));
    expect(new Set(all.map(({ number, page }) => `${number} ${page}`)).size).toBe(1);
  });

  test("a key is of one person and one amount", async () => {
    await made("mine");
    expect(await makePort().createInvoice({ ...request("mine"), tenge: tenge(787) })).toEqual({ kind: "denied" });
    expect(await makePort().createInvoice({ ...request("mine"), iin: stranger })).toEqual({ kind: "denied" });
  });

  test("nobody else's invoice is told, closed or refunded", async () => {
    const { number } = await made("private");
    await world.pay(number);
    const theirs = { iin: stranger, number };
    expect(await makePort().invoice(theirs)).toEqual({ kind: "not-found" });
    expect(await makePort().cancelInvoice(theirs)).toEqual({ kind: "not-found" });
    expect(await makePort().refund({ ...theirs, key: "r" })).toEqual({ kind: "not-found" });
    expect(await makePort().invoice({ iin: payer, number: "nothing" })).toEqual({ kind: "not-found" });
    expect(kinds(await asked(number))).toEqual(["charge"]);
  });

  test("is paid once, and then stays so", async () => {
    const { number } = await made("paid");
    await Promise.all([world.pay(number), world.pay(number), world.pay(number)]);
    const paid = await asked(number);
    expect(paid.state).toBe("paid");
    expect(paid.operations).toMatchObject([{ invoice: number, kind: "charge", tenge: 786 }]);
    expect(await stand(makePort().cancelInvoice({ iin: payer, number }))).toEqual(paid);
  });

  test("is closed before it is paid, and cannot be paid any more", async () => {
    const { number } = await made("closed");
    expect((await stand(makePort().cancelInvoice({ iin: payer, number }))).state).toBe("cancelled");
    await world.pay(number);
    expect(await asked(number)).toMatchObject({ state: "cancelled", operations: [] });
  });

  test("gives back what was paid, once a key and once an invoice", async () => {
    const { number } = await made("given-back");
    const refund = (key: string) => stand(makePort().refund({ iin: payer, number, key }));
    expect(kinds(await refund("early"))).toEqual([]);
    await world.pay(number);
    const all = await Promise.all([refund("r1"), refund("r1"), refund("r1"), refund("r2")]);
    expect(kinds(await asked(number))).toEqual(["charge", "refund"]);
    expect(all.every((one) => one.operations.length <= 2)).toBe(true);
    expect((await asked(number)).operations[1]).toMatchObject({ kind: "refund", tenge: 786 });
  });

  test("tells of a payment that the payer's bank took back; then nothing is given back", async () => {
    const { number } = await made("reversed");
    await world.reverse(number);
    expect((await asked(number)).state).toBe("open");
    await world.pay(number);
    await world.reverse(number);
    const reversed = await asked(number);
    expect(reversed.state).toBe("reversed");
    expect(kinds(reversed)).toEqual(["charge", "reversal"]);
    expect(await stand(makePort().refund({ iin: payer, number, key: "r" }))).toEqual(reversed);
    await world.pay(number);
    expect(await asked(number)).toEqual(reversed);
  });

  test("tells a day's operations in their order, from where one left off", async () => {
    const { number } = await made("listed");
    await world.pay(number);
    const day = localDateOf(realNow());
    const listed = async (after: string | null, on = day) => {
      const answer = await makePort().operations({ day: on, after });
      if (answer.kind !== "found") throw new Error(answer.kind);
      return answer.value;
    };
    const all = await listed(null);
    expect(all.at(-1)).toMatchObject({ invoice: number, kind: "charge", tenge: 786, bookedOn: day });
    expect(all.every(({ bookedOn }) => bookedOn === day)).toBe(true);
    const [first] = all;
    expect(await listed(first?.number ?? null)).toEqual(all.slice(1));
    expect(await listed(all.at(-1)?.number ?? null)).toEqual([]);
    expect(await listed(null, addDays(day, -1))).toEqual([]);
  });
}

describe("the mock of the payment gateway", () => {
  beforeAll(() => makeWorld({ persons: [] }));

  describeContract(() => openPorts({ reader: { kind: "portal" }, purpose, now: noon }).payments, {
    pay: payAtProvider,
    reverse: reverseAtProvider,
  });

  test("keeps its books when the world is replaced: the ledger rests on them", async () => {
    const before = await db.mockPaymentOperation.count();
    expect(before).toBeGreaterThan(0);
    await makeWorld({ persons: [] });
    expect(await db.mockPaymentOperation.count()).toBe(before);
  });

  test("every question about a person's invoice leaves its row; the day's list names nobody", async () => {
    const rows = await db.accessLog.groupBy({ by: ["operation", "subject"], where: { database: "payments" } });
    expect(rows.map(({ operation }) => operation)).not.toContain("operations");
    expect(rows.map(({ operation }) => operation)).toEqual(
      expect.arrayContaining(["createInvoice", "invoice", "refund"]),
    );
  });
});
