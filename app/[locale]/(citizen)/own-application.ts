import "server-only";
import { cache } from "react";
import { requireApplicant } from "@/lib/main/session";
import { missing } from "../missing";
import { openOwnApplication, type OwnApplication } from "@/lib/use-cases/view-application";

/** The application of this page's address, for whomever it is open to; for anybody else there is no such page. */
export const ownApplication: (id: string) => Promise<OwnApplication> = cache(async (id) => {
  return (await openOwnApplication(id, await requireApplicant())) ?? (await missing());
});
