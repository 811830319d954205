import "server-only";
import { clockOffsetOf, realNow } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { Prisma } from "@/lib/infra/db/generated/client";
import { daysRemembered } from "./link-rules";

/** Forgets the links that ended or were revoked long enough ago on their holders' clocks, with when they were opened. Out: how many. */
export async function forgetLinks(): Promise<number> {
  return db.$executeRaw`
    DELETE FROM portal.shared_link AS link
    WHERE least(link.ends_at, link.revoked_at)
      < ${realNow()}::timestamptz + ${clockOffsetOf(Prisma.sql`link.holder`)} - ${daysRemembered} * INTERVAL '1 day'`;
}
