import { readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { iinSchema } from "@/lib/kernel/iin";
import { audit } from "@/lib/infra/audit";
import { realNow } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { env } from "@/lib/infra/env";
import { openLogKey } from "@/lib/infra/signing/log-key";
import { loadDemoWorld } from "./qa/demo-world-for-tests";
import { walkApplication } from "./qa/walk";
import { sealAccessLog } from "./seal-access-log";
import { signLogHeads } from "./sign-log-heads";
import { verifyLogs } from "./verify-logs";

const aigerim = iinSchema.parse("940416412502");
const owner = new pg.Client({ connectionString: process.env["DATABASE_URL"] });
const anchors = path.join(env.dataDir, "signed-logs.jsonl");
let application = "";

beforeAll(async () => {
  await loadDemoWorld();
  await owner.connect();
  const at = await walkApplication("id-card-renewal", aigerim, "in-review");
  if (at.kind !== "reached") throw new Error(JSON.stringify(at));
  application = at.id;
  await sealAccessLog();
  vi.useFakeTimers({ toFake: ["Date"], now: new Date(realNow().getTime() + 3_600_000) });
  expect(await signLogHeads()).toBe(true);
  await db.$transaction((tx) =>
    audit(tx, { actor: { kind: "portal" }, action: "tested", applicationId: null, details: {} }),
  );
  vi.setSystemTime(new Date(realNow().getTime() + 24 * 3_600_000));
  expect(await signLogHeads()).toBe(true);
  vi.useRealTimers();
}, 120_000);

afterEach(() => {
  vi.useRealTimers();
});

afterAll(async () => {
  await owner.end();
  await db.$disconnect();
});

const tables = ["signed_head", "log_signature", "application_event", "access_log", "audit_entry"] as const;

/** Does what whoever owns the database could do, sees what is found, and undoes it. */
async function foundAfter(...statements: readonly string[]) {
  const saved: (readonly [string, readonly { readonly row: string }[]])[] = [];
  for (const table of tables) {
    await owner.query(`ALTER TABLE portal.${table} DISABLE TRIGGER USER`);
    const { rows } = await owner.query<{ row: string }>(`SELECT to_json(t)::text AS row FROM portal.${table} t`);
    saved.push([table, rows]);
  }
  try {
    for (const statement of statements) await owner.query(statement);
    return (await verifyLogs()).map(({ log, id, problem }) => `${log} ${id === application ? "A" : id} ${problem}`);
  } finally {
    for (const [table] of saved) await owner.query(`DELETE FROM portal.${table}`);
    for (const [table, rows] of saved.toReversed()) {
      for (const { row } of rows) {
        await owner.query(`INSERT INTO portal.${table} SELECT * FROM json_populate_record(NULL::portal.${table}, $1)`, [
          row,
        ]);
      }
      await owner.query(`ALTER TABLE portal.${table} ENABLE TRIGGER USER`);
    }
  }
}

describe("the daily signature of the logs", () => {
  it("is made once a day, over what has moved since", async () => {
    const rows = await db.logSignature.findMany({ orderBy: { seq: "asc" }, include: { heads: true } });
    expect(rows.map(({ seq, heads }) => [seq, heads.length])).toEqual([
      [1, 1],
      [2, 0],
    ]);
    expect(rows[0]?.content).toMatchObject({ access: { sealedSeq: expect.stringMatching(/^[1-9]/) as string } });
    expect(rows[1]?.content).toMatchObject({ audit: { count: 1 }, heads: { count: 0 } });
    vi.useFakeTimers({ toFake: ["Date"], now: new Date((rows[1]?.at.getTime() ?? 0) + 24 * 3_600_000 - 1) });
    expect(await signLogHeads()).toBe(false);
    expect(await verifyLogs()).toEqual([]);
  });

  it("is made by a key that only this user can read, the same for every process", () => {
    expect(statSync(path.join(env.dataDir, "log-key.pem")).mode & 0o777).toBe(0o600);
    expect(openLogKey(env.dataDir).id).toBe(openLogKey(env.dataDir).id);
    const [bytes, others] = [new Uint8Array([1, 2, 3]), new Uint8Array([1, 2, 4])];
    const signature = openLogKey(env.dataDir).sign(bytes);
    expect(openLogKey(env.dataDir).verify(bytes, signature)).toBe(true);
    expect(openLogKey(env.dataDir).verify(others, signature)).toBe(false);
  });

  it("cannot be changed or taken away by the portal itself", async () => {
    await expect(db.logSignature.deleteMany()).rejects.toThrow();
    await expect(db.signedHead.updateMany({ data: { hash: "x" } })).rejects.toThrow();
    await expect(owner.query("DELETE FROM portal.log_signature")).rejects.toThrow(/append-only/);
  });

  it.each([
    [
      "a byte of a signature",
      ["UPDATE portal.log_signature SET signature = set_byte(signature, 0, get_byte(signature, 0) # 1) WHERE seq = 2"],
      ["signatures 2 bad-signature", "signatures 2 changed"],
    ],
    [
      "a byte of what was signed",
      [`UPDATE portal.log_signature SET content = jsonb_set(content, '{audit,count}', '2') WHERE seq = 2`],
      ["signatures 2 bad-signature", "audit 2 missing", "signatures 2 changed"],
    ],
    [
      "a signed head",
      ["UPDATE portal.signed_head SET hash = repeat('0', 64)"],
      ["signatures 1 changed", "events A head-off-chain"],
    ],
    [
      "a signature taken away",
      ["DELETE FROM portal.signed_head", "DELETE FROM portal.log_signature WHERE seq = 1"],
      ["signatures 1 missing", "signatures 1 missing", "signatures 2 missing"],
    ],
    ["the last signature taken away", ["DELETE FROM portal.log_signature WHERE seq = 2"], ["signatures 2 missing"]],
    ["an audit row", ["UPDATE portal.audit_entry SET action = 'nothing' WHERE action = 'tested'"], ["audit 2 changed"]],
    ["an audit row taken away", ["DELETE FROM portal.audit_entry WHERE action = 'tested'"], ["audit 2 missing"]],
  ])("finds %s", async (_, statements, expected) => {
    expect(await foundAfter(...statements)).toEqual(expected);
    expect(await verifyLogs()).toEqual([]);
  });

  it("finds a chain that was written anew from its last event on: each link fits, the signed head does not", async () => {
    const found = await foundAfter(
      `DELETE FROM portal.application_event e USING portal.application a WHERE e.application_id = a.id AND e.seq = a.seq`,
    );
    expect(found).toContain("events A head-off-chain");
    expect(
      await foundAfter(
        "DELETE FROM portal.access_log WHERE sealed_seq = (SELECT max(sealed_seq) FROM portal.access_log)",
      ),
    ).toEqual([
      expect.stringMatching(/^access \d+ head-off-chain$/),
      expect.stringMatching(/^access \d+ head-off-chain$/),
    ]);
  });

  it("finds a line of the file outside the database that nothing fits", async () => {
    const before = readFileSync(anchors, "utf8");
    writeFileSync(anchors, before.replace(/"digest":"./, '"digest":"x'));
    expect((await verifyLogs()).map(({ id, problem }) => `${id} ${problem}`)).toEqual(["1 changed"]);
    writeFileSync(anchors, before);
    expect(await verifyLogs()).toEqual([]);
  });
});
