import type { Iin } from "@/lib/kernel/iin";
import type { KinshipClaim } from "./claim";
import { judgeKinship, type KinshipFinding } from "./judge";
import { readKinshipRecords } from "./read";
import { person, today, zagsOver, type Archive } from "./zags-for-tests";

/** The people of the tables: who applies, the owner, the applicant's parents, grandparents, and others. */
export const [me, owner, mum, dad, gran, grandad, other, another] = [1, 2, 3, 4, 5, 6, 7, 8].map(person) as [
  Iin,
  Iin,
  Iin,
  Iin,
  Iin,
  Iin,
  Iin,
  Iin,
];

/** What a database has answered. */
export function said<const T>(value: T) {
  return { kind: "found" as const, value };
}

/** The databases that have nothing to say of kinship. */
export const nothingElse = { mart: said({ kind: "silent" }), colleges: said([]), universities: said([]) };

/** What comes of a claim of `me`, read out of an archive and judged. */
export async function findingOf(
  claim: KinshipClaim,
  archive: Partial<Archive>,
  owners = [owner],
): Promise<KinshipFinding> {
  const claimed = { claim, applicant: me, owners, today };
  const records = await readKinshipRecords(zagsOver({ parentages: [], marriages: [], ...archive }, today), claimed);
  if (records.kind !== "found") throw new Error(records.kind);
  return judgeKinship({ ...nothingElse, records }, claimed);
}

/** The people on the way from the applicant to the owner; or why there is none. */
export async function way(claim: KinshipClaim, archive: Partial<Archive>, owners = [owner]): Promise<string> {
  const finding = await findingOf(claim, archive, owners);
  if (finding.kind === "not-confirmed")
    return [finding.because, ...(finding.instead ? ["try", finding.instead.degree, finding.instead.via] : [])].join(
      " ",
    );
  const names = new Map<string, string>([
    [me, "me"],
    [owner, "owner"],
    [mum, "mum"],
    [dad, "dad"],
    [gran, "gran"],
    [grandad, "grandad"],
    [other, "other"],
    [another, "another"],
  ]);
  return (finding.evidence["chain"] ?? "")
    .split(" → ")
    .map((link) => link.replace(/ ?\[.*$/, "").replace(/[0-9]{12}/, (iin) => names.get(iin) ?? iin))
    .join(" → ");
}

/** The claims. */
export const child: KinshipClaim = { degree: "child" };
export const parent: KinshipClaim = { degree: "parent" };
export const spouse: KinshipClaim = { degree: "spouse" };
export const whole: KinshipClaim = { degree: "full-sibling" };
export const inLaw: KinshipClaim = { degree: "in-law" };
export const half = (via: "mother" | "father"): KinshipClaim => ({ degree: "half-sibling", via });
export const elder = (via: "mother" | "father"): KinshipClaim => ({ degree: "grandparent", via });
export const grandchild = (via: "mother" | "father"): KinshipClaim => ({ degree: "grandchild", via });
