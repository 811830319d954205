import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { checkDigit, iinSchema, type Iin } from "@/lib/kernel/iin";
import { phoneSchema } from "@/lib/kernel/phone";
import { hashPassword } from "@/lib/infra/auth/password";
import { visitSession } from "@/lib/infra/auth/sessions";
import { hashToken } from "@/lib/infra/auth/tokens";
import { setClock } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { checkCode } from "./check-code";
import { endSession } from "./end-session";
import { redeemTicket } from "./redeem-ticket";
import { sendCode } from "./send-code";
import { startSignIn } from "./start-sign-in";

const minute = 60_000;
const password = "Demo-Portal-2026";
const passwordHash = await hashPassword(password);
let count = 0;

/** A person nobody has used before. */
function freshIin(): Iin {
  for (;;) {
    count += 1;
    const first = `9001014${String(count).padStart(4, "0")}`;
    const digit = checkDigit(first);
    if (digit !== null) return iinSchema.parse(first + String(digit));
  }
}

async function account(phone: string | null): Promise<Iin> {
  const iin = freshIin();
  await db.account.create({ data: { iin, passwordHash, phone, roles: ["citizen"] } });
  return iin;
}

const freshPhone = () => phoneSchema.parse(`+77${String((count += 1)).padStart(9, "0")}`);
const start = (iin: Iin, given = password, address = `10.0.${String(count >> 8)}.${String(count & 255)}`) =>
  startSignIn({ iin, password: given, locale: "kk", address, userAgent: "test" });
const lastCode = async (iin: Iin) => {
  const message = await db.mockMessage.findFirst({ where: { iin }, orderBy: { at: "desc" } });
  return message?.code ?? "none";
};
const wrongCode = (right: string) => (right === "000000" ? "000001" : "000000");
const give = (ticket: string, code: string) => checkCode({ ticket, code, userAgent: "test" });

/** Real time moves on. */
function pass(ms: number): void {
  vi.setSystemTime((vi.getMockedSystemTime()?.getTime() ?? 0) + ms);
}

async function ticketOf(iin: Iin): Promise<string> {
  const answer = await start(iin);
  if (answer.kind !== "right") throw new Error(`The password step said ${answer.kind}`);
  return answer.ticket;
}

/** Connections are made when they are needed: without this the first of many at once would be done before the second begins. */
async function openEveryConnection(): Promise<void> {
  await Promise.all(Array.from({ length: 20 }, () => db.$queryRaw`SELECT 1 FROM pg_sleep(0.1)`));
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-21T06:00:00Z") });
});
afterEach(() => {
  vi.useRealTimers();
});
afterAll(() => db.$disconnect());

describe("the password", () => {
  it("signs in at once where no number is linked", async () => {
    const iin = await account(null);
    const answer = await start(iin);
    expect(answer).toMatchObject({ kind: "right", needsCode: false });
    const session = answer.kind === "right" ? await redeemTicket(answer.ticket, "test") : null;
    expect(await visitSession(hashToken(session?.sid ?? ""))).toMatchObject({ iin, roles: ["citizen"] });
  });

  it("answers an unknown IIN exactly as a known one, step by step to the lock", async () => {
    const known = await account(freshPhone());
    const unknown = freshIin();
    for (let turn = 1; turn <= 7; turn += 1) {
      const answer = await start(unknown, "wrong password", "10.9.9.1");
      expect(await start(known, "wrong password", "10.9.9.1")).toEqual(answer);
      expect(answer.kind).toBe(turn <= 5 ? "wrong" : "locked");
    }
  });

  it("stays locked for 15 minutes for the right password too, and opens then", async () => {
    const iin = await account(null);
    for (let turn = 1; turn <= 5; turn += 1) await start(iin, "wrong");
    expect(await start(iin)).toEqual({ kind: "locked", until: new Date("2026-11-21T06:15:00Z") });
    pass(15 * minute - 1);
    expect((await start(iin)).kind).toBe("locked");
    pass(1);
    expect((await start(iin)).kind).toBe("right");
  });

  it("is judged at most five times however many come at once", async () => {
    const iin = await account(null);
    await openEveryConnection();
    const answers = await Promise.all(Array.from({ length: 20 }, () => start(iin, "wrong", "10.9.9.2")));
    expect(answers.filter(({ kind }) => kind === "wrong")).toHaveLength(5);
    expect(answers.filter(({ kind }) => kind === "locked")).toHaveLength(15);
  });

  it("forgets wrong ones once it is right", async () => {
    const iin = await account(null);
    for (let round = 1; round <= 3; round += 1) {
      for (let turn = 1; turn <= 4; turn += 1) expect((await start(iin, "wrong")).kind).toBe("wrong");
      expect((await start(iin)).kind).toBe("right");
    }
  });

  it("tried over many IINs from one address is throttled, for that address alone", async () => {
    const kinds: string[] = [];
    for (let turn = 1; turn <= 52; turn += 1) kinds.push((await start(freshIin(), "one password", "10.9.9.3")).kind);
    expect(kinds.filter((kind) => kind === "wrong")).toHaveLength(50);
    const iin = await account(null);
    expect((await start(iin, password, "10.9.9.3")).kind).toBe("busy");
    expect((await start(iin, password, "10.9.9.4")).kind).toBe("right");
  });

  it("does not count right ones against the address", async () => {
    const iin = await account(null);
    for (let turn = 1; turn <= 55; turn += 1) expect((await start(iin, password, "10.9.9.5")).kind).toBe("right");
  });
});

