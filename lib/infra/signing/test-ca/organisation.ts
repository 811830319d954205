import "server-only";
import { openKeyFile, type KeyFile } from "../key-file";
import { openTestCa, testKeyPassword } from "./test-ca";

/** The head of the made-up organisation that runs the demonstration. */
const head = { iin: "800515300027", surname: "АСҚАРОВ", givenName: "ДӘУЛЕТ", patronymic: "МҰРАТҰЛЫ" };

/** The key of the test authority with which a demonstration seals its documents; made like everybody's, and kept beside them. */
export async function organisationTestKey(dataDir: string, bin: string): Promise<KeyFile> {
  const ca = await openTestCa(dataDir);
  const owner = { ...head, bin, organisation: "«АШЫҚ ЕСІК» МЕМЛЕКЕТТІК ҚЫЗМЕТТЕР ПОРТАЛЫ (СЫНАҚ)" };
  return openKeyFile(await ca.testKey(owner, "valid"), testKeyPassword);
}
