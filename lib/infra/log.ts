import "server-only";
import { createHmac } from "node:crypto";
import pino from "pino";
import { env } from "@/lib/infra/env";

/** The only fields that reach the log. Whatever is not named here cannot be written, so personal data cannot leak in by a spread. */
interface LogFields {
  reference?: string;
  applicationId?: string;
  service?: string;
  state?: string;
  stage?: string;
  database?: string;
  operation?: string;
  outcome?: string;
  reason?: string;
  code?: string;
  attempt?: number;
  milliseconds?: number;
  count?: number;
  status?: number;
  method?: string;
  route?: string;
  queue?: string;
  jobId?: string;
  /** From `iinTag`, never the number itself. */
  iinTag?: string;
  error?: unknown;
}

const plainFields = [
  "reference",
  "applicationId",
  "service",
  "state",
  "stage",
  "database",
  "operation",
  "outcome",
  "reason",
  "code",
  "attempt",
  "milliseconds",
  "count",
  "status",
  "method",
  "route",
  "queue",
  "jobId",
  "iinTag",
] as const satisfies readonly Exclude<keyof LogFields, "error">[];

/** Twelve digits in a row are taken for an IIN wherever they stand. */
function masked(value: unknown): string | number | boolean | undefined {
  if (typeof value === "number" || typeof value === "boolean") return value;
  if (typeof value !== "string") return undefined;
  return value.slice(0, 300).replace(/\d{12,}/g, "[number]");
}

/** An error's class, code and places in the code. Its text stays out: Prisma and zod quote the data they were given. */
function errorFields(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error };
  const places = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  const code: unknown = "code" in error ? error.code : undefined;
  return {
    name: error.name,
    ...(typeof code === "string" ? { code: masked(code) } : {}),
    stack: places.slice(0, 12).map((line) => line.trim()),
    ...(error.cause === undefined ? {} : { cause: errorFields(error.cause) }),
  };
}

/** Keeps the allowed fields of what somebody wants logged. */
export function allowedFields(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const name of plainFields) {
    const value = masked(fields[name]);
    if (value !== undefined) kept[name] = value;
  }
  if (fields["error"] !== undefined) kept["error"] = errorFields(fields["error"]);
  return kept;
}

const logger = pino({
  level: env.logLevel,
  base: null,
  messageKey: "event",
  timestamp: pino.stdTimeFunctions.isoTime,
  formatters: { level: (level) => ({ level }), log: allowedFields },
});

/** One line of JSON to standard output. `event` is a constant in kebab-case, never text with data in it. */
export const log = {
  debug(event: string, fields: LogFields = {}): void {
    logger.debug(fields, event);
  },
  info(event: string, fields: LogFields = {}): void {
    logger.info(fields, event);
  },
  warn(event: string, fields: LogFields = {}): void {
    logger.warn(fields, event);
  },
  error(event: string, fields: LogFields = {}): void {
    logger.error(fields, event);
  },
};

/** Stands for a person in logs: the same for the same IIN, and no way back without the portal's key. */
export function iinTag(iin: string): string {
  return createHmac("sha256", env.iinHmacKey).update(iin).digest("base64url").slice(0, 16);
}
