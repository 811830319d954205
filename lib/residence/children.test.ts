import { describe, expect, it } from "vitest";
import { iinSchema } from "@/lib/kernel/iin";
import { localDate } from "@/lib/kernel/local-date";
import type { CheckStage, Situation } from "@/lib/process/stages";
import { arrivalStages, childrenStillCome } from "./arrival";
import { childrenWith } from "./situation";

const applicant = iinSchema.parse("900101300007");
const child = iinSchema.parse("050612500029");
const sibling = iinSchema.parse("150101500011");
const signedOn = "2026-11-21";
const found = <T>(value: T) => ({ kind: "found" as const, value });

/** What a check finds on a day, where both children are chosen and `evidence` has been left by the checks before. */
function judged(check: CheckStage | undefined, facts: object, today: string, evidence: Situation["evidence"] = {}) {
  const verdict = check?.judge(facts as never, situation(today, evidence));
  if (verdict?.kind !== "passed") throw new Error("nobody is refused for a child");
  return verdict.evidence;
}

function situation(today: string, evidence: Situation["evidence"]): Situation {
  return { answers: { children: { children: [child, sibling] } }, evidence, today: localDate(today) };
}

const birth = (iin: string) => ({ iin: applicant, type: "birth", child: iin, mother: applicant, date: "2012-12-01" });
const person = (iin: string, more: object = {}) => ({
  iin,
  surname: "Асан",
  givenName: "Айша",
  birthDate: "2012-11-22",
  ...more,
});

/** As the signature leaves it. */
function signedWith(birthDate: string): Situation["evidence"] {
  const stage = (id: string) => arrivalStages.find((one): one is CheckStage => one.kind === "check" && one.id === id);
  const known = judged(stage("children-known"), { children: found([birth(child), birth(sibling)]) }, signedOn);
  const minors = found([person(child, { birthDate }), person(sibling, { birthDate: "2020-01-01" })]);
  return { "children-known": known, "children-under-14": judged(stage("children-under-14"), { minors }, signedOn) };
}

/** Who comes after a look on a day after the signature. */
function coming(today: string, records: readonly object[], people: readonly object[]): readonly string[] {
  const evidence = signedWith("2012-11-22");
  const facts = { children: found(records), childrenComing: found(people) };
  const still = judged(childrenStillCome, facts, today, evidence);
  return childrenWith(situation(today, { ...evidence, "children-still": still }));
}

describe("the age of a child", () => {
  it.each([
    ["2012-11-22", [child, sibling]],
    ["2012-11-21", [sibling]],
  ])("is that of the day of the signature: born on %s", (birthDate, expected) => {
    expect(childrenWith(situation(signedOn, signedWith(birthDate)))).toEqual(expected);
  });

  it.each(["2026-11-22", "2026-11-25"])("is looked at no more while an owner thinks: registered on %s", (day) => {
    expect(coming(day, [birth(child), birth(sibling)], [person(child), person(sibling)])).toEqual([child, sibling]);
  });
});

describe("a child who was signed for", () => {
  const both = [birth(child), birth(sibling)];

  it("and has died since, or is not known any more, is left out; the other comes", () => {
    expect(coming("2026-11-22", both, [person(child, { deathDate: "2026-11-22" }), person(sibling)])).toEqual([
      sibling,
    ]);
    expect(coming("2026-11-22", both, [person(sibling)])).toEqual([sibling]);
  });

  it.each([
    ["2026-11-23", [child, sibling]],
    ["2026-11-24", [sibling]],
  ])("and is adopted by others on 24 November comes no more from that day on: %s", (day, expected) => {
    const adoption = { iin: applicant, type: "adoption", child, mother: sibling, date: "2026-11-24" };
    expect(coming(day, [...both, adoption], [person(child), person(sibling)])).toEqual(expected);
  });

  it("is asked about where there is one alone", () => {
    expect(childrenStillCome.when?.(situation(signedOn, {}))).toBe(false);
    expect(childrenStillCome.when?.(situation(signedOn, signedWith("2012-11-22")))).toBe(true);
  });
});
