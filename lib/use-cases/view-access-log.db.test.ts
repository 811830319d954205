import { readFileSync } from "node:fs";
import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";
import { binSchema } from "@/lib/kernel/bin";
import { checkDigit, iinSchema, type Iin } from "@/lib/kernel/iin";
import { messagesOf } from "@/lib/i18n/messages";
import { recordAccess } from "@/lib/infra/access-log";
import { realNow } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { entityFor } from "./sign-in/entity";
import { viewAccessLog } from "./view-access-log";

let count = 0;

function freshIin(): Iin {
  for (;;) {
    count += 1;
    const first = `9206064${String(count).padStart(4, "0")}`;
    const digit = checkDigit(first);
    if (digit !== null) return iinSchema.parse(first + String(digit));
  }
}

async function applicationOf(applicant: Iin): Promise<string> {
  const id = randomUUID();
  const at = realNow();
  const number = id.slice(0, 12);
  await db.application.create({
    data: {
      id,
      number,
      service: "residence-registration",
      version: 1,
      applicant,
      phase: "draft",
      state: {},
      seq: 0,
      createdAt: at,
      updatedAt: at,
    },
  });
  return id;
}

const row = {
  readerKind: "citizen",
  readerRole: null,
  database: "portal",
  purpose: "residence-registration",
  answer: "found",
};
const newest = async (subject: Iin) => (await viewAccessLog(subject, 1)).entries[0];

afterAll(() => db.$disconnect());

describe("who read my data", () => {
  it('is not "you" where somebody tried to sign in for one\'s organisation', async () => {
    const [head, stranger] = [freshIin(), freshIin()];
    const bin = binSchema.parse("180540207141");
    await db.mockLegalEntity.create({
      data: { bin, nameKk: "«Самал» ЖШС", nameRu: "ТОО «Самал»", head, status: "active" },
    });
    await entityFor(stranger, { bin, right: "employee" });
    expect(await newest(head)).toMatchObject({ person: "representative", database: "legal-entities" });
    await entityFor(head, { bin, right: "head" });
    expect(await newest(head)).toMatchObject({ person: "you" });
  });

  it("is the owner where an owner was asked for consent, and the application is one's own", async () => {
    const [applicant, owner] = [freshIin(), freshIin()];
    const applicationId = await applicationOf(applicant);
    await recordAccess({ ...row, reader: owner, subject: applicant, operation: "consent", applicationId });
    expect(await newest(applicant)).toMatchObject({ person: "owner", applicationId });
  });

  it("is the applicant where a relative's record was needed; the application of somebody else is no link", async () => {
    const [applicant, mother] = [freshIin(), freshIin()];
    const applicationId = await applicationOf(applicant);
    await recordAccess({ ...row, reader: applicant, subject: mother, operation: "children", applicationId });
    expect(await newest(mother)).toMatchObject({ person: "applicant", applicationId: null });
  });

  it("is somebody else where nothing says who they are, and nobody in particular where it is an officer", async () => {
    const [subject, reader] = [freshIin(), freshIin()];
    await recordAccess({ ...row, reader, subject, operation: "person", applicationId: null });
    expect(await newest(subject)).toMatchObject({ person: "other" });
    await recordAccess({ ...row, readerKind: "officer", reader, subject, operation: "task", applicationId: null });
    expect(await newest(subject)).toMatchObject({ person: null });
  });
});

it("every question that is put to a state database about a person has its words in the log", () => {
  const source = ["gateway", "record-ports"]
    .map((name) => readFileSync(`lib/state-databases/${name}.ts`, "utf8"))
    .join();
  const asked = [...source.matchAll(/\.(?:read|write|(?:read|write)ForApplicant|writeFreely)\(\s*"(\w+)"/g)].map(
    (match) => match[1],
  );
  expect(asked.length).toBeGreaterThan(25);
  const { operations } = messagesOf("kk").cabinet.accessLog;
  const unheard = ["photo", "signatureSample"];
  const wordless = [...asked, "entity", "consent", "blocked"].filter((one) => !(String(one) in operations));
  expect(wordless.filter((one) => !unheard.includes(String(one)))).toEqual([]);
});
