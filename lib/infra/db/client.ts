import "server-only";
import { randomInt } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { PrismaPg } from "@prisma/adapter-pg";
import { Counter, register } from "prom-client";
import { env } from "@/lib/infra/env";
import { log } from "@/lib/infra/log";
import { type Prisma, PrismaClient } from "./generated/client";

/** A transaction: whoever takes one as an argument cannot be called outside of one. */
export type Tx = Prisma.TransactionClient;

const connectionTimeoutMs = 3_000;
const transactionTimeoutMs = 15_000;
const mostAttempts = 5;

const queriesMetric = "portal_database_queries_total";
// A build may hold this module more than once, and next dev loads it anew after every change: all of them count into one.
const known = register.getSingleMetric(queriesMetric);
const queries =
  known instanceof Counter
    ? known
    : new Counter({ name: queriesMetric, help: "Queries that the portal put to its own database" });

function connect(): PrismaClient {
  const adapter = new PrismaPg(
    {
      connectionString: env.databaseAppUrl,
      max: env.databasePoolSize,
      connectionTimeoutMillis: connectionTimeoutMs,
      idle_in_transaction_session_timeout: 2 * transactionTimeoutMs,
      application_name: "portal",
    },
    {
      // Without listeners a PostgreSQL that goes away would end this process too.
      onPoolError: (error) => {
        log.warn("database-pool-error", { error });
      },
      onConnectionError: (error) => {
        log.warn("database-connection-error", { error });
      },
    },
  );
  const client = new PrismaClient({ adapter, errorFormat: "minimal", log: [{ emit: "event", level: "query" }] });
  client.$on("query", () => {
    queries.inc();
  });
  return client;
}

// next dev loads this module anew after every change; the pool must stay one.
const kept: { portalDatabase?: PrismaClient } = globalThis as { portalDatabase?: PrismaClient };

/** The portal's database, as the role portal_app. */
export const db: PrismaClient = (kept.portalDatabase ??= connect());

/** Every SQLSTATE and Prisma code found in an error and its causes. */
function codesOf(error: unknown, depth = 0): string[] {
  if (typeof error !== "object" || error === null || depth > 5) return [];
  const own = Object.entries(error).flatMap(([name, value]: [string, unknown]) =>
    (name === "code" || name === "originalCode") && typeof value === "string" ? [value] : [],
  );
  const inner = ["meta", "cause", "driverAdapterError"].flatMap((name) =>
    codesOf(name in error ? (error as Record<string, unknown>)[name] : undefined, depth + 1),
  );
  return [...own, ...inner];
}

const worthRepeating = new Set(["40001", "40P01", "P2034"]);

/** Whether PostgreSQL undid the transaction for the sake of another one, so that the same may succeed now. */
function isConflict(error: unknown): boolean {
  return codesOf(error).some((code) => worthRepeating.has(code));
}

/**
 * Runs `work` in one transaction and again, at most five times in all, when PostgreSQL undid it for a serialisation
 * failure or a deadlock. `work` may therefore run several times: it must change nothing but the database.
 * Whatever else it throws is passed on, with nothing written. It may take 15 seconds, or `timeoutMs` where nobody waits for it.
 */
export async function inTransaction<T>(
  work: (tx: Tx) => Promise<T>,
  options: { isolation?: Prisma.TransactionIsolationLevel; timeoutMs?: number } = {},
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.$transaction(work, {
        maxWait: connectionTimeoutMs,
        timeout: options.timeoutMs ?? transactionTimeoutMs,
        ...(options.isolation === undefined ? {} : { isolationLevel: options.isolation }),
      });
    } catch (error) {
      if (attempt >= mostAttempts || !isConflict(error)) throw error;
      log.info("transaction-repeated", { attempt });
      await wait(randomInt(5, 25 * 2 ** attempt));
    }
  }
}
