import { addressLines } from "@/lib/kernel/address";
import type { FactsOf } from "@/lib/process/facts";
import { passed, refused, type Verdict } from "@/lib/process/stages";
import { compared } from "./comparison";
import { fullName } from "./people";
import type { reads } from "./reads";
import type { CertificateReason } from "./reasons";
import { isForPerson, isReportedWrong, needsCorrection, stageIds } from "./situation";
import { check } from "./stage-kinds";

/** The region whose town unit takes what no address tells the region of [ours]: the capital's. */
const regionOfNone = "71";

/** Where the holder is registered by GBD FL, beside what RP DRN holds [S0-A5 §6]. */
export const registrationIsFound = check({
  id: stageIds.registration,
  clause: "S0-A5 §4, §6",
  when: isForPerson,
  uses: ["residence", "addresses"],
  confidential: ["holder", "match", "differs"],
  judge: judgeRegistration,
});

/** The same once the officer's correction has been entered: the certificate is of what both hold now. */
export const registrationIsCorrected = check({
  id: stageIds.corrected,
  clause: "S0-A5 §6",
  when: needsCorrection,
  uses: ["residence", "addresses"],
  confidential: ["holder", "match", "differs"],
  judge: (facts) => {
    const verdict = judgeRegistration(facts);
    const differs = verdict.kind === "passed" && verdict.evidence["match"] !== "yes";
    return differs ? refused("data-still-differ", { why: "differ" }) : verdict;
  },
});

function judgeRegistration({
  residence,
  addresses,
}: Pick<FactsOf<typeof reads>, "residence" | "addresses">): Verdict<CertificateReason> {
  if (residence.kind === "denied" || addresses.kind === "denied") return refused("access-denied");
  if (residence.kind === "not-found") return refused("person-not-found");
  const { iin, birthDate, deathDate, residenceStatus, registrations } = residence.value;
  if (deathDate !== undefined) return refused("deceased");
  if (residenceStatus === "not-determined") return refused("residence-not-determined");
  const held = addresses.kind === "found" ? addresses.value : [];
  if (registrations.length === 0 && held.length === 0) return refused("no-registration");
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
  confidential: ["kato", "inRegister"],
  judge: ({ registered }, situation) => {
    if (registered.kind === "denied") return refused("access-denied");
    const asked = registered.kind === "found" ? registered.value : [];
    const known = asked.filter((one) => one !== null);
    const kato = known[0]?.kato ?? regionOfNone;
    const inRegister = asked.length > 0 && known.length === asked.length ? "yes" : "no";
    if (isForPerson(situation)) return passed({ kato, inRegister });
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
