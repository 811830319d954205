import "server-only";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { makeKeyPair, type KeyPair } from "./issue-certificate";

const base64 = z.base64().transform((text) => new Uint8Array(Buffer.from(text, "base64")));
const stock = z.array(z.object({ privateKey: base64, publicKey: base64 }));

const fileOf = (dataDir: string) => path.join(dataDir, "test-key-stock.json");

/**
 * Lays in key pairs for the test authority of `dataDir`, before it is opened: it then gives them out in turn instead of making a pair
 * for each key. For tests, which need thousands of keys and spend a third of their time on them otherwise.
 */
export async function layInKeyPairs(dataDir: string, count: number): Promise<void> {
  const pairs = await Promise.all(Array.from({ length: count }, () => makeKeyPair(2048)));
  const encoded = pairs.map(({ privateKey, publicKey }) => ({
    privateKey: Buffer.from(privateKey).toString("base64"),
    publicKey: Buffer.from(publicKey).toString("base64"),
  }));
  await writeFile(fileOf(dataDir), JSON.stringify(encoded), { mode: 0o600 });
}

/** What gives the test authority of `dataDir` its key pairs: those laid in, in turn, or a new one each time where there is no stock. */
export async function keyPairSource(dataDir: string): Promise<() => Promise<KeyPair>> {
  const text = await readFile(fileOf(dataDir), "utf8").catch(() => "[]");
  const pairs = stock.parse(JSON.parse(text));
  let given = 0;
  return async () => pairs[given++ % pairs.length] ?? makeKeyPair(2048);
}
