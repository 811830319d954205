import "server-only";
import { cache } from "react";
import { isDatabaseAway } from "./failure";
import { actingPerson } from "./session";
import { viewEntity, type EntityView } from "@/lib/use-cases/sign-in/entity";

/**
 * The entity for which whoever looks at this page acts; null for everybody else, and while the database is away: public pages are there
 * without it.
 */
export const entityHere: () => Promise<EntityView | null> = cache(async () => {
  try {
    const acting = await actingPerson();
    return acting && (await viewEntity({ iin: acting.iin, bin: acting.entity.bin }));
  } catch (error) {
    if (isDatabaseAway(error)) return null;
    throw error;
  }
});
