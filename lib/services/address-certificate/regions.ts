import type { Evidence } from "@/lib/process/facts";
import type { RegisteredAddress } from "@/lib/state-databases/address-register/port";
import { codesOf, kinds, type Kind } from "./comparison";
import { registrationOf, stageIds, type Standing } from "./situation";

/** The region whose town unit takes what no address tells the region of [ours]: the capital's. */
export const regionOfNone = "71";

const unit = "town-unit";

/** Names of the pieces of evidence that say in which regions the addresses of a kind lie. */
const pieceOf = { permanent: "permanentRegions", temporary: "temporaryRegions" } as const satisfies Record<
  Kind,
  string
>;

/** Names of all that `placesOf` leaves. */
export const placePieces = [...Object.values(pieceOf), "unknownKinds"] as const;

/** As evidence: in which regions the addresses of each kind lie, and the kinds of which the address register does not know every code. */
export function placesOf(known: readonly RegisteredAddress[], standing: Pick<Standing, "evidence">): Evidence {
  const held = kinds.map((kind) => ({ kind, codes: codesOf(kind, registrationOf(standing)) }));
  const regions = held.map(({ kind, codes }) => {
    const there = known.filter(({ rka }) => codes.includes(rka)).map(({ kato }) => regionOf(kato));
    return [pieceOf[kind], [...new Set(there)].join(" ")] as const;
  });
  const unknown = held.filter(({ codes }) => codes.some((code) => known.every(({ rka }) => rka !== code)));
  return { ...Object.fromEntries(regions), unknownKinds: unknown.map(({ kind }) => kind).join(" ") };
}

/** The kinds of registration of which a code is unknown to the address register. */
export function unknownKinds({ evidence }: Pick<Standing, "evidence">): readonly Kind[] {
  const { inRegister, unknownKinds: unknown } = evidence[stageIds.register] ?? {};
  // Tasks of earlier know of all codes together: what is not held is not unknown.
  if (unknown === undefined && inRegister !== "yes")
    return kinds.filter((kind) => codesOf(kind, registrationOf({ evidence })).length > 0);
  return kinds.filter((kind) => (unknown ?? "").split(" ").includes(kind));
}

/** The regions in which a kind is registered, by either database; none where the register knows no address of it. */
function regionsOf(kind: Kind, { evidence }: Pick<Standing, "evidence">): readonly string[] {
  const { kato = "", [pieceOf[kind]]: regions = regionOf(kato) } = evidence[stageIds.register] ?? {};
  return regions.split(" ").filter((region) => region !== "");
}

/** The town units whose task a correction is: those of every region in which either database says that the holder is registered. */
export function unitsOf(standing: Pick<Standing, "evidence">): readonly [string, ...string[]] {
  const [first = regionOfNone, ...others] = new Set(kinds.flatMap((kind) => regionsOf(kind, standing)));
  const roleIn = (region: string) => `${unit}:${region}`;
  return [roleIn(first), ...others.map(roleIn)];
}

/**
 * Why an address in this territory cannot stand for a kind of registration; null where it can. A mistake in a record moves nobody to another region:
 * it must be one in which a database holds that kind, whichever where the register knows no address of it.
 */
export function misplaced(kato: string, kind: Kind, standing: Pick<Standing, "evidence">): "not-there" | null {
  const regions = regionsOf(kind, standing);
  return regions.length === 0 || regions.includes(regionOf(kato)) ? null : "not-there";
}

/** The same where the officer of a unit types it: of several units each enters what lies in its own region. */
export function misplacedFor(
  roles: readonly string[],
  kato: string,
  kind: Kind,
  standing: Pick<Standing, "evidence">,
): "not-there" | "elsewhere" | null {
  if (regionsOf(kind, standing).length === 0) return null;
  return misplaced(kato, kind, standing) ?? (roles.includes(`${unit}:${regionOf(kato)}`) ? null : "elsewhere");
}

function regionOf(kato: string): string {
  return kato.slice(0, 2);
}
