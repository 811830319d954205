import { afterAll, describe, expect, it } from "vitest";
import { checkDigit, iinSchema, type Iin } from "@/lib/kernel/iin";
import { hashPassword } from "@/lib/infra/auth/password";
import { db } from "@/lib/infra/db/client";
import { startRecovery } from "./recover-password";
import { prepareCode } from "./send-code";
import { startSignIn } from "./start-sign-in";

let count = 0;

function freshIin(): Iin {
  for (;;) {
    count += 1;
    const first = `9003034${String(count).padStart(4, "0")}`;
    const digit = checkDigit(first);
    if (digit !== null) return iinSchema.parse(first + String(digit));
  }
}

const passwordHash = await hashPassword("Demo-Portal-2026");

async function knownIin(): Promise<Iin> {
  const iin = freshIin();
  const phone = `+7703${String(count).padStart(7, "0")}`;
  await db.account.create({ data: { iin, passwordHash, phone, roles: ["citizen"] } });
  return iin;
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

function quantile(times: readonly number[], share: number): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length * share)] ?? Number.NaN;
}

/**
 * The same work for known and unknown IINs in turns, so that whatever else the machine does falls on both. Out: how much longer a known
 * one takes, at the quartiles. Twice the work would show as 2, work that is left out as far below 1.
 */
async function ratios(rounds: number, work: (iin: Iin, address: string) => Promise<unknown>): Promise<number[]> {
  const known: number[] = [];
  const unknown: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const address = `10.9.${String(count >> 8)}.${String(count & 255)}`;
    const [here, nowhere] = [await knownIin(), freshIin()];
    const first = round % 2 === 0;
    if (first) known.push(await timeOf(() => work(here, address)));
    unknown.push(await timeOf(() => work(nowhere, address)));
    if (!first) known.push(await timeOf(() => work(here, address)));
  }
  return [0.25, 0.5].map((share) => quantile(known, share) / quantile(unknown, share));
}

afterAll(() => db.$disconnect());

describe("a known and an unknown IIN take the same time", () => {
  it("at the password", { timeout: 240_000 }, async () => {
    const attempt = (iin: Iin, address: string) =>
      startSignIn({ iin, password: "a guess", locale: "kk", address, userAgent: null });
    await ratios(10, attempt);
    for (const ratio of await ratios(80, attempt)) {
      expect(ratio).toBeGreaterThan(0.75);
      expect(ratio).toBeLessThan(1.35);
    }
  });

  it("for a forgotten password, up to the answer", { timeout: 240_000 }, async () => {
    const attempt = async (iin: Iin, address: string) => {
      const start = await startRecovery({ iin, locale: "kk", address });
      if (start.kind === "begun") await prepareCode(start.ticket, "recovery");
    };
    await ratios(10, attempt);
    for (const ratio of await ratios(80, attempt)) {
      expect(ratio).toBeGreaterThan(0.7);
      expect(ratio).toBeLessThan(1.4);
    }
  });
});
