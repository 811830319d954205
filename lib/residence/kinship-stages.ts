import type { Evidence } from "@/lib/process/facts";
import { passed, refused, type Situation, type Stage } from "@/lib/process/stages";
import { needsKinship } from "./astana";
import { kinshipDegrees } from "./kinship/claim";
import { confidentialKinship, judgeKinship, type KinshipFacts } from "./kinship/judge";
import { claimedKinship, type Standing } from "./situation";
import { check, step } from "./stage-kinds";
import type { LocalDate } from "@/lib/kernel/local-date";

/** How often a day somebody may say what they are to an owner without being believed [S1 §10.6] [ours]. */
const triesADay = 5;

export const kinshipStep = "kinship";
const kinshipCheck = "kinship-confirmed";
const studyCheck = "study-confirmed";

function isStudent(situation: Standing & { readonly today: LocalDate }): boolean {
  return claimedKinship(situation)?.claim.degree === "student";
}

/** Whether the claim has been borne out: then the norm no longer stands in the way. */
export function isKinshipConfirmed({ evidence }: Pick<Standing, "evidence">): boolean {
  return evidence[kinshipCheck] !== undefined || evidence[studyCheck] !== undefined;
}

/** What the applicant is to an owner, and whether the records bear it out: asked only where the norm is reached [S1 §10.4–7]. */
export const kinshipStages: readonly Stage[] = [
  step({
    id: kinshipStep,
    clause: "S1 §10.4",
    when: needsKinship,
    fields: [
      { kind: "radios", name: "degree", options: kinshipDegrees },
      { kind: "radios", name: "via", options: ["mother", "father"] },
    ],
  }),
  check({
    id: kinshipCheck,
    clause: "S1 §10.5",
    when: (situation) => needsKinship(situation) && !isStudent(situation),
    uses: ["kinshipRecords", "mart"],
    confidential: confidentialKinship,
    returnsTo: kinshipStep,
    triesADay,
    judge: ({ kinshipRecords: records, mart }, situation) => {
      const found = findingOf({ records, mart, colleges: none, universities: none }, situation);
      if (found.evidence) return passed(found.evidence);
      return found.isDenied ? refused("access-denied") : refused("kinship-not-confirmed");
    },
  }),
  // What NOBD and EPVO do not know makes the service impossible [S1 §10.7].
  check({
    id: studyCheck,
    clause: "S1 §10.7",
    when: (situation) => needsKinship(situation) && isStudent(situation),
    uses: ["colleges", "universities"],
    confidential: confidentialKinship,
    // Either of the two is enough: what one has confirmed does not wait for the other.
    settledBy: ({ colleges = none, universities = none }, situation) =>
      findingOf({ records: none, mart: none, colleges, universities }, situation).evidence ?? null,
    judge: ({ colleges, universities }, situation) => {
      const found = findingOf({ records: none, mart: none, colleges, universities }, situation);
      if (found.evidence) return passed(found.evidence);
      return refused(found.isDenied ? "access-denied" : "study-not-confirmed");
    },
  }),
];

const none = { kind: "not-found" } as const;

interface Found {
  readonly evidence?: Evidence;
  readonly isDenied: boolean;
}

function findingOf(facts: KinshipFacts, situation: Situation): Found {
  const claimed = claimedKinship(situation);
  if (!claimed) return { isDenied: false };
  const finding = judgeKinship(facts, claimed);
  return finding.kind === "confirmed"
    ? { evidence: finding.evidence, isDenied: false }
    : { isDenied: finding.because === "access-denied" };
}
