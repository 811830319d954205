import { addressLines } from "@/lib/kernel/address";
import type { Iin } from "@/lib/kernel/iin";
import type { Evidence, Known } from "@/lib/process/facts";
import { passed, refused } from "@/lib/process/stages";
import type { Dwelling } from "@/lib/state-databases/real-estate/port";
import { isAnothers, isOwn } from "./dwelling-steps";
import { hasAge } from "./person";
import { chosenRka, dwellingChecks, knownDwelling, namedOwner } from "./situation";
import { check } from "./stage-kinds";

/** Whoever is younger cannot consent: their dwelling is a matter for the service centre [S1 §4]. */
const ageOfMajority = 18;

/** How often a day somebody may name an owner and an address that do not belong together [ours]. */
const wrongPairsADay = 10;

/** What of a dwelling is for the portal alone: whose it is besides, and how large. */
const confidential = ["kato", "owners", "legalOwner", "totalAreaM2", "usableAreaM2"] as const;

/** The dwelling that the applicant has chosen among their own is theirs. */
export const ownDwellingIsKnown = check({
  id: dwellingChecks.own,
  clause: "S1 §10.1",
  when: isOwn,
  uses: ["ownDwellings"],
  confidential,
  returnsTo: "own-dwelling",
  judge: ({ ownDwellings }, situation) => {
    if (ownDwellings.kind === "denied") return refused("access-denied");
    const rka = chosenRka(situation);
    const known = ownDwellings.kind === "found" ? ownDwellings.value : [];
    const dwelling = known.find((one) => one.rka === rka);
    return dwelling ? passed(evidenceOf(dwelling)) : refused("owns-no-dwelling");
  },
});

/**
 * The named owner owns the dwelling at the named address. Whatever is wrong with the pair, the question, the answer and the page are the
 * same: neither an address nor an IIN can be probed.
 */
export const dwellingIsTheOwners = check({
  id: dwellingChecks.another,
  clause: "S1 §10.1",
  when: isAnothers,
  uses: ["dwelling"],
  confidential,
  returnsTo: "owner",
  triesADay: wrongPairsADay,
  judge: ({ dwelling }, situation) => {
    if (dwelling.kind === "denied") return refused("access-denied");
    const owner = namedOwner(situation);
    const isTheirs = dwelling.kind === "found" && owner !== undefined && ownersOf(dwelling.value).includes(owner);
    return isTheirs ? passed(evidenceOf(dwelling.value)) : refused("no-dwelling-of-owner");
  },
});

/** Every owner is a person who can consent for themselves; who they are is what consent is asked by. */
export const ownersCanConsent = check({
  id: "owners",
  clause: "S1 §3–8",
  uses: ["person", "owners", "guardianships"],
  confidential: ["asked"],
  judge: ({ person, owners, guardianships }, situation) => {
    if (owners.kind === "denied" || guardianships.kind === "denied") return refused("access-denied");
    if (person.kind !== "found") return refused("access-denied");
    if (knownDwelling(situation)?.hasLegalOwner !== false) return refused("owner-legal-entity");
    // Of somebody whom GBD FL does not know nobody can say whether they live.
    if (owners.kind === "not-found") return refused("no-living-owner");
    const living = owners.value.filter(({ deathDate }) => deathDate === undefined);
    if (living.some(({ birthDate }) => !hasAge(birthDate, ageOfMajority, situation.today)))
      return refused("owner-minor");
    const wards = idsOf(guardianships);
    if (living.some(({ iin, capacity }) => capacity !== "full" || wards.includes(iin)))
      return refused("owner-incapable");
    if (living.length === 0) return refused("no-living-owner");
    const others = living.map(({ iin }) => iin).filter((iin) => iin !== person.value.iin);
    return passed({ asked: others.join(" ") });
  },
});

/** The owners are those who were known when consent was asked for: nobody is registered on the word of a former owner. */
export const ownersAreTheSame = check({
  id: "owners-unchanged",
  clause: "S0-A3 §5",
  uses: ["dwelling"],
  returnsTo: "dwelling",
  voids: ["consent"],
  judge: ({ dwelling }, situation) => {
    if (dwelling.kind === "denied") return refused("access-denied");
    const known = knownDwelling(situation)?.owners ?? [];
    const now = dwelling.kind === "found" ? ownersOf(dwelling.value) : [];
    const isSame = new Set([...known, ...now]).size === Math.min(new Set(known).size, new Set(now).size);
    return isSame && now.length > 0 ? passed() : refused("no-dwelling-of-owner");
  },
});

function idsOf(answer: Known<readonly { readonly iin: Iin }[]>): readonly Iin[] {
  return answer.kind === "found" ? answer.value.map(({ iin }) => iin) : [];
}

function ownersOf({ owners }: Dwelling): readonly Iin[] {
  return owners.flatMap(({ iin }) => iin ?? []);
}

/** What the later stages need of the dwelling; the applicant is shown its address alone. */
function evidenceOf(dwelling: Dwelling): Evidence {
  const { kk, ru } = addressLines(dwelling.address);
  return {
    rka: dwelling.rka,
    kato: dwelling.kato,
    addressKk: kk,
    addressRu: ru,
    totalAreaM2: String(dwelling.totalAreaM2),
    usableAreaM2: String(dwelling.usableAreaM2),
    owners: ownersOf(dwelling).join(" "),
    legalOwner: dwelling.owners.some(({ bin }) => bin !== undefined) ? "yes" : "no",
  };
}