describe("the ticket", () => {
  it("is no session before the code", async () => {
    const iin = await account(freshPhone());
    const ticket = await ticketOf(iin);
    expect(await redeemTicket(ticket, null)).toBeNull();
    await sendCode(ticket);
    expect(await redeemTicket(ticket, null)).toBeNull();
    expect(await give(ticket, await lastCode(iin))).toEqual({ kind: "right" });
    expect(await redeemTicket(ticket, null)).not.toBeNull();
  });

  it("makes one session, however many redeem it at once", async () => {
    const ticket = await ticketOf(await account(null));
    await openEveryConnection();
    const sessions = await Promise.all(Array.from({ length: 20 }, () => redeemTicket(ticket, null)));
    expect(sessions.filter((session) => session !== null)).toHaveLength(1);
  });

  it("is good for 20 minutes", async () => {
    const early = await ticketOf(await account(null));
    pass(20 * minute - 1);
    expect(await redeemTicket(early, null)).not.toBeNull();
    const late = await ticketOf(await account(null));
    pass(20 * minute);
    expect(await redeemTicket(late, null)).toBeNull();
  });

  it("is stored only as a hash, and so is the code", async () => {
    const iin = await account(freshPhone());
    const ticket = await ticketOf(iin);
    await sendCode(ticket);
    const row = JSON.stringify(await db.pendingSignIn.findMany({ where: { iin } }));
    expect(row).not.toContain(ticket);
    expect(row).not.toContain(`"${await lastCode(iin)}"`);
  });
});

describe("the code", () => {
  it("is right once: of 20 at once 1 succeeds", async () => {
    const iin = await account(freshPhone());
    const ticket = await ticketOf(iin);
    await sendCode(ticket);
    const code = await lastCode(iin);
    await openEveryConnection();
    const answers = await Promise.all(Array.from({ length: 20 }, () => give(ticket, code)));
    expect(answers.filter(({ kind }) => kind === "right")).toHaveLength(1);
    expect(answers.filter(({ kind }) => kind === "over")).toHaveLength(19);
  });

  it("is locked after five wrong ones; a new password, a resend and the right code do not help", async () => {
    const iin = await account(freshPhone());
    const ticket = await ticketOf(iin);
    await sendCode(ticket);
    const code = await lastCode(iin);
    for (let turn = 1; turn <= 4; turn += 1) {
      expect(await give(ticket, wrongCode(code))).toMatchObject({ kind: "wrong", left: 5 - turn });
    }
    pass(minute);
    expect(await sendCode(ticket)).toEqual({ kind: "sent" });
    const second = await lastCode(iin);
    expect(await give(ticket, wrongCode(second))).toMatchObject({ kind: "wrong", left: 0 });
    expect((await give(ticket, second)).kind).toBe("locked");
    pass(minute);
    expect((await sendCode(ticket)).kind).toBe("locked");
    const another = await ticketOf(iin);
    expect((await sendCode(another)).kind).toBe("locked");
    expect((await give(another, second)).kind).toBe("locked");
    pass(14 * minute);
    const later = await ticketOf(iin);
    expect((await sendCode(later)).kind).toBe("sent");
    expect((await give(later, await lastCode(iin))).kind).toBe("right");
  });

  it("is judged at most five times however many come at once", async () => {
    const iin = await account(freshPhone());
    const ticket = await ticketOf(iin);
    await sendCode(ticket);
    const wrong = wrongCode(await lastCode(iin));
    await openEveryConnection();
    const answers = await Promise.all(Array.from({ length: 20 }, () => give(ticket, wrong)));
    expect(answers.filter(({ kind }) => kind === "wrong")).toHaveLength(5);
  });

  it("is good for 5 minutes", async () => {
    const iin = await account(freshPhone());
    const early = await ticketOf(iin);
    await sendCode(early);
    pass(5 * minute - 1);
    expect((await give(early, await lastCode(iin))).kind).toBe("right");
    pass(2 * minute);
    const late = await ticketOf(iin);
    await sendCode(late);
    pass(5 * minute);
    // Slow is not wrong: however often, nothing is closed by it.
    for (let times = 0; times < 6; times += 1) expect((await give(late, await lastCode(iin))).kind).toBe("expired");
    expect(await give(late, wrongCode(await lastCode(iin)))).toMatchObject({ kind: "wrong", left: 4 });
  });

  it("is void once another is sent", async () => {
    const iin = await account(freshPhone());
    const ticket = await ticketOf(iin);
    await sendCode(ticket);
    const first = await lastCode(iin);
    pass(minute);
    await sendCode(ticket);
    const second = await lastCode(iin);
    expect((await give(ticket, first)).kind).toBe(first === second ? "right" : "wrong");
  });

  it("opens nothing under another ticket", async () => {
    const phone = freshPhone();
    const [mine, theirs] = [await account(phone), await account(freshPhone())];
    const [ticket, stranger] = [await ticketOf(mine), await ticketOf(theirs)];
    await sendCode(ticket);
    await sendCode(stranger);
    const code = await lastCode(mine);
    if (code !== (await lastCode(theirs))) expect((await give(stranger, code)).kind).toBe("wrong");
    expect((await give("no such ticket", code)).kind).toBe("over");
  });
});

