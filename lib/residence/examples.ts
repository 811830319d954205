import type { Example } from "@/lib/process/define-service";
import type { RegistrationReason } from "./reasons";

type Answers = Readonly<Record<string, string>>;
type RegistrationExample = Example<RegistrationReason>;

const day = "2026-11-21";

/** The answers of somebody who owns the dwelling. */
export function own(rka: string, more: Answers = {}): Answers {
  return { whose: "own", rka, ...more };
}

/** The answers of somebody who names another's dwelling by its code. */
function another(rka: string, ownerIin: string, more: Answers = {}): Answers {
  return { whose: "another", way: "code", rka, ownerIin, ...more };
}

/** Who shows what in both services; each has them under its own prefix. */
export function sharedExamples(prefix: string): readonly RegistrationExample[] {
  return rows.map(({ id, answers, ...row }) => ({
    ...row,
    id: `${prefix}-${id}`,
    day,
    ...(answers ? { answers } : {}),
  }));
}

const rows: readonly Omit<RegistrationExample, "day">[] = [
  { id: "own-elsewhere", persona: "880412341009", expect: "granted", answers: own("0201110031702013") },
  { id: "residence-not-determined", persona: "790930341105", expect: "granted", answers: own("0201330031702026") },
  {
    id: "owner-consents",
    persona: "990218441201",
    expect: "granted",
    answers: another("0201270031702039", "711103441301"),
  },
  {
    id: "three-owners-consent",
    persona: "931205441708",
    expect: "granted",
    answers: another("0201610031702091", "650120341807"),
  },
  {
    id: "one-of-two-declines",
    persona: "960721341402",
    expect: { refused: "consent-declined" },
    answers: another("0201110031702065", "680315341505"),
    owners: "decline",
  },
  {
    id: "owner-silent",
    persona: "010613542101",
    expect: { refused: "no-consent-in-time" },
    answers: another("0201270031702117", "740227342201"),
    owners: "silent",
  },
  {
    id: "owner-sells",
    persona: "970308442304",
    expect: "granted",
    answers: another("0201110031702143", "690630342409"),
    interest: "consent",
  },
  {
    id: "owner-sells-after-consent",
    persona: "970308442304",
    expect: { refused: "owners-changed" },
    answers: another("0201110031702143", "690630342409"),
    owners: "sell",
    interest: "consent",
  },
  {
    id: "owner-legal-entity",
    persona: "940125342605",
    expect: { refused: "owner-legal-entity" },
    answers: another("0201270031702169", "701010342702"),
  },
  {
    id: "owner-minor",
    persona: "911111442800",
    expect: { refused: "owner-minor" },
    answers: another("0201110031702182", "820404442900"),
  },
  {
    id: "owner-incapable",
    persona: "870202343100",
    expect: { refused: "owner-incapable" },
    answers: another("0201270031702195", "581224443208"),
  },
  {
    id: "owner-under-guardianship",
    persona: "980828443400",
    expect: { refused: "owner-incapable" },
    answers: another("0201610031702208", "610531343503"),
  },
  {
    id: "owner-deceased",
    persona: "920616343708",
    expect: { refused: "no-living-owner" },
    answers: another("0201270031702221", "490303343803"),
  },
  {
    id: "wrong-pair",
    persona: "020422644504",
    expect: { refused: "no-dwelling-of-owner" },
    answers: another("0201610031702299", "750505344607"),
  },
  {
    id: "unknown-address",
    persona: "020422644504",
    expect: { refused: "no-dwelling-of-owner" },
    answers: another("0201610099999999", "750505344607"),
  },
  { id: "owns-nothing", persona: "020422644504", expect: { refused: "owns-no-dwelling" }, answers: { whose: "own" } },
  {
    id: "arrives-tomorrow",
    persona: "880412341009",
    expect: { refused: "arrived-elsewhen" },
    answers: own("0201110031702013", { arrivedOn: "2026-11-22" }),
  },
  {
    id: "rp-drn-refuses-address",
    persona: "901020344001",
    expect: { refused: "registration-refused" },
    answers: own("0201330031702260"),
  },
  { id: "minor-of-12", persona: "130509644103", expect: { refused: "under-14" } },
  { id: "minor-of-15", persona: "110214544209", expect: { refused: "under-16" } },
  { id: "foreigner", persona: "850701344306", expect: { refused: "not-citizen" } },
  { id: "refugee", persona: "891212444403", expect: { refused: "refugee" } },
  { id: "incapable-applicant", persona: "990707363026", expect: { refused: "no-full-capacity" } },
  { id: "deceased-applicant", persona: "510317320669", expect: { refused: "deceased" } },
  { id: "unknown-person", persona: "980217385983", expect: { refused: "person-not-found" } },
  { id: "kdp-refuses", persona: "940918481277", expect: { refused: "access-denied" } },
  { id: "room-left", persona: "950321444803", expect: "granted", answers: another("0201710031702312", "670409344905") },
  {
    id: "area-just-under",
    persona: "980119346404",
    expect: { refused: "kinship-not-confirmed" },
    answers: another("0201710031702338", "670407346504", { degree: "child" }),
  },
  {
    id: "area-exact",
    persona: "981127447207",
    expect: "granted",
    answers: another("0201710031702351", "670406347309"),
  },
  {
    id: "full-not-kin",
    persona: "000830545606",
    expect: { refused: "kinship-not-confirmed" },
    answers: another("0201710031702325", "670408345711", { degree: "parent" }),
  },
  {
    id: "full-not-student",
    persona: "000830545606",
    expect: { refused: "study-not-confirmed" },
    answers: another("0201710031702325", "670408345711", { degree: "student" }),
  },
  {
    id: "two-children-one-place",
    persona: "920226448001",
    expect: { refused: "kinship-not-confirmed" },
    answers: another("0201710031702364", "670425348300", { children: "170909548101 201201648209", degree: "child" }),
  },
  {
    id: "children-elsewhere",
    persona: "920226448001",
    expect: "granted",
    answers: { ...own("0201110031702377"), children: "170909548101 201201648209" },
  },
  {
    id: "last-place-first",
    persona: "960505349304",
    expect: "granted",
    answers: another("0201710031702390", "670421348804"),
  },
  {
    id: "last-place-second",
    persona: "970606449400",
    expect: "granted",
    answers: another("0201710031702390", "670421348804"),
  },
  { id: "owner-of-full-dwelling", persona: "811013449507", expect: "granted", answers: own("0201710031702403") },
];
