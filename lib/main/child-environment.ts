import { env } from "@/lib/infra/env";
import type { Secrets } from "./secrets";

/** The variables that children of the supervisor get; what was given from outside stands. */
export function childEnvironment(secrets: Secrets, databaseAppUrl: string): Record<string, string> {
  return {
    DATA_DIR: env.dataDir,
    DATABASE_APP_URL: databaseAppUrl,
    AUTH_SECRET: process.env["AUTH_SECRET"] ?? secrets.authSecret,
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: process.env["NEXT_SERVER_ACTIONS_ENCRYPTION_KEY"] ?? secrets.serverActionsKey,
    IIN_HMAC_KEY: process.env["IIN_HMAC_KEY"] ?? secrets.iinHmacKey,
    PAYMENTS_CALLBACK_KEY: process.env["PAYMENTS_CALLBACK_KEY"] ?? secrets.paymentsCallbackKey,
  };
}
