import { createHash } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { openKeyFile } from "./key-file";
import { makeDetachedSignature } from "./make-signature";
import { aliya, now, temporaryFolder } from "./signature-for-tests";
import { personCertificate } from "./test-ca/person-certificate";
import { openTestCa, testKeyPassword, type TestCa } from "./test-ca/test-ca";
import { judgeSeal, type SealMade } from "./verify-seal";

const bytes = new TextEncoder().encode("sealed");
const owner = { ...aliya, bin: "990340000011", organisation: "«ЖЕЛ» ЖШС" };
const { notBefore, notAfter } = personCertificate(owner, "valid");
const later = (date: Date, ms: number) => new Date(date.getTime() + ms);
/** The test authorities end in 2045. */
const afterAuthorities = new Date("2046-01-01T00:00:00Z");
let ca: TestCa;

beforeAll(async () => {
  ca = await openTestCa(temporaryFolder());
}, 60_000);

async function judged(made: SealMade, kind: "valid" | "expired" = "valid") {
  const key = openKeyFile(await ca.testKey(owner, kind), testKeyPassword);
  const cms = await makeDetachedSignature(createHash("sha256").update(bytes).digest(), key);
  return judgeSeal(cms, [bytes], ca.trust, made);
}

it("a seal whose time is known is trusted from the first to the last moment of its certificate", async () => {
  for (const [at, isTrusted] of [
    [later(notBefore, -1), false],
    [notBefore, true],
    [notAfter, true],
    [later(notAfter, 1), false],
    [afterAuthorities, false],
  ] as const)
    expect(await judged({ at }), at.toISOString()).toMatchObject({ holds: true, isTrusted });
  expect(await judged({ at: now }, "expired")).toMatchObject({ isTrusted: false });
});

it("a seal whose time nobody knows is judged for its certificate's last moment, and never for one that is yet to come", async () => {
  for (const [by, isTrusted] of [
    [later(notBefore, -1), false],
    [notBefore, true],
    [later(notAfter, 1), true],
    [afterAuthorities, true],
  ] as const)
    expect(await judged({ by }), by.toISOString()).toMatchObject({ holds: true, isTrusted });
  expect(await judged({ by: now }, "expired")).toMatchObject({ isTrusted: true });
});