describe("SMS to a number", () => {
  it("are three in ten minutes, whatever the account", async () => {
    const phone = freshPhone();
    const kinds: string[] = [];
    for (let turn = 1; turn <= 5; turn += 1) kinds.push((await sendCode(await ticketOf(await account(phone)))).kind);
    expect(kinds).toEqual(["sent", "sent", "sent", "too-many", "too-many"]);
    expect(await db.mockMessage.count({ where: { to: phone } })).toBe(3);
    pass(10 * minute);
    expect((await sendCode(await ticketOf(await account(phone)))).kind).toBe("sent");
  });

  it("are eight a day for signing in: the tenth and the one before are for what is signed", async () => {
    const phone = freshPhone();
    const kinds: string[] = [];
    for (let turn = 1; turn <= 12; turn += 1) {
      kinds.push((await sendCode(await ticketOf(await account(phone)))).kind);
      pass(11 * minute);
    }
    expect(kinds.filter((kind) => kind === "sent")).toHaveLength(8);
    expect(kinds.slice(8)).toEqual(Array(4).fill("too-many"));
  });

  it("leave a pause of a minute", async () => {
    const ticket = await ticketOf(await account(freshPhone()));
    await sendCode(ticket);
    pass(minute - 1);
    expect(await sendCode(ticket)).toEqual({ kind: "too-soon", until: new Date("2026-11-21T06:01:00Z") });
    pass(1);
    expect((await sendCode(ticket)).kind).toBe("sent");
  });
});

describe("a session", () => {
  async function signedIn(): Promise<{ iin: Iin; id: string }> {
    const iin = await account(null);
    const session = await redeemTicket(await ticketOf(iin), "test");
    return { iin, id: hashToken(session?.sid ?? "") };
  }

  it("ends after 15 minutes of doing nothing, on its person's clock", async () => {
    const { iin, id } = await signedIn();
    await setClock({ iin, advance: "PT14M59S" });
    expect(await visitSession(id)).toMatchObject({ iin });
    await setClock({ iin, advance: "PT14M59S" });
    expect(await visitSession(id)).toMatchObject({ iin });
    await setClock({ iin, advance: "PT15M" });
    expect(await visitSession(id)).toBeNull();
  });

  it("ends after 12 hours of activity", async () => {
    const { iin, id } = await signedIn();
    for (let passed = 0; passed < 710; passed += 10) {
      await setClock({ iin, advance: "PT10M" });
      expect(await visitSession(id)).not.toBeNull();
    }
    await setClock({ iin, advance: "PT9M59S" });
    expect(await visitSession(id)).not.toBeNull();
    await setClock({ iin, advance: "PT1S" });
    expect(await visitSession(id)).toBeNull();
  });

  it("ends by signing out, and that of others does not", async () => {
    const [mine, theirs] = [await signedIn(), await signedIn()];
    await endSession(mine.id);
    expect(await visitSession(mine.id)).toBeNull();
    expect(await visitSession(theirs.id)).not.toBeNull();
  });

  it("is none for a key that was never given", async () => {
    expect(await visitSession(hashToken("invented"))).toBeNull();
  });
});
