import "server-only";
import { db } from "@/lib/infra/db/client";

/** The JPEG that a dataset names, such as "p1-new", or null when there is none of this name. */
export async function datasetPhoto(name: string): Promise<Uint8Array | null> {
  const row = await db.mockPhoto.findUnique({ where: { name } });
  return row?.bytes ?? null;
}
