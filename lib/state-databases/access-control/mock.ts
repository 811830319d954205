import "server-only";
import { randomUUID } from "node:crypto";
import { found } from "@/lib/kernel/answer";
import { addDays, endOfDay, localDateOf } from "@/lib/kernel/local-date";
import { inTransaction } from "@/lib/infra/db/client";
import type { MockAccessToken } from "@/lib/infra/db/generated/client";
import type { Adapter } from "../adapter";
import { accessTokenSchema, type AccessControl, type AccessToken } from "./port";

const termDays = 90;

/** KDP, mocked: everybody consents, but for those whom the dataset lists under `accessRefusals`. */
export const accessControl: Adapter<AccessControl> = {
  grant: ({ iin, databases, purpose }, { context }) =>
    inTransaction(async (tx) => {
      if ((await tx.mockAccessRefusal.findUnique({ where: { iin } })) !== null) return { kind: "denied" };
      // Exactly the databases consented to: a wider consent was given for something else.
      const named = [...new Set(databases)].sort();
      const valid = await tx.mockAccessToken.findFirst({
        where: {
          iin,
          purpose,
          databases: { equals: named },
          revokedAt: null,
          expiresAt: { gt: context.now },
        },
        orderBy: [{ expiresAt: "desc" }, { token: "asc" }],
      });
      const expiresAt = endOfDay(addDays(localDateOf(context.now), termDays));
      const data = { token: randomUUID(), iin, databases: named, purpose, expiresAt };
      return found(asTold(valid ?? (await tx.mockAccessToken.create({ data }))));
    }),

  revoke: ({ iin, token }, { context }) =>
    inTransaction(async (tx) => {
      await tx.mockAccessToken.updateMany({ where: { token, iin, revokedAt: null }, data: { revokedAt: context.now } });
      const revoked = await tx.mockAccessToken.findUnique({ where: { token, iin } });
      return revoked === null ? { kind: "not-found" } : found(asTold(revoked));
    }),
};

function asTold({ expiresAt, ...token }: MockAccessToken): AccessToken {
  return accessTokenSchema.parse({ ...token, expiresAt: expiresAt.toISOString() });
}
