import { found, type Answer } from "@/lib/kernel/answer";
import { iinSchema } from "@/lib/kernel/iin";
import { rkaSchema, type Rka } from "@/lib/kernel/rka";
import { read, type Subject } from "@/lib/process/facts";
import { codesOf, kinds } from "./comparison";
import { codesToEnter } from "./records";
import { childrenIn, holderOf, registrationOf, stageIds } from "./situation";

/** The service's id: its folder, its messages, its address. */
export const id = "address-certificate";

/** The databases that the applicant lets the portal ask. */
const databases = ["individuals", "civil-status", "documents", "real-estate"] as const;

const nothing = { kind: "not-found" } as const;

/** The facts that reach the rules; nothing else does. */
export const reads = {
  access: read("access-control", (kdp, { applicant }) => kdp.grant({ iin: applicant, databases, purpose: id })),
  person: read("individuals", (gbdFl, { applicant }) => gbdFl.person({ iin: applicant })),
  children: read("civil-status", (zags, { applicant }) => zags.children({ iin: applicant })),
  minors: read("individuals", async (gbdFl, { evidence }) => {
    return ofEach(childrenIn({ evidence }), async (text) => {
      const child = await gbdFl.child({ iin: iinSchema.parse(text) });
      // Of one whom GBD FL does not know nothing can be certified; of the others it can.
      return child.kind === "not-found" ? found(null) : child;
    });
  }),
  residence: read("individuals", async (gbdFl, subject) => {
    const iin = holderOf(subject);
    return iin === undefined ? nothing : gbdFl.residence({ iin, on: subject.today });
  }),
  addresses: read("documents", async (rpDrn, subject) => {
    const iin = holderOf(subject);
    return iin === undefined ? nothing : rpDrn.addresses({ iin, on: subject.today });
  }),
  dwellings: read("real-estate", (egkn, subject) =>
    ofEach(codesToEnter(subject), async (rka) => {
      const dwelling = await egkn.dwelling({ rka });
      // Of what nobody owns, nobody is told.
      return dwelling.kind === "not-found" ? found(null) : dwelling;
    }),
  ),
  entity: read("legal-entities", async (gbdUl, { bin }) => (bin === null ? nothing : gbdUl.entity({ bin }))),
  registered: read("address-register", (register, subject) =>
    ofEach(allCodes(subject), async (rka) => {
      const address = await register.address({ rka });
      return address.kind === "not-found" ? found(null) : address;
    }),
  ),
};

/** The codes of every address that a database holds of the holder, GBD FL's first; or of the entity. */
function allCodes(subject: Pick<Subject, "evidence">): readonly Rka[] {
  const person = kinds.flatMap((kind) => codesOf(kind, registrationOf(subject)));
  const entity = rkaSchema.safeParse(subject.evidence[stageIds.entity]?.["addressCode"]);
  return [...new Set([...person, ...(entity.success ? [entity.data] : [])])];
}

/** One question about each of several things: all answers, or the first that is none. */
async function ofEach<Item, T>(items: readonly Item[], ask: (item: Item) => Promise<Answer<T>>): Promise<Answer<T[]>> {
  const answers = await Promise.all(items.map(ask));
  const values: T[] = [];
  for (const answer of answers) {
    if (answer.kind !== "found") return answer;
    values.push(answer.value);
  }
  return found(values);
}
