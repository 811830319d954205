import { found } from "@/lib/kernel/answer";
import type { Iin } from "@/lib/kernel/iin";
import { read, type Subject } from "@/lib/process/facts";
import { dwellingReads, ofEach } from "@/lib/residence/reads";
import { chosenRka } from "@/lib/residence/situation";
import { isMinor } from "./removal";
import { leavingIn } from "./situation";

/** What the owner lets the portal ask for. */
const purpose = "deregistration";

/** The databases that the owner lets the portal ask. */
const databases = [
  "individuals",
  "civil-status",
  "documents",
  "real-estate",
  "social-protection",
  "legal-entities",
] as const;

/** The facts that reach the rules; nothing else does. */
export const reads = {
  access: read("access-control", (kdp, { applicant }) => kdp.grant({ iin: applicant, databases, purpose })),
  person: read("individuals", (gbdFl, { applicant }) => gbdFl.person({ iin: applicant })),
  ...dwellingReads,
  /** Who is registered there: GBD FL tells it to an owner of the day alone. */
  residents: read("individuals", async (gbdFl, subject) => {
    const rka = chosenRka(subject);
    const { applicant: owner, today: on } = subject;
    return rka === undefined ? { kind: "not-found" } : gbdFl.registeredPeople({ rka, on, owner });
  }),
  /** Records of birth and adoption of the minors among those picked. */
  parentages: read("civil-status", (zags, subject) =>
    ofEach(minorsIn(subject), async (iin) => {
      const records = await zags.parentages({ iin });
      return records.kind === "found" ? found({ iin, records: records.value }) : records;
    }),
  ),
  /** Which of those minors have a place of residence elsewhere. */
  homes: read("individuals", (gbdFl, subject) =>
    ofEach(minorsIn(subject), async (iin) => {
      const rka = chosenRka(subject);
      return rka === undefined ? { kind: "not-found" } : gbdFl.residenceElsewhere({ iin, rka, on: subject.today });
    }),
  ),
};

function minorsIn(subject: Subject): readonly Iin[] {
  return leavingIn(subject)
    .filter(({ birthDate }) => isMinor(birthDate, subject.today))
    .map(({ iin }) => iin);
}
