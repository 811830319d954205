import "server-only";
import type { Seal } from "@/lib/kernel/seal";
import { openKeyFile, type KeyFile } from "../key-file";
import { openTestCa, testKeyPassword } from "./test-ca";

/** Who seals in a demonstration, by the key of a head; all made up. The portal's own is in the demo dataset as well. */
const heads = {
  portal: {
    ...{ iin: "930530392601", surname: "ТӨЛЕГЕНОВ", givenName: "АСХАТ", patronymic: "БАУЫРЖАНҰЛЫ" },
    organisation: "«АШЫҚ ЕСІК ПОРТАЛЫНЫҢ ОПЕРАТОРЫ» КЕАҚ",
  },
  interior: {
    ...{ iin: "700510301126", surname: "ЖҮНІСОВ", givenName: "ЕРЛАН", patronymic: "СӘКЕНҰЛЫ" },
    organisation: "«ҚАЗАҚСТАН РЕСПУБЛИКАСЫ ІШКІ ІСТЕР МИНИСТРЛІГІ» ММ (ТЕСТ)",
  },
  justice: {
    ...{ iin: "760311402338", surname: "ОРАЗБАЕВА", givenName: "ГҮЛНАР", patronymic: "МАРАТҚЫЗЫ" },
    organisation: "«ҚАЗАҚСТАН РЕСПУБЛИКАСЫ ӘДІЛЕТ МИНИСТРЛІГІ» ММ (ТЕСТ)",
  },
} as const satisfies Record<Seal, object>;

/** The key of the test authority with which a demonstration seals its documents; made like everybody's, and kept beside them. */
export async function testSealKey(dataDir: string, seal: Seal, bin: string): Promise<KeyFile> {
  const ca = await openTestCa(dataDir);
  return openKeyFile(await ca.testKey({ ...heads[seal], bin }, "valid"), testKeyPassword);
}
