import "server-only";
import { addressLines } from "@/lib/kernel/address";
import type { Iin } from "@/lib/kernel/iin";
import { rateKey, take } from "@/lib/infra/auth/rate-limit";
import { now as clockOf, realNow } from "@/lib/infra/clock";
import type { Option } from "@/lib/process/fields";
import { openPorts } from "@/lib/state-databases/gateway";

/** Whoever types quickly asks often; a program that reads the whole register asks oftener. */
const searchLimit = { points: 240, seconds: 600 };

/**
 * The addresses that a person may mean, by their codes: what the address register says, which knows no people. Empty while it does not
 * answer; null for whoever has asked too often.
 */
export async function searchAddresses(iin: Iin, text: string): Promise<readonly Option[] | null> {
  if (!(await take(rateKey("address-search", iin), searchLimit, realNow())).allowed) return null;
  const ports = openPorts({ reader: { kind: "citizen", iin }, purpose: "address-search", now: await clockOf(iin) });
  const found = await ports["address-register"].search({ text });
  if (found.kind !== "found") return [];
  return found.value.map(({ rka, address }) => ({ value: rka, ...addressLines(address) }));
}
