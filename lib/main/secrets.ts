import { createHmac, randomBytes } from "node:crypto";
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

const secret = () => randomBytes(32).toString("base64url");

const secretsSchema = z.object({
  superuserPassword: z.string(),
  ownerPassword: z.string(),
  appPassword: z.string(),
  authSecret: z.string(),
  /** AES key of 32 bytes in plain base64, as Next.js wants it. */
  serverActionsKey: z.string(),
  iinHmacKey: z.string(),
  /** With which the payment provider signs its callbacks; absent in a file made before there were payments. */
  paymentsCallbackKey: z.string().optional(),
});

export type Secrets = z.infer<typeof secretsSchema> & { readonly paymentsCallbackKey: string };

/** Makes DATA_DIR. Others may pass through it (PostgreSQL's user has to, under root) but not look around. */
export function makeDataDir(dataDir: string): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o711 });
  if (process.getuid?.() === 0) chmodSync(dataDir, 0o711);
}

/**
 * The portal's own secrets, made once in DATA_DIR and kept there, readable by this user only.
 * Two processes that start at the same time get the same ones.
 */
export function readSecrets(dataDir: string): Secrets {
  const file = path.join(dataDir, "secrets.json");
  if (!existsSync(file)) {
    const made: Secrets = {
      superuserPassword: secret(),
      ownerPassword: secret(),
      appPassword: secret(),
      authSecret: secret(),
      serverActionsKey: randomBytes(32).toString("base64"),
      iinHmacKey: secret(),
      paymentsCallbackKey: secret(),
    };
    const draft = `${file}.${String(process.pid)}`;
    writeFileSync(draft, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600, flag: "w" });
    try {
      // A link fails when the file is there already: whoever came first wins.
      linkSync(draft, file);
    } catch (error) {
      if (!existsSync(file)) throw error;
    } finally {
      rmSync(draft);
    }
  }
  const parsed = secretsSchema.safeParse(JSON.parse(readFileSync(file, "utf8")));
  if (!parsed.success) throw new Error(`${file} is damaged. Restore it, or remove DATA_DIR to start from nothing.`);
  // Made out of another secret, so that all processes have the same one without writing the file anew.
  const derived = createHmac("sha256", parsed.data.authSecret).update("payments-callback").digest("base64url");
  return { ...parsed.data, paymentsCallbackKey: parsed.data.paymentsCallbackKey ?? derived };
}
