import { afterAll, expect, it } from "vitest";
import { checkDigit, iinSchema, type Iin } from "@/lib/kernel/iin";
import { codeLock } from "@/lib/infra/auth/limits";
import { hashPassword } from "@/lib/infra/auth/password";
import { judge, type RateMemory } from "@/lib/infra/auth/rate-rule";
import { take, takeWithin } from "@/lib/infra/auth/rate-limit";
import { db, inTransaction } from "@/lib/infra/db/client";
import { checkCode } from "./check-code";
import { redeemTicket } from "./redeem-ticket";
import { sendCode } from "./send-code";
import { startSignIn } from "./start-sign-in";

const spray = "жаңа қақпа күзде ашылды";
let count = 0;

function freshIins(howMany: number): Iin[] {
  const made: Iin[] = [];
  while (made.length < howMany) {
    count += 1;
    const first = `8606064${String(count).padStart(4, "0")}`;
    const digit = checkDigit(first);
    if (digit !== null) made.push(iinSchema.parse(first + String(digit)));
  }
  return made;
}

async function accounts(iins: readonly Iin[], password: string, phone: string | null = null): Promise<void> {
  const passwordHash = await hashPassword(password);
  await db.account.createMany({ data: iins.map((iin) => ({ iin, passwordHash, phone, roles: ["citizen"] })) });
}

/** Does all of a list, ten at a time. */
async function all<Item, Out>(items: readonly Item[], work: (item: Item) => Promise<Out>): Promise<Out[]> {
  const answers: Out[] = [];
  for (let from = 0; from < items.length; from += 10) {
    answers.push(...(await Promise.all(items.slice(from, from + 10).map(work))));
  }
  return answers;
}

afterAll(() => db.$disconnect());

it(
  "one password over 1,000 IINs from one address: 50 are judged, and nobody is let in whose turn comes later",
  { timeout: 120_000 },
  async () => {
    const iins = freshIins(1_000);
    // The very password of all but the first hundred: a real list of leaked ones would have some hits as well.
    await accounts(iins.slice(0, 100), "another password of theirs");
    await accounts(iins.slice(100), spray);
    const answers = await all(iins, (iin) =>
      startSignIn({ iin, password: spray, locale: "kk", address: "198.51.100.7", userAgent: null }),
    );
    const kinds = answers.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === "wrong")).toHaveLength(50);
    expect(kinds.filter((kind) => kind === "busy")).toHaveLength(950);
    expect(await db.pendingSignIn.count({ where: { iin: { in: iins } } })).toBe(0);
    // Another address is not kept waiting by it.
    const [last = iins[0]] = iins.slice(-1);
    const elsewhere = { password: spray, locale: "kk", address: "198.51.100.8", userAgent: null };
    expect(last && (await startSignIn({ iin: last, ...elsewhere })).kind).toBe("right");
  },
);

it(
  "1,000 guesses of a code, the right one among them: five are judged, and none gets in",
  { timeout: 120_000 },
  async () => {
    const iins = freshIins(1);
    await accounts(iins, spray, "+77060000001");
    const [iin] = iins;
    if (!iin) throw new Error("nobody");
    const start = await startSignIn({ iin, password: spray, locale: "kk", address: "198.51.100.9", userAgent: null });
    if (start.kind !== "right") throw new Error(start.kind);
    await sendCode(start.ticket);
    const { code } = await db.mockMessage.findFirstOrThrow({ where: { to: "+77060000001" } });
    const guesses = Array.from({ length: 1_000 }, (_, turn) =>
      String((Number(code) + turn + 999_500) % 1_000_000).padStart(6, "0"),
    );
    expect(guesses).toContain(code);
    const answers = await all(guesses, (guess) => checkCode({ ticket: start.ticket, code: guess, userAgent: null }));
    expect(answers.filter(({ kind }) => kind === "wrong")).toHaveLength(5);
    expect(answers.filter(({ kind }) => kind === "locked")).toHaveLength(995);
    expect(await redeemTicket(start.ticket, null)).toBeNull();
  },
);

it(
  "the real counter decides as the rule does, 1,000 guesses long: so what holds of the rule for 100,000 holds of it",
  { timeout: 120_000 },
  async () => {
    // From many a second to a few an hour, by a fixed seed; each batch in one transaction, as the counter is asked within one.
    let seed = 20_261_121;
    const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
    let at = Date.UTC(2026, 10, 21);
    let memory: RateMemory = { hits: [], lockedUntil: null };
    const key = "code-of-a-test:1000";
    const judged = { byRule: 0, byCounter: 0 };
    for (let batch = 0; batch < 20; batch += 1) {
      const longest = [50, 5_000, 120_000, 1_200_000][batch % 4] ?? 50;
      await inTransaction(async (tx) => {
        for (let guess = 0; guess < 50; guess += 1) {
          const now = new Date((at += Math.ceil(random() * longest)));
          const expected = judge(codeLock, memory, now);
          const real = await takeWithin(tx, key, codeLock, now);
          expect(real).toEqual(expected);
          if (expected.allowed) memory = expected.memory;
          judged.byRule += Number(expected.allowed);
          judged.byCounter += Number(real.allowed);
        }
      });
    }
    expect(judged.byCounter).toBe(judged.byRule);
    expect(judged.byRule).toBeGreaterThan(20);
    expect(judged.byRule).toBeLessThan(500);
  },
);

it("the real counter holds when 200 guess at the same instant: five are judged", { timeout: 120_000 }, async () => {
  const now = new Date(Date.UTC(2026, 10, 22));
  const turns = await all(Array.from({ length: 200 }), () => take("code-of-a-test:200", codeLock, now));
  expect(turns.filter(({ allowed }) => allowed)).toHaveLength(5);
});

it("100,000 guesses of codes, as fast as anybody can or spread over days: never more than five in any 15 minutes", () => {
  for (const everyMs of [1, 100, 5_000, 30_000]) {
    let memory: RateMemory = { hits: [], lockedUntil: null };
    const judged: number[] = [];
    for (let guess = 0; guess < 100_000; guess += 1) {
      const at = guess * everyMs;
      const turn = judge(codeLock, memory, new Date(at));
      if (!turn.allowed) continue;
      memory = turn.memory;
      judged.push(at);
    }
    const crowded = judged.filter((at, index) => (judged[index + 5] ?? Number.POSITIVE_INFINITY) - at < 15 * 60_000);
    expect(crowded).toEqual([]);
    // A million codes, and each is good for five minutes: the chance of a hit a day stays below 1 in 2,000.
    expect(judged.length).toBeLessThanOrEqual(5 * Math.ceil((100_000 * everyMs) / (15 * 60_000)));
  }
});
