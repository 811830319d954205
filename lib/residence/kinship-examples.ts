import type { Example } from "@/lib/process/define-service";
import type { RegistrationReason } from "./reasons";

type KinshipExample = Example<RegistrationReason>;

const day = "2026-11-21";

/** Flats in Astana in which the norm is reached, with their owners: an elder, a young one, and somebody who lets to students. */
const flats = {
  elders: { rka: "0201710003177799", ownerIin: "620411399805" },
  young: { rka: "0201710003178314", ownerIin: "000214587725" },
  let: { rka: "0201710003176277", ownerIin: "791216418732" },
} as const;

type Claim = readonly [degree: string, via?: "mother" | "father"];

function claiming(flat: keyof typeof flats, [degree, via]: Claim): Readonly<Record<string, string>> {
  return { whose: "another", way: "code", ...flats[flat], degree, ...(via === undefined ? {} : { via }) };
}

/** Who is, and who is not, a relative of the owner of a full flat in Astana: each degree in each direction and on each side [S1 §10.4–7]. */
export function kinshipExamples(prefix: string): readonly KinshipExample[] {
  return [
    ...confirmed.map(([id, persona, flat, claim]): KinshipExample => {
      return { id: `${prefix}-${id}`, persona, day, expect: "granted", answers: claiming(flat, claim) };
    }),
    {
      id: `${prefix}-kin-owner`,
      persona: "000214587725",
      day,
      expect: "granted",
      answers: { whose: "own", rka: flats.young.rka, children: "250123533138", degree: "owner" },
    },
    ...notConfirmed.map(([id, persona, flat, claim]): KinshipExample => {
      const reason = claim[0] === "student" ? "study-not-confirmed" : "kinship-not-confirmed";
      return { id: `${prefix}-${id}`, persona, day, expect: { refused: reason }, answers: claiming(flat, claim) };
    }),
  ];
}

type Row = readonly [id: string, persona: string, flat: keyof typeof flats, claim: Claim];

const confirmed: readonly Row[] = [
  ["kin-child", "850117398638", "elders", ["child"]],
  ["kin-adopted-child", "890525415062", "elders", ["child"]],
  ["kin-parent", "751002480608", "young", ["parent"]],
  ["kin-spouse", "680905400660", "elders", ["spouse"]],
  ["kin-full-sibling", "651201432024", "elders", ["full-sibling"]],
  ["kin-half-by-mother", "580818361236", "elders", ["half-sibling", "mother"]],
  ["kin-half-by-father", "710606470733", "elders", ["half-sibling", "father"]],
  ["kin-grandparent-by-mother", "500417449873", "young", ["grandparent", "mother"]],
  ["kin-grandparent-by-father", "460721397989", "young", ["grandparent", "father"]],
  ["kin-grandchild-by-father", "050314586343", "elders", ["grandchild", "father"]],
  ["kin-grandchild-by-mother", "070819675591", "elders", ["grandchild", "mother"]],
  ["kin-dead-link", "060520559358", "elders", ["grandchild", "father"]],
  ["kin-in-law-child", "930321397953", "elders", ["in-law"]],
  ["kin-in-law-parent", "761119480686", "young", ["in-law"]],
  ["kin-in-law-sibling", "990308342827", "young", ["in-law"]],
  ["kin-in-law-grandparent", "480827450186", "young", ["in-law"]],
  ["kin-student-college", "071013551300", "let", ["student"]],
  ["kin-student-university", "050624686840", "let", ["student"]],
];

const notConfirmed: readonly Row[] = [
  ["no-kin-divorced", "640220457425", "elders", ["spouse"]],
  ["no-kin-former-in-law", "420509459645", "elders", ["in-law"]],
  ["no-kin-half-as-full", "580818361236", "elders", ["full-sibling"]],
  ["no-kin-wrong-side", "070819675591", "elders", ["grandchild", "father"]],
  ["no-kin-missing-parent", "951010457556", "elders", ["child"]],
  ["no-kin-student-elsewhere", "060131569261", "let", ["student"]],
  ["no-kin-student-part-time", "030917693624", "let", ["student"]],
  ["no-kin-graduate", "020206536700", "let", ["student"]],
];
