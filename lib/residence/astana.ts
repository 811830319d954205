import type { Iin } from "@/lib/kernel/iin";
import type { LocalDate } from "@/lib/kernel/local-date";
import { isPlaceLost, passed, refused } from "@/lib/process/stages";
import { capacityOf, hasRoom, normOn } from "./norm";
import { applicantOf, childrenWith, knownDwelling, namedRegion, type Standing } from "./situation";
import { check } from "./stage-kinds";

/** The stage that takes the places under the dwelling's lock. */
export const placeStage = "place";

/** Where people register on the portal alone, by the first two digits of KATO codes [S1 §9]. */
const onlineRegions: readonly string[] = ["71"];

/** How often a day somebody may have the norm compared with who would come: each time tells how many live there [ours]. */
const comparisonsADay = 10;

/** The check that compares the number of people with the norm beforehand. */
const normCheck = "norm";

/**
 * Whether there is no other way than the portal: the dwelling stands in the capital [S1 §9], or nothing is known yet that says it does not. Whose
 * owners are minors or incapable is told so by a reason of its own [S1 §4].
 */
export function isOnlineOnly(situation: Standing): boolean {
  const code = knownDwelling(situation)?.kato ?? namedRegion(situation);
  return code === undefined || onlineRegions.some((region) => code.startsWith(region));
}

/** The norm of the city in which the dwelling stands; undefined where there is none, which is everywhere outside the capital. */
function normOf(situation: Standing & { readonly today: LocalDate }) {
  const dwelling = knownDwelling(situation);
  return dwelling && normOn(dwelling.kato, situation.today);
}

/**
 * Those who need a place each: the applicant and the children with them. An owner who comes alone needs none; with children they take one as
 * anybody does, since the norm counts who is there.
 */
export function peopleComing(situation: Standing): readonly Iin[] {
  const applicant = applicantOf(situation);
  const isOwner = applicant !== undefined && knownDwelling(situation)?.owners.includes(applicant) === true;
  const children = childrenWith(situation);
  return applicant === undefined || (isOwner && children.length === 0) ? children : [applicant, ...children];
}

/** How many people the norm lets be registered in the dwelling; "unlimited" where there is no norm. */
export function limitOf(situation: Standing & { readonly today: LocalDate }): number | "unlimited" {
  const norm = normOf(situation);
  const dwelling = knownDwelling(situation);
  return norm && dwelling ? capacityOf(dwelling, norm) : "unlimited";
}

/**
 * How many are registered there, compared with the norm. It refuses nobody: where the norm is reached, kinship decides. What it finds is
 * for the owner and the portal; the applicant learns only which page comes next.
 */
export const normIsCompared = check({
  id: normCheck,
  clause: "S1 §10.3",
  when: (situation) => normOf(situation) !== undefined,
  uses: ["occupancy"],
  judgementsADay: { most: comparisonsADay, from: "dwelling" },
  judge: ({ occupancy }, situation) => {
    if (occupancy.kind === "denied") return refused("access-denied");
    const capacity = limitOf(situation);
    if (capacity === "unlimited") return passed({ ground: "room" });
    const needed = peopleComing(situation).length;
    const registered = occupancy.kind === "found" ? occupancy.value.count : 0;
    return passed({ ground: hasRoom({ capacity, registered, needed }) ? "room" : "reached" });
  },
});

/** Whether kinship has to be shown: the norm was reached when it was compared, or the last place went to somebody else. */
export function needsKinship(situation: Standing): boolean {
  return situation.evidence[normCheck]?.["ground"] === "reached" || isPlaceLost(situation, placeStage);
}
