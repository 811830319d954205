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
  const bins = new Map(accounts.map(({ iin, bin }) => [iin, bin]));
  await Promise.all(
    people.map(({ iin, surname, givenName, patronymic }) => {
      const bin = bins.get(iin) ?? null;
      const owner = {
        iin,
        surname,
        givenName,
        ...(patronymic !== null && { patronymic }),
        ...(bin !== null && { bin }),
      };
      return ca.testKey(owner, "valid");
    }),
  );
  console.log(
    `${String(people.length)} keys are in ${path.join(env.dataDir, "keys")}; their password is ${testKeyPassword}.`,
  );
  return 0;
}

process.exitCode = await writeKeys();
await db.$disconnect();
