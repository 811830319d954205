import { isBefore, localDate, type LocalDate } from "@/lib/kernel/local-date";

/** How much room a city asks for each person in a dwelling, and who has decided it. */
export interface OccupancyNorm {
  /** The first two digits of the city's KATO codes. */
  readonly region: string;
  readonly from: LocalDate;
  /** Square metres for one person; as text where it is no whole number. */
  readonly metresPerPerson: number | string;
  /** Which of the dwelling's areas is divided: the pilot speaks of the total one, the maslikhat of the usable one. */
  readonly basis: "total" | "usable";
  /** The decision of the city's maslikhat. */
  readonly decision: { readonly number: string; readonly on: LocalDate };
}

/** The norms of the cities that have one, each from its day on [S1 §10.3] [pub]. Elsewhere there is neither norm nor proof of kinship. */
const norms: readonly OccupancyNorm[] = [
  {
    region: "71",
    from: localDate("2025-12-26"),
    metresPerPerson: 15,
    basis: "total",
    decision: { number: "368/48-VIII", on: localDate("2025-12-26") },
  },
];

/**
 * The norm in force on `day` where a dwelling stands; undefined where there is none: another city, or a day before the first decision.
 * In: the dwelling's KATO code, and the norms by which it is judged (those of the portal, oldest first).
 */
export function normOn(
  kato: string,
  day: LocalDate,
  among: readonly OccupancyNorm[] = norms,
): OccupancyNorm | undefined {
  return among.findLast(({ region, from }) => kato.startsWith(region) && !isBefore(day, from));
}

/** The areas of a dwelling in square metres, as EGKN tells them. */
export interface Areas {
  readonly totalAreaM2: number | string;
  readonly usableAreaM2: number | string;
}

/** How many people the norm lets be registered in a dwelling: `floor(area / norm)`, counted in whole square centimetres. */
export function capacityOf(areas: Areas, { basis, metresPerPerson }: OccupancyNorm): number {
  const area = squareCentimetres(basis === "total" ? areas.totalAreaM2 : areas.usableAreaM2);
  const each = squareCentimetres(metresPerPerson);
  if (each === 0n) throw new RangeError("A norm asks for some room");
  return Number(area / each);
}

/**
 * Square metres in whole square centimetres, what is smaller left off. The digits are read as they are written, so that 62.4 is exactly
 * 624,000 and never a little less. Throws RangeError for what is no decimal of a size that a dwelling can have.
 */
function squareCentimetres(metres: number | string): bigint {
  const digits = /^([0-9]{1,9})(?:\.([0-9]+))?$/.exec(String(metres));
  if (!digits) throw new RangeError("Not an area in square metres");
  const [, whole = "", part = ""] = digits;
  return BigInt(whole + part.slice(0, 4).padEnd(4, "0"));
}

/**
 * Whether those who come find room [S1 §10.3]. `registered`: everyone with a registration of either kind in force there, as GBD FL counts them,
 * without those who come; `needed`: how many come, but for an owner, who needs no place. Where nobody needs a place there is always room.
 */
export function hasRoom({
  capacity,
  registered,
  needed,
}: {
  readonly capacity: number;
  readonly registered: number;
  readonly needed: number;
}): boolean {
  return needed === 0 || registered + needed <= capacity;
}
