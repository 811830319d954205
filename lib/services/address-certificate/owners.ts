import { z } from "zod";
import { addressLines } from "@/lib/kernel/address";
import { iinSchema } from "@/lib/kernel/iin";
import { rkaSchema } from "@/lib/kernel/rka";
import type { Concern, ConcernedPerson } from "@/lib/process/concerned";
import { passed, refused, type Situation } from "@/lib/process/stages";
import { correctionsTaken, isNews, orderIds } from "./records";
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

/** The owners of the dwellings at which the correction has put the holder, as far as a database has taken it; the holder's name is not for a notice. */
function ownersTold(situation: Situation): readonly ConcernedPerson[] {
  const told = situation.evidence[stageIds.owners]?.["dwellings"];
  const dwellings = told === undefined ? [] : dwellingsSchema.parse(JSON.parse(told));
  const holder = holderOf(situation);
  const news = correctionsTaken(situation).filter((one) => isNews(one, situation));
  return news.flatMap(({ kind, rka }) =>
    dwellings
      .filter((dwelling) => dwelling.rka === rka)
      .flatMap(({ kk: addressKk, ru: addressRu, owners }) => {
        const values = { date: situation.today, kind, addressKk, addressRu };
        return owners.filter((iin) => iin !== holder).map((iin) => ({ iin, values }));
      }),
  );
}

const { gbdFl, rpDrn } = orderIds;

/** Who else is told of a correction: as soon as a database has taken it, whatever becomes of the certificate. */
export const ownersConcerned: Concern = {
  notice: "corrected-to-yours",
  on: { orders: [gbdFl.permanent, gbdFl.temporary, rpDrn.permanent, rpDrn.temporary] },
  who: ownersTold,
  page: "/cabinet/dwellings",
};
