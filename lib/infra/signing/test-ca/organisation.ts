import "server-only";
import { openKeyFile, type KeyFile } from "../key-file";
import { openTestCa, testKeyPassword } from "./test-ca";

/** The organisation that runs the demonstration, by its head's key; both are made up, and in the demo dataset. */
const head = { iin: "930530392601", surname: "ТӨЛЕГЕНОВ", givenName: "АСХАТ", patronymic: "БАУЫРЖАНҰЛЫ" };
const organisation = "«АШЫҚ ЕСІК ПОРТАЛЫНЫҢ ОПЕРАТОРЫ» КЕАҚ";

/** The key of the test authority with which a demonstration seals its documents; made like everybody's, and kept beside them. */
export async function organisationTestKey(dataDir: string, bin: string): Promise<KeyFile> {
  const ca = await openTestCa(dataDir);
  return openKeyFile(await ca.testKey({ ...head, bin, organisation }, "valid"), testKeyPassword);
}
