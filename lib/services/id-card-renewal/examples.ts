import type { Example } from "@/lib/process/define-service";
import type { IdCardReason } from "./reasons";

const day = "2026-11-21";

/**
 * Who shows what, on which day: the titles are messages `examples.<id>`. What is left out of `answers` is given as it should be:
 * the person's own new photo, a readable signature sample, their own region.
 */
export const examples: readonly Example<IdCardReason>[] = [
  { id: "expires-in-20-days", persona: "940416412502", day, expect: "granted" },
  { id: "expires-in-30-days", persona: "871103345327", day, expect: "granted" },
  { id: "expires-in-31-days", persona: "900721422362", day, expect: { refused: "too-early" } },
  { id: "expires-in-31-days-next-day", persona: "900721422362", day: "2026-11-22", expect: "granted" },
  { id: "expired-10-days-ago", persona: "790211361100", day, expect: "granted" },
  { id: "expired-11-days-ago", persona: "831229433093", day, expect: { refused: "too-late" } },
  { id: "card-lost", persona: "950308336489", day, expect: { refused: "card-lost" } },
  { id: "card-invalidated", persona: "760614460213", day, expect: { refused: "card-invalid" } },
  { id: "no-card", persona: "101002597159", day, expect: { refused: "no-card" } },
  { id: "surname-changed", persona: "960125426861", day, expect: { refused: "data-changed" } },
  { id: "birth-date-corrected", persona: "681005354138", day, expect: { refused: "data-changed" } },
  { id: "surname-changed-before-issue", persona: "860314427519", day, expect: "granted" },
  {
    id: "no-permanent-registration",
    persona: "920819384035",
    day,
    expect: { refused: "no-permanent-registration" },
  },
  { id: "incapable", persona: "990707363026", day, expect: { refused: "no-full-capacity" } },
  { id: "limited-capacity", persona: "810512330837", day, expect: { refused: "no-full-capacity" } },
  { id: "deceased", persona: "510317320669", day, expect: { refused: "deceased" } },
  { id: "unknown-to-gbd-fl", persona: "980217385983", day, expect: { refused: "person-not-found" } },
  { id: "access-refused", persona: "940918481277", day, expect: { refused: "access-denied" } },
  { id: "no-verified-phone", persona: "891010449208", day, expect: { refused: "no-verified-phone" } },
  { id: "no-linked-phone", persona: "850422449525", day, expect: "granted" },
  { id: "not-recognised", persona: "860926351760", day, expect: { refused: "not-identified" } },
  { id: "photo-of-another", persona: "931111467443", day, expect: { refused: "photo-not-alike" } },
  {
    id: "photo-wrong-shape",
    persona: "940416412502",
    day,
    expect: { refused: "photo-wrong-shape" },
    answers: { photo: "wrong-aspect" },
  },
  {
    id: "photo-too-few-pixels",
    persona: "940416412502",
    day,
    expect: { refused: "photo-too-few-pixels" },
    answers: { photo: "low-resolution" },
  },
  {
    id: "photo-file-too-small",
    persona: "940416412502",
    day,
    expect: { refused: "photo-file-too-small" },
    answers: { photo: "low-resolution" },
  },
  {
    id: "sample-too-few-pixels",
    persona: "940416412502",
    day,
    expect: { refused: "sample-too-few-pixels" },
    answers: { sample: "small-sample" },
  },
  {
    id: "data-reported-wrong",
    persona: "940416412502",
    day,
    expect: { refused: "data-reported-wrong" },
    answers: { correct: "no" },
  },
  { id: "free-in-2026", persona: "840119377476", day, expect: "granted" },
  { id: "rp-drn-refuses", persona: "910206447954", day, expect: { refused: "registration-refused" } },
  {
    id: "zags-down-2-minutes",
    persona: "880623340771",
    day,
    expect: "granted",
    outage: { database: "civil-status", minutes: 2 },
  },
  {
    id: "zags-down-15-minutes",
    persona: "820331490240",
    day,
    expect: { waitsFor: "civil-status" },
    outage: { database: "civil-status", minutes: 15 },
  },
  { id: "born-abroad", persona: "740808337615", day, expect: "granted" },
  { id: "historic-birth-place", persona: "711201468128", day, expect: "granted" },
  { id: "officer-annuls-photo", persona: "970505382239", day, expect: { annulled: "photo-quality" } },
  { id: "relative-of-officer", persona: "621024402263", day, expect: "granted" },
];
