import "./environment";
import path from "node:path";
import { db } from "@/lib/infra/db/client";
import { realNow } from "@/lib/infra/clock";
import { keyRights } from "@/lib/kernel/key-right";
import { openSealKey } from "@/lib/infra/signing/seal-key";
import { seals } from "@/lib/kernel/seal";
import { env } from "@/lib/infra/env";

/**
 * `npm run keys`: a key file of the test authority for every account and for the seals, written beside the running portal into
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
  const accounts = await db.account.findMany({ select: { iin: true }, orderBy: { iin: "asc" } });
  const acting = await db.entityAccount.findMany({ orderBy: [{ bin: "asc" }, { iin: "asc" }] });
  const people = await db.mockPerson.findMany({
    where: { iin: { in: [...accounts, ...acting].map(({ iin }) => iin) } },
    select: { iin: true, surname: true, givenName: true, patronymic: true },
  });
  const owners = people.flatMap(({ iin, surname, givenName, patronymic }) => {
    const owner = { iin, surname, givenName, ...(patronymic !== null && { patronymic }) };
    const own = accounts.some((account) => account.iin === iin) ? [owner] : [];
    const held = acting.filter((account) => account.iin === iin);
    const inOrganisations = held.map(({ bin, nameKk, keyRight }) => {
      const right = keyRights.find((one) => one === keyRight) ?? "employee";
      return { ...owner, bin, organisation: nameKk, right };
    });
    return [...own, ...inOrganisations];
  });
  await Promise.all([
    ...owners.map((owner) => ca.testKey(owner, "valid")),
    ...seals.map((seal) => openSealKey(env, seal, realNow())),
  ]);
  console.log(
    `${String(owners.length)} keys are in ${path.join(env.dataDir, "keys")}; their password is ${testKeyPassword}.`,
  );
  return 0;
}

process.exitCode = await writeKeys();
await db.$disconnect();
