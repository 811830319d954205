import type { Iin } from "@/lib/kernel/iin";
import type { Rka } from "@/lib/kernel/rka";
import { z } from "zod";
import { isBin, type Bin } from "@/lib/kernel/bin";
import { iinSchema } from "@/lib/kernel/iin";
import { isBefore, type LocalDate } from "@/lib/kernel/local-date";
import { rkaSchema } from "@/lib/kernel/rka";
import type { Evidence } from "@/lib/process/facts";
import type { Period } from "@/lib/process/stages";
import { form, stayForm } from "./form";
import type { ClaimedKinship } from "./kinship/read";

/** As much of a situation, or of a subject, as these functions look at. */
export interface Standing {
  readonly answers: Readonly<Record<string, unknown>>;
  readonly evidence: Readonly<Record<string, Evidence>>;
}

function answer<T>(schema: z.ZodType<T>, given: unknown): T | undefined {
  const parsed = schema.safeParse(given);
  return parsed.success ? parsed.data : undefined;
}

/** Whose the applicant says the dwelling is; where that is not asked, it is one of their own that they choose. */
export function whoseDwelling({ answers }: Pick<Standing, "answers">): "own" | "another" | undefined {
  if (answers["dwelling"] === undefined && answers["own-dwelling"] !== undefined) return "own";
  return answer(form.dwelling, answers["dwelling"])?.whose;
}

/** The way in which the applicant names the address of another's dwelling. */
export function addressWay({ answers }: Pick<Standing, "answers">): "steps" | "code" | undefined {
  return answer(form["address-way"], answers["address-way"])?.way;
}

/** The region that the applicant has named, where another's address is named step by step. */
export function namedRegion({ answers }: Pick<Standing, "answers">): string | undefined {
  const isNamed = whoseDwelling({ answers }) === "another" && addressWay({ answers }) === "steps";
  return isNamed ? answer(form.region, answers["region"])?.region : undefined;
}

/** The address code that the applicant has chosen; undefined before that. */
export function chosenRka({ answers }: Pick<Standing, "answers">): Rka | undefined {
  if (whoseDwelling({ answers }) === "own") return answer(form["own-dwelling"], answers["own-dwelling"])?.rka;
  const step = addressWay({ answers }) === "code" ? "address-code" : "flat";
  return answer(form[step], answers[step])?.rka;
}

/** The owner whom the applicant has named, where the dwelling is another's. */
export function namedOwner({ answers }: Pick<Standing, "answers">): Iin | undefined {
  return whoseDwelling({ answers }) === "another" ? answer(form.owner, answers["owner"])?.ownerIin : undefined;
}

/** The applicant, once GBD FL has told who they are. */
export function applicantOf({ evidence }: Pick<Standing, "evidence">): Iin | undefined {
  return iinsIn(evidence["person"]?.["iin"])[0];
}

/** The check that has asked ZAGS for the applicant's children. */
export const childrenCheck = "children-known";

/** The check that has asked GBD FL who the children are and whether they are still children. */
export const minorsCheck = "children-under-14";

const offeredSchema = z.array(z.object({ iin: z.string(), name: z.string(), birthDate: z.string() }));

/** The children whom the applicant may bring: ZAGS names them, and GBD FL knows them as young. */
export function childrenOffered({ evidence }: Pick<Standing, "evidence">): z.output<typeof offeredSchema> {
  const young = evidence[minorsCheck]?.["offered"];
  const theirs: readonly string[] = iinsIn(evidence[childrenCheck]?.["children"]);
  const known = young === undefined ? [] : offeredSchema.parse(JSON.parse(young));
  return known.filter(({ iin }) => theirs.includes(iin));
}

/** The check that looks, once the applicant has signed, whether the children still come. */
export const childrenStillCheck = "children-still";

/** The children whom the applicant signs for: those chosen who may come on that day. */
export function childrenSigned(standing: Standing): readonly Iin[] {
  const chosen = answer(form.children, standing.answers["children"])?.children ?? [];
  const offered = new Set<string>(childrenOffered(standing).map(({ iin }) => iin));
  return chosen.filter((iin) => offered.has(iin));
}

/** The children whom the applicant brings: those signed for, but for whom a later look has not found. */
export function childrenWith(standing: Standing): readonly Iin[] {
  const signed = childrenSigned(standing);
  const found = standing.evidence[childrenStillCheck]?.["coming"];
  return found === undefined ? signed : signed.filter((iin) => iinsIn(found).includes(iin));
}

/** From when to when somebody stays; undefined where they come for good. */
export function stayOf({ answers }: Pick<Standing, "answers">): { from: LocalDate; to: LocalDate } | undefined {
  return answer(stayForm.period, answers["period"]);
}

/** The days on which the applicant and the children will be there, none of which is past: from today on where they come for good. */
export function periodOf(standing: Pick<Standing, "answers"> & { readonly today: LocalDate }): Period {
  const { today } = standing;
  const stay = stayOf(standing);
  if (!stay) return { from: today };
  const first = isBefore(stay.from, today) ? today : stay.from;
  return { from: isBefore(stay.to, first) ? stay.to : first, to: stay.to };
}

/** The stages at which the dwelling is found: one where it is the applicant's own, one where it is another's. */
export const dwellingChecks = { own: "own-dwelling-known", another: "dwelling-of-owner" } as const;

/** What is known of the dwelling once its check has passed. */
export interface KnownDwelling {
  readonly rka: Rka;
  readonly kato: string;
  readonly addressKk: string;
  readonly addressRu: string;
  readonly totalAreaM2: number;
  readonly usableAreaM2: number;
  /** The people among the owners. */
  readonly owners: readonly Iin[];
  readonly hasLegalOwner: boolean;
  /** The legal entities among them. */
  readonly legalOwners: readonly Bin[];
}

/** The dwelling as its check has left it; undefined before that. */
export function knownDwelling(standing: Standing): KnownDwelling | undefined {
  const whose = whoseDwelling(standing);
  const evidence = whose && standing.evidence[dwellingChecks[whose]];
  const rka = rkaSchema.safeParse(evidence?.["rka"]);
  if (!evidence || !rka.success) return undefined;
  const { kato = "", addressKk = "", addressRu = "", owners = "" } = evidence;
  return {
    rka: rka.data,
    kato,
    addressKk,
    addressRu,
    totalAreaM2: Number(evidence["totalAreaM2"]),
    usableAreaM2: Number(evidence["usableAreaM2"]),
    owners: iinsIn(owners),
    hasLegalOwner: evidence["legalOwner"] === "yes",
    legalOwners: (evidence["legalOwners"] ?? "").split(" ").filter(isBin),
  };
}

/** What the applicant says they are to an owner; undefined while it is not asked. */
export function claimedKinship(standing: Standing & { readonly today: LocalDate }): ClaimedKinship | undefined {
  const claim = answer(form.kinship, standing.answers["kinship"]);
  const applicant = applicantOf(standing);
  const dwelling = knownDwelling(standing);
  if (!claim || applicant === undefined || !dwelling) return undefined;
  const named = namedOwner(standing);
  const owners = [...dwelling.owners].toSorted((a, b) => Number(b === named) - Number(a === named));
  return { claim, applicant, owners, today: standing.today };
}

/** The IINs of a piece of evidence, which is a text. */
export function iinsIn(text: string | undefined): readonly Iin[] {
  return (text ?? "").split(" ").flatMap((one) => {
    const iin = iinSchema.safeParse(one);
    return iin.success ? [iin.data] : [];
  });
}
