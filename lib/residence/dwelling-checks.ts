import { addressLines } from "@/lib/kernel/address";
import type { Iin } from "@/lib/kernel/iin";
import type { LocalDate } from "@/lib/kernel/local-date";
import type { Evidence, FactsOf, Known } from "@/lib/process/facts";
import { passed, refused, type Verdict } from "@/lib/process/stages";
import type { Dwelling } from "@/lib/state-databases/real-estate/port";
import { isAnothers, isOwn } from "./dwelling-steps";
import { hasAge } from "./person";
import type { readsOf } from "./reads";
import { chosenRka, dwellingChecks, iinsIn, knownDwelling, namedOwner } from "./situation";
import { check } from "./stage-kinds";

/** Whoever is younger cannot consent: their dwelling is a matter for the service centre [S1 §4]. */
const ageOfMajority = 18;

/** How often a day somebody may name an owner and an address that do not belong together [ours]. */
const wrongPairsADay = 10;

/** What of a dwelling is for the portal alone: whose it is besides, and how large. */
const confidential = ["kato", "owners", "legalOwner", "legalOwners", "totalAreaM2", "usableAreaM2"] as const;

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

const ownersCheck = "owners";

/** Every owner is a person who can consent for themselves; who they are is what consent is asked by. GBD UL is asked about any other. */
export const ownersCanConsent = check({
  id: ownersCheck,
  clause: "S1 §3–8",
  uses: ["person", "owners", "guardianships", "entities"],
  confidential: ["asked"],
  judge: ({ entities, ...facts }, situation) => {
    if (entities.kind === "denied") return refused("access-denied");
    if (knownDwelling(situation)?.hasLegalOwner === false) return judgeOwners(facts, situation);
    const areActive = entities.kind === "found" && entities.value.every((isActive) => isActive);
    return refused("owner-legal-entity", { entity: areActive ? "active" : "closed" });
  },
});

type OwnersFacts = Pick<FactsOf<ReturnType<typeof readsOf>>, "person" | "owners" | "guardianships">;
type OwnersReason = "access-denied" | "no-living-owner" | "owner-minor" | "owner-incapable";

/** Whether all owners can consent for themselves, and who of them is to be asked. */
function judgeOwners(
  { person, owners, guardianships }: OwnersFacts,
  situation: { readonly today: LocalDate },
): Verdict<OwnersReason> {
  if (owners.kind === "denied" || guardianships.kind === "denied") return refused("access-denied");
  if (person.kind !== "found") return refused("access-denied");
  // Of somebody whom GBD FL does not know nobody can say whether they live.
  if (owners.kind === "not-found") return refused("no-living-owner");
  const living = owners.value.filter(({ deathDate }) => deathDate === undefined);
  if (living.some(({ birthDate }) => !hasAge(birthDate, ageOfMajority, situation.today))) return refused("owner-minor");
  const wards = idsOf(guardianships);
  if (living.some(({ iin, capacity }) => capacity !== "full" || wards.includes(iin))) return refused("owner-incapable");
  if (living.length === 0) return refused("no-living-owner");
  const others = living.map(({ iin }) => iin).filter((iin) => iin !== person.value.iin);
  return passed({ asked: others.join(" ") });
}

/**
 * The owners are those who were known when consent was asked for, and can still consent: nobody is registered on the word of a former
 * owner, nor of somebody who could not give it today.
 */
export const ownersAreTheSame = check({
  id: "owners-unchanged",
  clause: "S0-A3 §5",
  uses: ["dwelling", "person", "owners", "guardianships"],
  returnsTo: "dwelling",
  voids: ["consent"],
  judge: ({ dwelling, ...facts }, situation) => {
    if (dwelling.kind === "denied") return refused("access-denied");
    const known = knownDwelling(situation);
    if (!known || dwelling.kind === "not-found") return refused("owners-changed");
    const now = ownersOf(dwelling.value);
    const isOfPeople = hasLegalOwner(dwelling.value) === known.hasLegalOwner && now.length > 0;
    if (!isOfPeople || !areSame(known.owners, now)) return refused("owners-changed");
    const verdict = judgeOwners(facts, situation);
    if (verdict.kind === "refused") return verdict;
    const asked = iinsIn(situation.evidence[ownersCheck]?.["asked"]);
    return areSame(asked, iinsIn(verdict.evidence["asked"])) ? passed() : refused("owners-changed");
  },
});

function idsOf(answer: Known<readonly { readonly iin: Iin }[]>): readonly Iin[] {
  return answer.kind === "found" ? answer.value.map(({ iin }) => iin) : [];
}

function ownersOf({ owners }: Dwelling): readonly Iin[] {
  return owners.flatMap(({ iin }) => iin ?? []);
}

function hasLegalOwner({ owners }: Dwelling): boolean {
  return owners.some(({ bin }) => bin !== undefined);
}

function areSame(some: readonly Iin[], others: readonly Iin[]): boolean {
  return new Set(some).size === new Set(others).size && some.every((iin) => others.includes(iin));
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
    legalOwner: hasLegalOwner(dwelling) ? "yes" : "no",
    legalOwners: dwelling.owners.flatMap(({ bin }) => bin ?? []).join(" "),
  };
}
