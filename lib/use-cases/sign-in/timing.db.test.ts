import type * as Argon2 from "@node-rs/argon2";
import { setTimeout as wait } from "node:timers/promises";
import { Counter, register } from "prom-client";
import { afterAll, describe, expect, it, vi } from "vitest";
import { binSchema, type Bin } from "@/lib/kernel/bin";
import { checkDigit, iinSchema, type Iin } from "@/lib/kernel/iin";
import { hashPassword } from "@/lib/infra/auth/password";
import { db } from "@/lib/infra/db/client";
import { rankScore, surely } from "../rank-score-for-tests";
import { startRecovery } from "./recover-password";
import { prepareCode } from "./send-code";
import { startSignIn } from "./start-sign-in";

const verified = vi.hoisted(() => [] as string[]);

vi.mock("@node-rs/argon2", async (original) => {
  const real = await original<typeof Argon2>();
  return {
    ...real,
    verify: (stored: string, password: string) => {
      verified.push(stored.split("$").slice(0, 4).join("$"));
      return real.verify(stored, password);
    },
  };
});

let count = 0;

function freshNumber(start: string): string {
  for (;;) {
    count += 1;
    const first = `${start}${String(count).padStart(4, "0")}`;
    const digit = checkDigit(first);
    if (digit !== null) return first + String(digit);
  }
}
const freshIin = () => iinSchema.parse(freshNumber("9003034"));
const freshAddress = () => `10.9.${String((count += 1) >> 8)}.${String(count & 255)}`;

const passwordHash = await hashPassword("Demo-Portal-2026");

async function known(howMany: number): Promise<Iin[]> {
  const people = Array.from({ length: howMany }, freshIin);
  const roles = ["citizen"];
  await db.account.createMany({
    data: people.map((iin, at) => ({ iin, passwordHash, phone: `+7703${String(at).padStart(7, "0")}`, roles })),
  });
  return people;
}

async function acting(iin: Iin): Promise<Bin> {
  const bin = binSchema.parse(freshNumber("2003400"));
  const names = { nameKk: "«Самал» ЖШС", nameRu: "ТОО «Самал»" };
  await db.entityAccount.create({ data: { bin, iin, passwordHash, keyRight: "head", ...names } });
  return bin;
}

const guessOfHead = (bin: Bin, address: string) =>
  startSignIn({ bin, password: "a guess", locale: "kk", address, userAgent: null });
const guess = (iin: Iin, address: string, bin?: Bin) =>
  startSignIn({ iin, ...(bin && { bin }), password: "a guess", locale: "kk", address, userAgent: null });
const recover = async (iin: Iin, address: string) => {
  const start = await startRecovery({ iin, locale: "kk", address });
  if (start.kind === "begun") await prepareCode(start.ticket, "recovery");
};

/** What the portal has counted of its queries; the database client tells it a moment later. */
async function queriesSent(): Promise<number> {
  await wait(50);
  const counter = register.getSingleMetric("portal_database_queries_total");
  if (!(counter instanceof Counter)) throw new Error("queries are not counted");
  return (await counter.get()).values[0]?.value ?? 0;
}

/** What a piece of work costs: the queries it sends, and the argon2 verifications with their parameters. */
async function costOf(work: () => Promise<unknown>): Promise<{ queries: number; argon2: string[] }> {
  verified.length = 0;
  const before = await queriesSent();
  await work();
  return { queries: (await queriesSent()) - before, argon2: [...verified] };
}

/** The same work for known and unknown IINs in turns, so that whatever else the machine does falls on both. */
async function scoreOf(pairs: number, work: (iin: Iin, address: string) => Promise<unknown>): Promise<number> {
  const times = { known: new Array<number>(), unknown: new Array<number>() };
  const timed = async (kind: keyof typeof times, iin: Iin, address: string) => {
    const from = performance.now();
    await work(iin, address);
    times[kind].push(performance.now() - from);
  };
  const people = await known(pairs);
  for (const [turn, here] of people.entries()) {
    const [nowhere, address] = [freshIin(), freshAddress()];
    if (turn % 2 === 0) await timed("known", here, address);
    await timed("unknown", nowhere, address);
    if (turn % 2 === 1) await timed("known", here, address);
  }
  return rankScore(times.known, times.unknown);
}

afterAll(() => db.$disconnect());

describe("a known and an unknown IIN", () => {
  it("cost exactly the same work at the password: as many queries, and one argon2 verification with the same parameters", async () => {
    const [here = freshIin()] = await known(1);
    await guess(freshIin(), freshAddress());
    const cost = await costOf(() => guess(here, freshAddress()));
    expect(cost.argon2).toEqual([expect.stringMatching(/^\$argon2id\$v=19\$m=19456,t=2,p=1$/)]);
    expect(cost.queries).toBeGreaterThan(3);
    expect(await costOf(() => guess(freshIin(), freshAddress()))).toEqual(cost);
  });

  it("cost exactly the same work for an entity: known, with another's BIN, and without an account at all", async () => {
    const [here = freshIin()] = await known(1);
    const bin = await acting(here);
    const cost = await costOf(() => guess(here, freshAddress(), bin));
    expect(cost.argon2).toHaveLength(1);
    expect(await costOf(() => guess(freshIin(), freshAddress(), bin))).toEqual(cost);
    const nobodys = binSchema.parse(freshNumber("2003400"));
    expect(await costOf(() => guess(here, freshAddress(), nobodys))).toEqual(cost);
  });

  it("cost exactly the same work where a BIN is given alone", async () => {
    const [here = freshIin()] = await known(1);
    const nobodys = binSchema.parse(freshNumber("2003400"));
    const cost = await costOf(() => guessOfHead(nobodys, freshAddress()));
    const bin = await acting(here);
    expect(cost.argon2).toHaveLength(1);
    expect(await costOf(() => guessOfHead(bin, freshAddress()))).toEqual(cost);
  });

  it("cost as many queries for a forgotten password", async () => {
    const [here = freshIin()] = await known(1);
    const cost = await costOf(() => recover(here, freshAddress()));
    expect(cost.queries).toBeGreaterThan(3);
    expect(await costOf(() => recover(freshIin(), freshAddress()))).toEqual(cost);
  });

  it("cannot be told apart by 300 pairs of times at the password", { timeout: 240_000 }, async () => {
    await scoreOf(10, guess);
    expect(Math.abs(await scoreOf(300, guess))).toBeLessThan(surely);
  });

  it(
    "cannot be told apart by 300 pairs of times for a forgotten password, up to the answer",
    { timeout: 240_000 },
    async () => {
      await scoreOf(10, recover);
      expect(Math.abs(await scoreOf(300, recover))).toBeLessThan(surely);
    },
  );
});

describe("the measure", () => {
  it("finds a small difference among noise, and none where there is none", () => {
    const noise = (turn: number) => ((turn * 7919) % 1000) / 100;
    const times = Array.from({ length: 300 }, (_, turn) => 10 + noise(turn));
    const others = Array.from({ length: 300 }, (_, turn) => 10 + noise(turn + 500));
    expect(Math.abs(rankScore(times, others))).toBeLessThan(surely);
    expect(
      rankScore(
        times.map((time) => time + 2),
        others,
      ),
    ).toBeGreaterThan(surely);
  });
});
