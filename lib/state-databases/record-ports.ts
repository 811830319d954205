import "server-only";
import { z } from "zod";
import {
  birthSchema,
  dataChangeSchema,
  deathSchema,
  marriageSchema,
  namedIn,
  parentageSchema,
  relativeSchema,
  type CivilStatus,
} from "./civil-status/port";
import { kinEdgeSchema, type KinshipMart } from "./kinship-mart/port";
import { placeOfStudySchema as collegePlaceSchema, type Schools } from "./schools/port";
import { placeOfStudySchema as universityPlaceSchema, type Universities } from "./universities/port";
import type { Ports } from "./ports";
import type { WaysTo } from "./ways";

/** The databases of records: civil status, and kinship made out of it; places of study. */
export function recordPorts(of: WaysTo): Pick<Ports, "civil-status" | "kinship-mart" | "schools" | "universities"> {
  const zags = of<CivilStatus>("civil-status", (adapters) => adapters["civil-status"]);
  const ukimet = of<KinshipMart>("kinship-mart", (adapters) => adapters["kinship-mart"]);
  const nobd = of<Schools>("schools", (adapters) => adapters.schools);
  const epvo = of<Universities>("universities", (adapters) => adapters.universities);

  return {
    "civil-status": {
      birth: (request) => zags.read("birth", request.iin, birthSchema, (to, call) => to.birth(request, call)),
      dataChanges: (request) =>
        zags.read("dataChanges", request.iin, z.array(dataChangeSchema), (to, call) => to.dataChanges(request, call)),
      relatives: (request) =>
        zags.read("relatives", request.iin, z.array(relativeSchema), (to, call) => to.relatives(request, call)),
      parentages: (request) =>
        zags.readForApplicant(
          "parentages",
          request.iin,
          z.array(parentageSchema.refine(({ child }) => child === request.iin)),
          (to, call) => to.parentages(request, call),
          namedIn,
        ),
      children: (request) =>
        zags.readForApplicant(
          "children",
          request.iin,
          z.array(parentageSchema),
          (to, call) => to.children(request, call),
          namedIn,
        ),
      marriages: (request) =>
        zags.readForApplicant(
          "marriages",
          request.iin,
          z.array(marriageSchema),
          (to, call) => to.marriages(request, call),
          (marriages) => marriages.map(({ spouse }) => spouse),
        ),
      death: (request) =>
        zags.readForApplicant("death", request.iin, deathSchema, (to, call) => to.death(request, call)),
    },
    "kinship-mart": {
      edges: (request) =>
        ukimet.read("edges", request.iin, z.array(kinEdgeSchema), (to, call) => to.edges(request, call)),
    },
    schools: {
      studies: (request) =>
        nobd.read("studies", request.iin, z.array(collegePlaceSchema), (to, call) => to.studies(request, call)),
    },
    universities: {
      studies: (request) =>
        epvo.read("studies", request.iin, z.array(universityPlaceSchema), (to, call) => to.studies(request, call)),
    },
  };
}
