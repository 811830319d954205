import "server-only";
import path from "node:path";
import { z } from "zod";
import { binSchema } from "@/lib/kernel/bin";
import type { Seal } from "@/lib/kernel/seal";

/** The made-up organisations that seal in a portal which is only tried; the first of them runs it. */
const demoBins = { portal: "240140000011", interior: "240240000015", justice: "240240000025" } as const;

/** An empty variable (`PORT= npm start`) counts as one that is not set. */
function given(source: NodeJS.ProcessEnv): Record<string, string> {
  const entries: [string, string][] = [];
  for (const [name, value] of Object.entries(source)) {
    if (value !== undefined && value.trim() !== "") entries.push([name, value.trim()]);
  }
  return Object.fromEntries(entries);
}

const onOff = z.stringbool({ truthy: ["on", "true", "1", "yes"], falsy: ["off", "false", "0", "no"] });

const variables = z.object({
  PORT: z.coerce.number().int().min(1).max(65_535).default(3000),
  DATA_DIR: z.string().default(".data"),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(1).max(200).default(10),
  PORTAL_ENV: z.enum(["development", "test", "demo", "production"]).default("demo"),
  PORTAL_URL: z.url({ protocol: /^https?$/ }).optional(),
  MOCKS: onOff.optional(),
  QA_TOKEN: z.string().optional(),
  METRICS_TOKEN: z.string().optional(),
  ENFORCE_LEGAL_PERIODS: onOff.default(false),
  OUTAGE_MINUTES: z.coerce.number().int().min(1).max(1_440).default(10),
  PRODUCTION_DAYS: z.coerce.number().int().min(0).max(60).default(0),
  NCANODE_URL: z.url().optional(),
  NCA_OCSP_URL: z.url().optional(),
  ORGANISATION_BIN: binSchema.optional(),
  ORGANISATION_KEY_FILE: z.string().optional(),
  ORGANISATION_KEY_PASSWORD: z.string().optional(),
  INTERIOR_MINISTRY_BIN: binSchema.optional(),
  INTERIOR_MINISTRY_KEY_FILE: z.string().optional(),
  INTERIOR_MINISTRY_KEY_PASSWORD: z.string().optional(),
  JUSTICE_MINISTRY_BIN: binSchema.optional(),
  JUSTICE_MINISTRY_KEY_FILE: z.string().optional(),
  JUSTICE_MINISTRY_KEY_PASSWORD: z.string().optional(),
  NCALAYER_URL: z.url({ protocol: /^wss?$/ }).optional(),
  TRUSTED_PROXY_HOPS: z.coerce.number().int().min(0).max(5).default(0),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
});

/**
 * Reads the portal's settings out of a process environment.
 * Throws an error that names every wrong variable (never its value, which may be a secret).
 */
export function readSettings(source: NodeJS.ProcessEnv) {
  const parsed = variables.safeParse(given(source));
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
    throw new Error(`The environment cannot be used:\n${wrong.join("\n")}`);
  }
  const value = parsed.data;
  const production = value.PORTAL_ENV === "production";
  const mocks = value.MOCKS ?? !production;
  const isDemonstration = mocks && !production;
  // Zeros where nobody has said: no key has that BIN.
  const sealKey = (seal: Seal, bin?: string, file?: string, password = "") => ({
    bin: bin ?? (isDemonstration ? demoBins[seal] : "000000000000"),
    file: file && path.resolve(file),
    password,
    mayBeTestKey: isDemonstration,
  });
  const sealKeys = {
    portal: sealKey("portal", value.ORGANISATION_BIN, value.ORGANISATION_KEY_FILE, value.ORGANISATION_KEY_PASSWORD),
    interior: sealKey(
      "interior",
      value.INTERIOR_MINISTRY_BIN,
      value.INTERIOR_MINISTRY_KEY_FILE,
      value.INTERIOR_MINISTRY_KEY_PASSWORD,
    ),
    justice: sealKey(
      "justice",
      value.JUSTICE_MINISTRY_BIN,
      value.JUSTICE_MINISTRY_KEY_FILE,
      value.JUSTICE_MINISTRY_KEY_PASSWORD,
    ),
  };
  return {
    port: value.PORT,
    dataDir: path.resolve(value.DATA_DIR),
    /** The owner's URL, given by whoever runs the portal on their own PostgreSQL. Only migrations use it. */
    databaseUrl: value.DATABASE_URL,
    databasePoolSize: value.DATABASE_POOL_SIZE,
    production,
    /** Where people reach the portal; no slash at the end. */
    publicUrl: (value.PORTAL_URL ?? `http://localhost:${String(value.PORT)}`).replace(/\/+$/, ""),
    mocks,
    /** Absent in production unless given: then nobody can call the QA API. */
    qaToken: value.QA_TOKEN ?? (production ? undefined : "qa"),
    /** Absent in production unless given: then the metrics are not served. */
    metricsToken: value.METRICS_TOKEN ?? (production ? undefined : "metrics"),
    enforceLegalPeriods: value.ENFORCE_LEGAL_PERIODS,
    /** Minutes of silence of a state database after which people are sent to a service centre [S4 §12]. */
    outageMinutes: value.OUTAGE_MINUTES,
    /** Calendar days that the mocked production centre takes to make a card. */
    productionDays: value.PRODUCTION_DAYS,
    ncanodeUrl: value.NCANODE_URL,
    ncaOcspUrl: value.NCA_OCSP_URL,
    /** The BIN of whoever runs the portal: eGov Mobile shows it to whoever signs. */
    organisationBin: sealKeys.portal.bin,
    /** The keys with which the portal seals its documents; where none is given, only a demonstration has one of the test authority. */
    sealKeys,
    /** Where a person's browser finds NCALayer. With mocks, the supervisor starts one on a port of its own and says here where. */
    ncaLayerUrl: value.NCALAYER_URL ?? "wss://127.0.0.1:13579",
    /** Where the played NCALayer listens; a `wss:` address is the real program on the person's computer, and nothing is played. */
    playedNcaLayer: value.NCALAYER_URL?.startsWith("ws:") ? value.NCALAYER_URL : undefined,
    /** How many proxies of our own stand before the portal; only they are believed about a client's address. */
    trustedProxyHops: value.TRUSTED_PROXY_HOPS,
    logLevel: value.LOG_LEVEL,
  };
}

/** What the supervisor makes once in DATA_DIR and hands to its children; read when used, so that a build needs none. */
function handedOver(name: "DATABASE_APP_URL" | "AUTH_SECRET" | "IIN_HMAC_KEY" | "PAYMENTS_CALLBACK_KEY"): string {
  const value = process.env[name];
  if (value === undefined || value === "") {
    throw new Error(
      `${name} is not set. "npm start" sets it; a program of its own imports "@/lib/main/environment" first.`,
    );
  }
  return value;
}

export const env = {
  ...readSettings(process.env),
  /** Connects as portal_app, which owns nothing. */
  get databaseAppUrl(): string {
    return handedOver("DATABASE_APP_URL");
  },
  get authSecret(): string {
    return handedOver("AUTH_SECRET");
  },
  get iinHmacKey(): string {
    return handedOver("IIN_HMAC_KEY");
  },
  /** With which the payment provider signs its callbacks. */
  get paymentsCallbackKey(): string {
    return handedOver("PAYMENTS_CALLBACK_KEY");
  },
};
