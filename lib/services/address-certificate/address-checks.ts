import { addressLines } from "@/lib/kernel/address";
import type { FactsOf } from "@/lib/process/facts";
import { same } from "@/lib/process/same";
import { passed, refused, type Verdict } from "@/lib/process/stages";
import { compared } from "./comparison";
import { fullName } from "./people";
import type { reads } from "./reads";
import type { CertificateReason } from "./reasons";
import { placePieces, placesOf, regionOfNone } from "./regions";
import { isForPerson, isReportedWrong, needsCorrection, registrationOf, stageIds, type Standing } from "./situation";
import { check } from "./stage-kinds";

/** Where the holder is registered by GBD FL, beside what RP DRN holds [S0-A5 §6]. */
export const registrationIsFound = check({
  id: stageIds.registration,
  clause: "S0-A5 §4, §6",
  when: isForPerson,
  uses: ["residence", "addresses"],
  confidential: ["holder", "match", "differs"],
  returnsTo: "holder",
  judge: judgeRegistration,
});

/** The same once the officer's correction has been entered: the certificate is of what both hold now. */
export const registrationIsCorrected = check({
  id: stageIds.corrected,
  clause: "S0-A5 §6",
  when: needsCorrection,
  uses: ["residence", "addresses"],
  confidential: ["holder", "match", "differs"],
  judge: (facts, situation) => {
    const verdict = judgeRegistration(facts, situation);
    const differs = verdict.kind === "passed" && verdict.evidence["match"] !== "yes";
    return differs ? refused("data-still-differ", { why: "differ", entered: "all" }) : verdict;
  },
});

/**
 * What both hold now is known to the register: no certificate is issued of another address, by whichever way it came about. Both are asked once
 * more with it, so that it is of what they hold when it is made.
 */
export const addressIsInRegisterStill = check({
  id: stageIds.registerAgain,
  clause: "S0-A5 §6",
  when: needsCorrection,
  uses: ["residence", "addresses", "registered"],
  confidential: ["holder", "match", "differs"],
  judge: ({ registered, ...held }, situation) => {
    if (registered.kind === "denied") return refused("access-denied");
    const verdict = judgeRegistration(held, situation);
    if (verdict.kind === "refused") return verdict;
    if (!same(verdict.evidence, registrationOf(situation)))
      return refused("data-still-differ", { why: "changed", entered: "all" });
    const areKnown = registered.kind === "found" && registered.value.every((address) => address !== null);
    return areKnown ? verdict : refused("data-still-differ", { why: "notInRegister", entered: "all" });
  },
});

function judgeRegistration(
  { residence, addresses }: Pick<FactsOf<typeof reads>, "residence" | "addresses">,
  situation: Pick<Standing, "answers" | "evidence">,
): Verdict<CertificateReason> {
  if (residence.kind === "denied" || addresses.kind === "denied") return refused("access-denied");
  if (residence.kind === "not-found") return refused("person-not-found");
  const { iin, birthDate, deathDate, residenceStatus, registrations } = residence.value;
  if (deathDate !== undefined) return refused("deceased");
  const whose = { holder: iin === situation.evidence[stageIds.person]?.["iin"] ? "self" : "child" };
  if (residenceStatus === "not-determined") return refused("residence-not-determined", whose);
  const held = addresses.kind === "found" ? addresses.value : [];
  if (registrations.length === 0 && held.length === 0) return refused("no-registration", whose);
  return passed({ holder: iin, holderName: fullName(residence.value), birthDate, ...compared(registrations, held) });
}

/** The legal entity by its BIN: in force, with a registered address [ours]. */
export const entityIsFound = check({
  id: stageIds.entity,
  clause: "S0-A5 §10",
  when: ({ bin }) => bin !== undefined,
  uses: ["entity"],
  judge: ({ entity }) => {
    if (entity.kind === "denied") return refused("access-denied");
    if (entity.kind === "not-found" || entity.value.status !== "active") return refused("entity-not-active");
    const { nameKk: entityNameKk, nameRu: entityNameRu, rka } = entity.value;
    if (rka === undefined) return refused("no-registered-address");
    return passed({ entityNameKk, entityNameRu, addressCode: rka });
  },
});

/** The address register knows the addresses; it also says in which region they lie. */
export const addressIsInRegister = check({
  id: stageIds.register,
  clause: "S0-A5 §6",
  uses: ["registered"],
  confidential: ["kato", "inRegister", ...placePieces],
  judge: ({ registered }, situation) => {
    if (registered.kind === "denied") return refused("access-denied");
    const asked = registered.kind === "found" ? registered.value : [];
    const known = asked.filter((one) => one !== null);
    const kato = known[0]?.kato ?? regionOfNone;
    const inRegister = asked.length > 0 && known.length === asked.length ? "yes" : "no";
    if (isForPerson(situation)) return passed({ kato, inRegister, ...placesOf(known, situation) });
    const [address] = known;
    if (!address) return refused("no-registered-address");
    const { kk: addressKk, ru: addressRu } = addressLines(address.address);
    return passed({ kato, inRegister, addressKk, addressRu });
  },
});

/** An entity's registered address is what GBD UL says: nobody corrects it here. */
export const entityAddressStands = check({
  id: "entity-address",
  clause: "ours",
  when: ({ bin }) => bin !== undefined,
  uses: [],
  returnsTo: "certificate",
  judge: (_, situation) => (isReportedWrong(situation) ? refused("entity-address-reported") : passed()),
});
