import "server-only";
import { cache } from "react";
import { requireCitizen } from "@/lib/main/session";
import { missing } from "../missing";
import { openOwnApplication, type OwnApplication } from "@/lib/use-cases/view-application";

/** The application of this page's address, for the citizen whose it is; for anybody else there is no such page. */
export const ownApplication: (id: string) => Promise<OwnApplication> = cache(async (id) => {
  const { iin } = await requireCitizen();
  return (await openOwnApplication(id, iin)) ?? (await missing());
});
