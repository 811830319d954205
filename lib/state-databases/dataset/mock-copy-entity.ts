import "server-only";
import type { Bin } from "@/lib/kernel/bin";
import { inTransaction } from "@/lib/infra/db/client";
import { freshBin } from "./fresh-numbers";

/**
 * Copies a legal entity under a new valid BIN that none has, nor ever had in an application here. Its head and its address are the copies of the
 * original's where `names` has them. Out: the BIN; null where GBD UL knows no such entity.
 */
export async function copyEntity(
  like: Bin,
  names: Readonly<Record<"iins" | "rkas", Readonly<Record<string, string>>>>,
): Promise<Bin | null> {
  return inTransaction(async (tx) => {
    const entity = await tx.mockLegalEntity.findUnique({ where: { bin: like } });
    if (!entity) return null;
    for (;;) {
      const bin = freshBin(like);
      const taken =
        (await tx.mockLegalEntity.count({ where: { bin } })) + (await tx.application.count({ where: { bin } }));
      if (taken > 0) continue;
      const { head, rka } = entity;
      const data = { ...entity, bin, head: names.iins[head] ?? head, rka: rka && (names.rkas[rka] ?? rka) };
      await tx.mockLegalEntity.create({ data });
      return bin;
    }
  });
}
