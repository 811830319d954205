import type { Printed, ResultingPaper } from "@/lib/process/resulting-paper";
import { isForPerson, registrationOf, stageIds, type Standing } from "./situation";
import { validDays } from "./rules";

/** The same on both sides: a name, or a day. */
function printed(value: string | undefined): Printed | null {
  return value === undefined ? null : { kk: value, ru: value };
}

function bothLanguages(kk: string | undefined, ru: string | undefined): Printed | null {
  return kk === undefined || ru === undefined ? null : { kk, ru };
}

/** Whatever is known of the address by that name, unless the holder is an entity. */
function ofPerson(name: string, standing: Standing): string | undefined {
  return isForPerson(standing) ? registrationOf(standing)[name] : undefined;
}

/** The certificate: of a person's registrations, or of an entity's registered address, sealed by both ministries [S0-A5]. */
export const certificate: ResultingPaper = {
  seals: ["interior", "justice"],
  validDays,
  holder: (situation, { iin, bin }) => {
    const entity = situation.evidence[stageIds.entity] ?? {};
    if (bin !== null) {
      return {
        kind: "entity",
        number: bin,
        name: { kk: entity["entityNameKk"] ?? "", ru: entity["entityNameRu"] ?? "" },
      };
    }
    const { holder = iin, holderName: name = "" } = registrationOf(situation);
    return { kind: "person", number: holder, name: { kk: name, ru: name } };
  },
  registrationsOf: (situation) => {
    const holder = ofPerson("holder", situation);
    return holder === undefined ? [] : [holder];
  },
  facts: {
    birthDate: (situation) => printed(ofPerson("birthDate", situation)),
    address: (situation) => bothLanguages(ofPerson("addressKk", situation), ofPerson("addressRu", situation)),
    addressFrom: (situation) => printed(ofPerson("addressFrom", situation)),
    stay: (situation) => bothLanguages(ofPerson("stayKk", situation), ofPerson("stayRu", situation)),
    stayFrom: (situation) => printed(ofPerson("stayFrom", situation)),
    stayTo: (situation) => printed(ofPerson("stayTo", situation)),
    registeredAddress: ({ evidence, bin }) => {
      const { addressKk, addressRu } = evidence[stageIds.register] ?? {};
      return bin === undefined ? null : bothLanguages(addressKk, addressRu);
    },
  },
};
