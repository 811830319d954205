import { writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { iinSchema, type Iin } from "@/lib/kernel/iin";
import { db } from "@/lib/infra/db/client";
import { openssl, temporaryFolder } from "@/lib/infra/signing/signature-for-tests";
import { copyPerson } from "../qa/copy-person";
import { loadDemoWorld } from "../qa/demo-world-for-tests";
import { walkApplication } from "../qa/walk";
import {
  ownSignatureFile,
  signatureFileOfTask,
  signatureFiles,
  viewOwnSignatures,
  viewSignaturesOfTask,
} from "./stored-signatures";

const aigerim = iinSchema.parse("940416412502");
const reviewer = { iin: iinSchema.parse("850220369901"), roles: ["umd-officer:71"] };
const elsewhere = { iin: iinSchema.parse("871017494694"), roles: ["umd-officer:63"] };
const nobody = "00000000-0000-4000-8000-000000000000";

let iin: Iin;
let id: string;
let task: string;
let signature: string;

beforeAll(async () => {
  await loadDemoWorld();
  const copied = await copyPerson(aigerim);
  if (!copied.ok) throw new Error(copied.error);
  iin = copied.value.iin;
  const at = await walkApplication("id-card-renewal", iin, "in-review");
  if (at.kind !== "reached") throw new Error(JSON.stringify(at));
  id = at.id;
  task = (await db.task.findFirstOrThrow({ where: { applicationId: id } })).id;
  signature = (await db.signature.findFirstOrThrow({ where: { applicationId: id } })).id;
}, 120_000);
afterAll(() => db.$disconnect());

/** A signature's file, which must be there. */
async function file(kind: (typeof signatureFiles)[number]): Promise<Uint8Array> {
  const found = await ownSignatureFile(id, iin, signature, kind);
  if (!found) throw new Error(`no ${kind}`);
  return found.content;
}

describe("a stored signature", () => {
  it("is shown to the applicant in full, and verified again", async () => {
    const found = await viewOwnSignatures(id, iin);
    expect(found?.signatures).toHaveLength(1);
    expect(found?.signatures[0]).toMatchObject({
      purpose: "sign-application",
      signer: iin,
      method: "key-file",
      evidence: { kind: "ocsp" },
      certificate: { issuer: "ҰЛТТЫҚ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ (RSA) TEST" },
      verdict: { kind: "valid" },
    });
    expect(found?.signatures[0]?.text).toContain(iin);
  });

  it("is verified by OpenSSL from the downloaded files alone, and a changed text is not", async () => {
    const folder = temporaryFolder();
    const at = (name: string) => path.join(folder, name);
    const text = await file("document");
    writeFileSync(at("text"), text);
    writeFileSync(at("cms"), await file("cms"));
    writeFileSync(at("authority.pem"), await file("authority"));
    const { signedAt } = await db.signature.findUniqueOrThrow({ where: { id: signature } });
    const seconds = String(Math.floor(signedAt.getTime() / 1000));
    const verify = (content: string) =>
      openssl(
        ..."cms -verify -binary -inform DER".split(" "),
        ...["-in", at("cms"), "-content", at(content), "-CAfile", at("authority.pem"), "-attime", seconds],
        ...["-out", at("verified")],
      );
    expect(() => verify("text")).not.toThrow();
    writeFileSync(at("changed"), Buffer.concat([Buffer.from(text), Buffer.from(" ")]));
    expect(() => verify("changed")).toThrow(/Command failed/);
  });

  it("is nobody else's to see: not another citizen's, not an officer's of another region", async () => {
    expect(await viewOwnSignatures(id, reviewer.iin)).toBeNull();
    expect(await viewOwnSignatures(nobody, iin)).toBeNull();
    expect(await viewOwnSignatures("nonsense", iin)).toBeNull();
    expect(await viewSignaturesOfTask(task, elsewhere)).toBeNull();
    expect(await viewSignaturesOfTask(nobody, reviewer)).toBeNull();
    for (const kind of signatureFiles) {
      expect(await ownSignatureFile(id, reviewer.iin, signature, kind)).toBeNull();
      expect(await ownSignatureFile(id, iin, nobody, kind)).toBeNull();
      expect(await signatureFileOfTask(task, elsewhere, signature, kind)).toBeNull();
      expect(await signatureFileOfTask(task, reviewer, nobody, kind)).toBeNull();
    }
  });

  it("is seen by the officer of its task, which stands in the applicant's access log and in the audit log", async () => {
    const accesses = () =>
      db.accessLog.count({ where: { subject: iin, reader: reviewer.iin, operation: "signature" } });
    const audited = (action: string) => db.auditEntry.count({ where: { applicationId: id, action } });
    const before = [await accesses(), await audited("signatures-viewed"), await audited("signature-downloaded")];
    expect((await viewSignaturesOfTask(task, reviewer))?.signatures).toMatchObject([{ signer: iin }]);
    expect((await signatureFileOfTask(task, reviewer, signature, "cms"))?.name).toMatch(/\.p7s$/);
    expect([await accesses(), await audited("signatures-viewed"), await audited("signature-downloaded")]).toEqual(
      before.map((count, index) => count + (index === 0 ? 2 : 1)),
    );
  });

  it("shows the applicant no officer's signature, and no file of it", async () => {
    const row = await db.signature.findUniqueOrThrow({ where: { id: signature } });
    const { id: own, ...rest } = row;
    const theirs = crypto.randomUUID();
    await db.signature.create({
      data: { ...rest, id: theirs, signer: reviewer.iin, purpose: `decide-task:${task}`, evidence: {} },
    });
    expect((await viewOwnSignatures(id, iin))?.signatures.map((one) => one.id)).toEqual([own]);
    expect(await ownSignatureFile(id, iin, theirs, "document")).toBeNull();
    expect((await viewSignaturesOfTask(task, reviewer))?.signatures).toMatchObject([
      { verdict: { kind: "valid" } },
      { purpose: "decide-task", certificate: null, verdict: { kind: "invalid", reason: "evidence" } },
    ]);
  });

  it("says so when what is stored was changed", async () => {
    const row = await db.signature.findUniqueOrThrow({ where: { id: signature } });
    const verdict = async () => (await viewOwnSignatures(id, iin))?.signatures[0]?.verdict;
    await db.signature.update({ where: { id: signature }, data: { document: Buffer.from("another text") } });
    expect(await verdict()).toEqual({ kind: "invalid", reason: "content-changed" });
    await db.signature.update({ where: { id: signature }, data: { document: row.document, cms: Buffer.from("x") } });
    expect(await verdict()).toEqual({ kind: "invalid", reason: "other" });
    await db.signature.update({ where: { id: signature }, data: { cms: row.cms } });
    expect(await verdict()).toEqual({ kind: "valid" });
  });
});
