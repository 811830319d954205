import type { Example } from "@/lib/process/define-service";
import type { DeregistrationReason } from "./reasons";

const day = "2026-11-21";

/** A dwelling of one owner, and everybody there about whom a rule speaks. */
const alone = {
  owner: "740312376011",
  rka: "0201350001704513",
  wife: "790802476029",
  tenant: "950217376037",
  lodger: "011130676040",
  mother: "960609476056",
  child: "180421576067",
  pupil: "110115576070",
};

/** A dwelling of two owners. */
const shared = {
  owner: "840523476094",
  rka: "0201350001704539",
  coOwner: "880914376105",
  guest: "931201376118",
  leaver: "000707676121",
};

const rows: readonly Omit<Example<DeregistrationReason>, "day">[] = [
  {
    id: "one-person",
    persona: alone.owner,
    expect: "granted",
    answers: { rka: alone.rka, people: alone.wife },
    interest: "form",
  },
  {
    id: "several-people",
    persona: alone.owner,
    expect: "granted",
    answers: { rka: alone.rka, people: `${alone.wife} ${alone.tenant} ${alone.lodger}` },
  },
  { id: "oneself", persona: alone.owner, expect: "granted", answers: { rka: alone.rka, people: alone.owner } },
  { id: "temporary-stay", persona: alone.owner, expect: "granted", answers: { rka: alone.rka, people: alone.lodger } },
  {
    id: "minor-with-home-elsewhere",
    persona: alone.owner,
    expect: "granted",
    answers: { rka: alone.rka, people: alone.pupil },
  },
  {
    id: "minor-with-parent",
    persona: alone.owner,
    expect: { refused: "minor-with-parent" },
    answers: { rka: alone.rka, people: alone.child },
  },
  {
    id: "minor-without-residence",
    persona: alone.owner,
    expect: { refused: "minor-without-residence" },
    answers: { rka: alone.rka, people: `${alone.child} ${alone.mother} ${alone.tenant}` },
  },
  {
    id: "left-the-country",
    persona: alone.owner,
    expect: { refused: "left-the-country" },
    answers: { ground: "left" },
  },
  { id: "court-ruling", persona: alone.owner, expect: { refused: "court-ruling" }, answers: { ground: "court" } },
  {
    id: "co-owner-consents",
    persona: shared.owner,
    expect: "granted",
    answers: { rka: shared.rka, people: shared.guest },
    interest: "consent",
  },
  {
    id: "co-owner-declines",
    persona: shared.owner,
    expect: { refused: "consent-declined" },
    answers: { rka: shared.rka, people: shared.guest },
    owners: "decline",
  },
  {
    id: "co-owner-silent",
    persona: shared.owner,
    expect: { refused: "no-consent-in-time" },
    answers: { rka: shared.rka, people: shared.guest },
    owners: "silent",
  },
  {
    id: "co-owner-picked",
    persona: shared.owner,
    expect: { refused: "co-owner-picked" },
    answers: { rka: shared.rka, people: `${shared.guest} ${shared.coOwner}` },
  },
  {
    id: "left-meanwhile",
    persona: shared.owner,
    expect: { refused: "not-registered-there" },
    answers: { rka: shared.rka, people: shared.leaver },
    owners: "sell",
  },
  {
    id: "share-sold-meanwhile",
    persona: "820404376235",
    expect: { refused: "owners-changed" },
    answers: { rka: "0201350001704617", people: "990214476262" },
    owners: "sell",
  },
  {
    id: "co-owner-legal-entity",
    persona: "690128376137",
    expect: { refused: "owner-legal-entity" },
    answers: { rka: "0201350001704565" },
  },
  {
    id: "co-owner-minor",
    persona: "861010476150",
    expect: { refused: "owner-minor" },
    answers: { rka: "0201350001704578" },
  },
  {
    id: "co-owner-incapable",
    persona: "710719376186",
    expect: { refused: "owner-incapable" },
    answers: { rka: "0201350001704591" },
  },
  {
    id: "co-owner-unknown",
    persona: "671224376217",
    expect: { refused: "no-living-owner" },
    answers: { rka: "0201350001704604" },
  },
  {
    id: "nobody-registered",
    persona: "880412341009",
    expect: { refused: "nobody-registered" },
    answers: { rka: "0201110031702013" },
  },
  {
    id: "rp-drn-refuses-departure",
    persona: "901020344001",
    expect: { refused: "departure-refused" },
    answers: { rka: "0201110031702273" },
  },
  { id: "owns-nothing", persona: "020422644504", expect: { refused: "owns-no-dwelling" } },
  { id: "minor-of-15", persona: "110214544209", expect: { refused: "owner-minor" } },
  { id: "foreigner", persona: "850701344306", expect: { refused: "not-citizen" } },
  { id: "refugee", persona: "891212444403", expect: { refused: "refugee" } },
  { id: "incapable-applicant", persona: "990707363026", expect: { refused: "no-full-capacity" } },
  { id: "deceased-applicant", persona: "510317320669", expect: { refused: "deceased" } },
  { id: "unknown-person", persona: "980217385983", expect: { refused: "person-not-found" } },
  { id: "kdp-refuses", persona: "940918481277", expect: { refused: "access-denied" } },
];

/** Who shows what. */
export const examples: readonly Example<DeregistrationReason>[] = rows.map((row) => ({
  ...row,
  id: `removal-${row.id}`,
  day,
}));
