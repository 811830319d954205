import "server-only";
import { z } from "zod";
import {
  childSchema,
  correctedRegistrationSchema,
  endedRegistrationsSchema,
  takenBackSchema,
  personSchema,
  referencePhotoSchema,
  registeredCountSchema,
  registeredPersonSchema,
  registrationEntrySchema,
  registrationSchema,
  residenceElsewhereSchema,
  residenceSchema,
  standingSchema,
  type Individuals,
} from "./individuals/port";
import type { Ports } from "./ports";
import type { WaysTo } from "./ways";

/** GBD FL: who people are, and where they are registered. */
export function populationPorts(of: WaysTo): Pick<Ports, "individuals"> {
  const gbdFl = of<Individuals>("individuals", (adapters) => adapters.individuals);

  return {
    individuals: {
      person: (request) => gbdFl.read("person", request.iin, personSchema, (to, call) => to.person(request, call)),
      registrations: (request) =>
        gbdFl.read("registrations", request.iin, z.array(registrationSchema), (to, call) =>
          to.registrations(request, call),
        ),
      referencePhoto: (request) =>
        gbdFl.read("referencePhoto", request.iin, referencePhotoSchema, (to, call) => to.referencePhoto(request, call)),
      standing: (request) =>
        gbdFl.readForApplicant("standing", request.iin, standingSchema, (to, call) => to.standing(request, call)),
      child: (request) =>
        gbdFl.readForApplicant("child", request.iin, childSchema, (to, call) => to.child(request, call)),
      residence: (request) =>
        gbdFl.readForApplicant("residence", request.iin, residenceSchema, (to, call) => to.residence(request, call)),
      registeredCount: (request) =>
        gbdFl.readFreely(
          "registeredCount",
          null,
          registeredCountSchema.refine(({ rka }) => rka === request.rka),
          (to, call) => to.registeredCount(request, call),
        ),
      registeredPeople: (request) =>
        gbdFl.read(
          "registeredPeople",
          request.owner,
          z.array(registeredPersonSchema),
          (to, call) => to.registeredPeople(request, call),
          (people) => people.map(({ resident }) => resident),
        ),
      beginRegistration: (request) =>
        gbdFl.write(
          "beginRegistration",
          request.iin,
          registrationEntrySchema,
          (to, call) => to.beginRegistration(request, call),
          ({ children }) => children,
        ),
      residenceElsewhere: (request) =>
        gbdFl.readForApplicant(
          "residenceElsewhere",
          request.iin,
          residenceElsewhereSchema.refine(({ rka }) => rka === request.rka),
          (to, call) => to.residenceElsewhere(request, call),
        ),
      // As with RP DRN: it tells nothing, and KDP may have ended the consent meanwhile.
      takeBackRegistration: (request) =>
        gbdFl.writeFreely(
          "takeBackRegistration",
          request.iin,
          takenBackSchema.refine(({ key }) => key === request.key),
          (to, call) => to.takeBackRegistration(request, call),
        ),
      endRegistrations: (request) =>
        gbdFl.write(
          "endRegistrations",
          request.iin,
          endedRegistrationsSchema.refine(({ rka }) => rka === request.rka),
          (to, call) => to.endRegistrations(request, call),
          ({ ended }) => ended.map(({ resident }) => resident),
        ),
      correctRegistration: (request) =>
        gbdFl.writeForApplicant("correctRegistration", request.iin, correctedRegistrationSchema, (to, call) =>
          to.correctRegistration(request, call),
        ),
    },
  };
}
