import { z } from "zod";
import { addressLines } from "@/lib/kernel/address";
import { iinSchema } from "@/lib/kernel/iin";
import { rkaSchema } from "@/lib/kernel/rka";
import type { Concern, ConcernedPerson } from "@/lib/process/concerned";
import { passed, refused, type Situation } from "@/lib/process/stages";
import { correctionsTaken } from "./records";
import { holderOf, needsCorrection, stageIds } from "./situation";
import { check } from "./stage-kinds";

const dwellingsSchema = z.array(
  z.object({ rka: rkaSchema, kk: z.string(), ru: z.string(), owners: z.array(iinSchema) }),
);

/** Whose the dwellings are that are about to be entered: nobody is put into somebody's dwelling without their being told [ours]. */
export const ownersAreKnown = check({
  id: stageIds.owners,
  clause: "ours",
  when: needsCorrection,
  uses: ["dwellings"],
  confidential: ["dwellings"],
  judge: ({ dwellings }) => {
    if (dwellings.kind === "denied") return refused("access-denied");
    const known = (dwellings.kind === "found" ? dwellings.value : []).flatMap((dwelling) => dwelling ?? []);
    const told: z.input<typeof dwellingsSchema> = known.map(({ rka, address, owners }) => ({
      ...{ rka, ...addressLines(address) },
      owners: owners.flatMap(({ iin }) => iin ?? []),
    }));
    return passed({ dwellings: JSON.stringify(told) });
  },
});

/** The owners of what a database has come to hold by the correction, whatever became of the certificate; the holder's name is not for a notice. */
function ownersTold(situation: Situation): readonly ConcernedPerson[] {
  const told = situation.evidence[stageIds.owners]?.["dwellings"];
  const dwellings = told === undefined ? [] : dwellingsSchema.parse(JSON.parse(told));
  const holder = holderOf(situation);
  return correctionsTaken(situation).flatMap(({ kind, rka }) =>
    dwellings
      .filter((dwelling) => dwelling.rka === rka)
      .flatMap(({ kk: addressKk, ru: addressRu, owners }) => {
        const values = { date: situation.today, kind, addressKk, addressRu };
        return owners.filter((iin) => iin !== holder).map((iin) => ({ iin, values }));
      }),
  );
}

/** Who else is told of a correction. */
export const ownersConcerned: readonly Concern[] = (["granted", "refused"] as const).map((on) => ({
  ...{ notice: "corrected-to-yours", on, who: ownersTold },
  page: "/cabinet/dwellings",
}));
