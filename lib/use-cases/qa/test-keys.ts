import "server-only";
import { z } from "zod";
import { binSchema, type Bin } from "@/lib/kernel/bin";
import { isIin, type Iin } from "@/lib/kernel/iin";
import { db } from "@/lib/infra/db/client";
import { env } from "@/lib/infra/env";
import { keyRights, type KeyRight } from "@/lib/kernel/key-right";
import { iinOf, type Applicant } from "@/lib/process/applicant";
import { testKeyKinds, type TestKeyKind } from "@/lib/infra/signing/test-ca/person-certificate";
import { signWithTestKey } from "@/lib/infra/signing/test-ca/sign-with-test-key";
import { openTestCa, testKeyPassword } from "@/lib/infra/signing/test-ca/test-ca";
import { notDone, qaCall } from "./qa-call";

/** The organisation that a key is issued for, and what it lets its holder do. */
interface KeyFor {
  readonly bin: Bin;
  readonly right: KeyRight;
}

/**
 * A person's key of the test authority: their own, or the one that they hold in an organisation. Whoever GBD FL does not know gets one
 * without a name of their own.
 */
export async function testKeyOf(iin: Iin, kind: TestKeyKind, organisation?: KeyFor): Promise<Uint8Array> {
  const [person, entity] = await Promise.all([
    db.mockPerson.findUnique({ where: { iin }, select: { surname: true, givenName: true, patronymic: true } }),
    organisation && db.mockLegalEntity.findUnique({ where: { bin: organisation.bin } }),
  ]);
  const ca = await openTestCa(env.dataDir);
  return ca.testKey(
    {
      iin,
      surname: person?.surname ?? "БЕЛГІСІЗ",
      givenName: person?.givenName ?? "АДАМ",
      ...(person?.patronymic == null ? {} : { patronymic: person.patronymic }),
      ...organisation,
      ...(entity ? { organisation: entity.nameKk } : {}),
    },
    kind,
  );
}

/** The organisations that a person heads: they hold a key in each. */
export async function headedBy(iin: Iin): Promise<readonly { readonly bin: string; readonly name: string }[]> {
  const rows = await db.mockLegalEntity.findMany({ where: { head: iin }, orderBy: { bin: "asc" } });
  return rows.map(({ bin, nameKk }) => ({ bin, name: nameKk }));
}

/** Signs a text with a person's valid key, or with the one they hold in the entity they act for, as their browser would. Out: a detached CMS in base64. */
export async function signFor(applicant: Applicant, text: string, at: Date): Promise<string> {
  const key = await testKeyOf(iinOf(applicant), "valid", typeof applicant === "string" ? undefined : applicant);
  const cms = await signWithTestKey(new TextEncoder().encode(text), key, testKeyPassword, at);
  return Buffer.from(cms).toString("base64");
}

/** `GET /api/qa/keys/IIN.p12?kind=…`; with `bin=…&right=…` the key that the person holds in an organisation. */
export const keyCall = qaCall(
  z.strictObject({
    file: z.string(),
    kind: z.enum(testKeyKinds).default("valid"),
    bin: binSchema.optional(),
    right: z.enum(keyRights).default("head"),
  }),
  async ({ file, kind, bin, right }) => {
    const iin = /^(\d{12})\.p12$/.exec(file)?.[1];
    if (iin === undefined || !isIin(iin)) return notDone(404, "$.file", "a key is called IIN.p12, with a valid IIN");
    const key = await testKeyOf(iin, kind, bin && { bin, right });
    const name = [iin, ...(bin === undefined ? [] : [bin, right]), `${kind}.p12`].join("-");
    return { status: 200, file: key, mediaType: "application/x-pkcs12", name };
  },
);
