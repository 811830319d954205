import { addressLines } from "@/lib/kernel/address";
import { rkaSchema, type Rka } from "@/lib/kernel/rka";
import type { Evidence } from "@/lib/process/facts";
import type { AddressEntry } from "@/lib/state-databases/documents/port";
import type { Registration } from "@/lib/state-databases/individuals/port";
import { stageIds } from "./situation";

type Entry = Pick<Registration, "rka" | "kind" | "from" | "to" | "address">;

/** The kinds of registration, with the names under which each stands in the evidence. */
export const kinds = ["permanent", "temporary"] as const;
export type Kind = (typeof kinds)[number];

/** How the two databases name what they hold of one kind, as pieces of evidence. */
export const namesOf = {
  permanent: { gbdFl: "address", rpDrn: "rpDrnAddress" },
  temporary: { gbdFl: "stay", rpDrn: "rpDrnStay" },
} as const;

/** The codes of a kind in what was compared, GBD FL's first; that which both hold, once. */
export function codesOf(kind: Kind, known: Evidence): readonly Rka[] {
  const codes = Object.values(namesOf[kind]).flatMap((name) => {
    const rka = rkaSchema.safeParse(known[`${name}Code`]);
    return rka.success ? [rka.data] : [];
  });
  return [...new Set(codes)];
}

/** The kinds in which the databases hold different addresses, or only one of them any. Days are GBD FL's to say: only addresses are compared. */
export function differingKinds(
  gbdFl: readonly Pick<Entry, "kind" | "rka">[],
  rpDrn: readonly Pick<Entry, "kind" | "rka">[],
): readonly Kind[] {
  const rkaIn = (entries: readonly Pick<Entry, "kind" | "rka">[], kind: string) =>
    entries.find((entry) => entry.kind === kind)?.rka;
  return kinds.filter((kind) => rkaIn(gbdFl, kind) !== rkaIn(rpDrn, kind));
}

/**
 * What both databases hold of a person, as evidence: GBD FL's addresses; RP DRN's where it holds others; whether they match.
 * In: the registrations in force, the latest first.
 */
export function compared(gbdFl: readonly Registration[], rpDrn: readonly AddressEntry[]): Evidence {
  const differing = differingKinds(gbdFl, rpDrn);
  const pieces = kinds.flatMap((kind) => {
    const names = namesOf[kind];
    return [piecesOf(names.gbdFl, gbdFl, kind), differing.includes(kind) ? piecesOf(names.rpDrn, rpDrn, kind) : {}];
  });
  const kind = gbdFl.some((entry) => entry.kind === "permanent") ? "permanent" : "temporary";
  const all: Evidence = Object.assign({}, ...pieces) as Evidence;
  return { ...all, kind, match: differing.length === 0 ? "yes" : "no", differs: differing.join(" ") };
}

function piecesOf(name: string, entries: readonly Entry[], kind: string): Evidence {
  const entry = entries.find((one) => one.kind === kind);
  if (!entry) return {};
  const { kk, ru } = addressLines(entry.address);
  const { rka, from, to } = entry;
  return {
    [`${name}Kk`]: kk,
    [`${name}Ru`]: ru,
    [`${name}Code`]: rka,
    [`${name}From`]: from,
    ...(to === undefined ? {} : { [`${name}To`]: to }),
  };
}

/** The pieces of what a database holds of a kind: RP DRN's own is put down only where the two differ. */
const allPieces = ["", "Code", "From", "To"] as const;
type Piece = (typeof allPieces)[number];

/** Every name that a row of them can have. */
export const rowNames = kinds.flatMap((kind) => allPieces.map((piece) => `${kind}${piece}`));

/** What both databases hold, row by row, in the kinds of which either holds anything. */
export function sideBySide({ evidence }: { readonly evidence: Readonly<Record<string, Evidence>> }) {
  const known = evidence[stageIds.registration] ?? {};
  const differing = (known["differs"] ?? "").split(" ");
  const valueOf = (name: string, piece: Piece) => {
    const [kk, ru] =
      piece === "" ? [known[`${name}Kk`], known[`${name}Ru`]] : [known[name + piece], known[name + piece]];
    return kk === undefined || ru === undefined ? null : { kk, ru };
  };
  return kinds.flatMap((kind) => {
    const { gbdFl, rpDrn } = namesOf[kind];
    const differs = differing.includes(kind);
    const other = differs ? rpDrn : gbdFl;
    // Where they agree RP DRN's days are not put down.
    const pieces: readonly Piece[] = differs ? allPieces : ["", "Code"];
    const rows = pieces.map((piece) => ({
      name: `${kind}${piece}`,
      values: [valueOf(gbdFl, piece), valueOf(other, piece)] as const,
    }));
    return rows.filter(({ values }) => values.some((value) => value !== null));
  });
}
