import { addressLines, type Address } from "@/lib/kernel/address";
import { found, type Answer } from "@/lib/kernel/answer";
import { regionCodes } from "@/lib/kernel/kato";
import { read } from "@/lib/process/facts";
import type { Option } from "@/lib/process/fields";
import { passed, refused, type Stage } from "@/lib/process/stages";
import type { AddressPart } from "@/lib/state-databases/address-register/port";
import { form } from "./form";
import { personIsCitizen, residenceUntilNow } from "./person";
import { addressWay, whoseDwelling, type Standing } from "./situation";
import { check, step } from "./stage-kinds";

/** Where the regulation speaks of the dwelling and its owner. */
const clause = "S1 §3";

export const isOwn = (standing: Standing) => whoseDwelling(standing) === "own";
export const isAnothers = (standing: Standing) => whoseDwelling(standing) === "another";
const isChosenInSteps = (standing: Standing) => isAnothers(standing) && addressWay(standing) === "steps";
const isNamedByCode = (standing: Standing) => isAnothers(standing) && addressWay(standing) === "code";

/** The dwellings of the applicant's own, to be chosen among. */
export const ownDwellingOptions = read("real-estate", async (egkn, { applicant }) => {
  const told = await egkn.dwellingsOf({ iin: applicant });
  return mapped(told, ({ rka, address }) => ({ value: rka, ...addressLines(address) }));
});

/** The pages on which the dwelling is named: an own one is chosen, another's is named by its address, then by its owner. */
export const dwellingSteps: readonly Stage[] = [
  step({
    id: "dwelling",
    clause,
    shows: [personIsCitizen.id, residenceUntilNow.id],
    fields: [{ kind: "radios", name: "whose", options: form.dwelling.shape.whose.options }],
  }),
  check({
    id: "owns-a-dwelling",
    clause,
    when: isOwn,
    uses: ["ownDwellings"],
    returnsTo: "dwelling",
    judge: ({ ownDwellings }) => {
      if (ownDwellings.kind === "denied") return refused("access-denied");
      const owns = ownDwellings.kind === "found" && ownDwellings.value.length > 0;
      return owns ? passed() : refused("owns-no-dwelling");
    },
  }),
  step({
    id: "own-dwelling",
    clause,
    when: isOwn,
    fields: [{ kind: "radios", name: "rka", optionsFrom: ownDwellingOptions }],
  }),
  step({
    id: "address-way",
    clause,
    when: isAnothers,
    fields: [{ kind: "radios", name: "way", options: form["address-way"].shape.way.options }],
  }),
  step({
    id: "region",
    clause,
    when: isChosenInSteps,
    fields: [{ kind: "select", name: "region", options: regionCodes, labels: "regions" }],
  }),
  step({
    id: "locality",
    clause,
    when: isChosenInSteps,
    follows: ["region"],
    fields: [{ kind: "select", name: "locality", optionsFrom: localities() }],
  }),
  step({
    id: "street",
    clause,
    when: isChosenInSteps,
    follows: ["locality"],
    fields: [{ kind: "select", name: "street", optionsFrom: streets() }],
  }),
  step({
    id: "house",
    clause,
    when: isChosenInSteps,
    follows: ["street"],
    fields: [{ kind: "select", name: "house", optionsFrom: houses() }],
  }),
  step({
    id: "flat",
    clause,
    when: isChosenInSteps,
    follows: ["house"],
    fields: [{ kind: "select", name: "rka", optionsFrom: flats() }],
  }),
  step({
    id: "address-code",
    clause,
    when: isNamedByCode,
    component: "address-search",
    fields: [{ kind: "text", name: "rka" }],
  }),
  step({ id: "owner", clause, when: isAnothers, fields: [{ kind: "text", name: "ownerIin" }] }),
];

function localities() {
  return read("address-register", async (register, { answers }) =>
    mapped(await register.localities(form.region.parse(answers["region"])), partAsOption),
  );
}

function streets() {
  return read("address-register", async (register, { answers }) =>
    mapped(await register.streets(form.locality.parse(answers["locality"])), partAsOption),
  );
}

function houses() {
  return read("address-register", async (register, { answers }) =>
    mapped(await register.houses(form.street.parse(answers["street"])), partAsOption),
  );
}

function flats() {
  return read("address-register", async (register, { answers }) =>
    mapped(await register.dwellings(form.house.parse(answers["house"])), ({ rka, address }) => ({
      value: rka,
      ...flatIn(address),
    })),
  );
}

function partAsOption({ id, kk, ru }: AddressPart): Option {
  return { value: id, kk, ru };
}

/** A house that is one dwelling is named by its own number. */
function flatIn({ kk, ru }: Address): { readonly kk: string; readonly ru: string } {
  return { kk: kk.flat ?? kk.house, ru: ru.flat ?? ru.house };
}

function mapped<T>(told: Answer<T[]>, option: (one: T) => Option): Answer<Option[]> {
  return told.kind === "found" ? found(told.value.map(option)) : told;
}
