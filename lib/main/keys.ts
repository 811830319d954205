import "./environment";
import path from "node:path";
import { db } from "@/lib/infra/db/client";
import { env } from "@/lib/infra/env";

/**
 * `npm run keys`: a key file of the test authority for every account, written beside the running portal into
 * DATA_DIR/keys and kept there, so that it can be run again. Exits 1 with mocks off: real keys come from the NCA.
 */
async function writeKeys(): Promise<number> {
  if (!env.mocks) {
    console.error(
      "MOCKS is off: keys for real people are issued by the National Certification Authority (pki.gov.kz).",
    );
    return 1;
  }
  const { openTestCa, testKeyPassword } = await import("@/lib/infra/signing/test-ca/test-ca");
  const ca = await openTestCa(env.dataDir);
  const accounts = await db.account.findMany({ select: { iin: true, bin: true }, orderBy: { iin: "asc" } });
  const people = await db.mockPerson.findMany({
    where: { iin: { in: accounts.map(({ iin }) => iin) } },
    select: { iin: true, surname: true, givenName: true, patronymic: true },
  });
  const named = new Map(people.map((person) => [person.iin, person]));
  let written = 0;
  for (const { iin, bin } of accounts) {
    const person = named.get(iin);
    if (!person) continue;
    const { surname, givenName, patronymic } = person;
    const names = { iin, surname, givenName, ...(patronymic === null ? {} : { patronymic }) };
    await ca.testKey(bin === null ? names : { ...names, bin }, "valid");
    written += 1;
  }
  console.log(
    `${String(written)} keys are in ${path.join(env.dataDir, "keys")}; their password is ${testKeyPassword}.`,
  );
  return 0;
}

process.exitCode = await writeKeys();
await db.$disconnect();
