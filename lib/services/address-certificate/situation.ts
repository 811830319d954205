import { z } from "zod";
import { iinSchema, type Iin } from "@/lib/kernel/iin";
import { localDateSchema } from "@/lib/kernel/local-date";
import type { Evidence } from "@/lib/process/facts";
import type { Option } from "@/lib/process/fields";

/** As much of an application as the certificate rests on. */
export interface Standing {
  readonly answers: Readonly<Record<string, unknown>>;
  readonly evidence: Readonly<Record<string, Evidence>>;
  readonly bin?: string | undefined;
}

/** The stages whose evidence later ones look at. */
export const stageIds = {
  person: "person",
  children: "children",
  minors: "minors",
  registration: "registration",
  corrected: "registration-corrected",
  entity: "entity",
  register: "address-register",
  correction: "correction",
  owners: "owners-at-correction",
  registerAgain: "address-register-corrected",
  personAgain: "person-at-correction",
  childrenAgain: "children-at-correction",
  minorsAgain: "minors-at-correction",
  holderAgain: "holder-at-correction",
} as const;

const personSchema = z.object({ iin: iinSchema, name: z.string(), birthDate: localDateSchema });
export type NamedPerson = z.infer<typeof personSchema>;

/** Whether the certificate is for a person; for a legal entity the session says of which. */
export function isForPerson({ bin }: Pick<Standing, "bin">): boolean {
  return bin === undefined;
}

/** IINs of the children whom ZAGS named as the applicant's when it was asked last. */
export function childrenIn({ evidence }: Pick<Standing, "evidence">): readonly string[] {
  const { children = "" } = evidence[stageIds.childrenAgain] ?? evidence[stageIds.children] ?? {};
  return children.split(" ").filter((iin) => iin !== "");
}

/** Which of the children are under sixteen, and which no longer, as it was found last. */
export function minorsIn({ evidence }: Pick<Standing, "evidence">): Evidence {
  return evidence[stageIds.minorsAgain] ?? evidence[stageIds.minors] ?? {};
}

/** The applicant, and their children under 16: those for whom a certificate may be asked. */
export function holdersOffered({ evidence }: Pick<Standing, "evidence">): readonly NamedPerson[] {
  const { iin, name, birthDate } = evidence[stageIds.person] ?? {};
  const self = personSchema.safeParse({ iin, name, birthDate });
  const offered = minorsIn({ evidence })["offered"];
  const children = offered === undefined ? [] : z.array(personSchema).parse(JSON.parse(offered));
  return self.success ? [self.data, ...children] : children;
}

/** The same, as options of a field. */
export function holdersAsOptions(standing: Pick<Standing, "evidence">): readonly Option[] {
  return holdersOffered(standing).map(({ iin, name, birthDate }) => {
    const words = `${name} (${birthDate.split("-").toReversed().join(".")})`;
    return { value: iin, kk: words, ru: words };
  });
}

/** Whose certificate it is: who was chosen, else the applicant themselves. */
export function holderOf(standing: Pick<Standing, "answers" | "evidence">): Iin | undefined {
  const chosen = z.object({ for: iinSchema }).safeParse(standing.answers["holder"]);
  if (chosen.success) return chosen.data.for;
  const self = iinSchema.safeParse(standing.evidence[stageIds.person]?.["iin"]);
  return self.success ? self.data : undefined;
}

/** Where the holder is registered, as it was found last: after a correction, as it stands since then. */
export function registrationOf({ evidence }: Pick<Standing, "evidence">): Evidence {
  return evidence[stageIds.corrected] ?? evidence[stageIds.registration] ?? {};
}

/** Whether both databases hold the same, at addresses that the register knows. */
export function isMatched({ evidence }: Pick<Standing, "evidence">): boolean {
  const { match } = evidence[stageIds.registration] ?? {};
  return match === "yes" && evidence[stageIds.register]?.["inRegister"] === "yes";
}

/** Whether the applicant has said that what is to be printed is wrong. */
export function isReportedWrong({ answers }: Pick<Standing, "answers">): boolean {
  return z.object({ correct: z.literal("no") }).safeParse(answers["certificate"]).success;
}

/** Whether an officer has to look: the databases differ, or the applicant says that they are wrong. */
export function needsCorrection(standing: Standing): boolean {
  return isForPerson(standing) && (!isMatched(standing) || isReportedWrong(standing));
}
