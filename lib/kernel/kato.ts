import { z } from "zod";

/**
 * The 20 regions by the first two digits of their KATO code (ӘАОЖ / КАТО, the classifier of administrative-territorial
 * units); the region's full code is the prefix and seven zeros.
 */
export const regionCodes = [
  "10", // Abai
  "11", // Aqmola
  "15", // Aqtöbe
  "19", // Almaty region
  "23", // Atyrau
  "27", // West Kazakhstan
  "31", // Jambyl
  "33", // Jetisu
  "35", // Qaraghandy
  "39", // Qostanai
  "43", // Qyzylorda
  "47", // Mangghystau
  "55", // Pavlodar
  "59", // North Kazakhstan
  "61", // Turkistan
  "62", // Ulytau
  "63", // East Kazakhstan
  "71", // Astana
  "75", // Almaty
  "79", // Shymkent
] as const;

/** The prefix of one of the 20 regions. */
export const regionCodeSchema = z.enum(regionCodes);

export type RegionCode = z.infer<typeof regionCodeSchema>;
