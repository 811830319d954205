import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, addYears, localDate } from "@/lib/kernel/local-date";
import type { Evidence } from "@/lib/process/facts";
import type { Situation } from "@/lib/process/stages";
import { peopleAtCorrection, personMayAsk } from "./people";
import { compared, differingKinds, sideBySide } from "./comparison";
import { correctionStages } from "./correction";
import { canMend, correctionsOf } from "./records";
import { asksForThemselves } from "./rules";
import { holdersOffered, isMatched, needsCorrection } from "./situation";

const today = localDate("2026-11-21");
const parts = (house: string) => ({ region: "Астана", locality: "Сарыарқа", street: "Абай", house });
const [home, other, third] = ["0201710000000001", "0201710000000002", "0201710000000003"] as const;
const entry = (rka: string, kind: "permanent" | "temporary" = "permanent", from = "2020-01-10") =>
  ({ iin: "900101300007", rka, kind, from, address: { kk: parts(rka.slice(-1)), ru: parts(rka.slice(-1)) } }) as never;

describe("who asks for their own certificate", () => {
  it.each([
    ["2010-11-22", false],
    ["2010-11-21", true],
    ["2010-11-20", true],
    ["2011-11-21", false],
  ])("born %s: %s", (birthDate, asks) => {
    expect(asksForThemselves(localDate(birthDate), today)).toBe(asks);
  });

  it("from the sixteenth birthday on, on which day ever it falls", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), (days) => {
        const born = addDays(localDate("1970-01-01"), days);
        const birthday = addYears(born, 16);
        expect(asksForThemselves(born, birthday)).toBe(true);
        expect(asksForThemselves(born, addDays(birthday, -1))).toBe(false);
      }),
    );
  });

  const judge = (more: object) => {
    const person = { iin: "900101300007", surname: "А", givenName: "Б", birthDate: "1990-01-01", capacity: "full" };
    const situation: Situation = { answers: {}, evidence: {}, today };
    return personMayAsk.judge({ person: { kind: "found", value: { ...person, ...more } } }, situation);
  };

  it("is alive, sixteen, and capable", () => {
    expect(judge({})).toMatchObject({ kind: "passed", evidence: { name: "А Б" } });
    expect(judge({ birthDate: "2010-11-22" })).toMatchObject({ reason: "under-16" });
    expect(judge({ capacity: "limited" })).toMatchObject({ reason: "no-full-capacity" });
    expect(judge({ deathDate: "2026-11-21" })).toMatchObject({ reason: "deceased" });
  });
});

describe("two databases side by side", () => {
  it.each([
    ["agree", [entry(home)], [entry(home)], []],
    ["agree whatever days they name", [entry(home)], [entry(home, "permanent", "2019-01-01")], []],
    ["differ in the address", [entry(home)], [entry(other)], ["permanent"]],
    ["differ where one holds none", [entry(home)], [], ["permanent"]],
    ["differ where the other holds none", [], [entry(home, "temporary")], ["temporary"]],
    ["differ in one kind of two", [entry(home), entry(other, "temporary")], [entry(home)], ["temporary"]],
    ["differ in both", [entry(home)], [entry(home, "temporary")], ["permanent", "temporary"]],
  ] as const)("%s", (_, gbdFl, rpDrn, kinds) => {
    expect(differingKinds(gbdFl, rpDrn)).toEqual(kinds);
    expect(compared(gbdFl, rpDrn)).toMatchObject({
      match: kinds.length === 0 ? "yes" : "no",
      differs: kinds.join(" "),
    });
  });

  it("name RP DRN's address only where it is another", () => {
    expect(compared([entry(home)], [entry(home)])).not.toHaveProperty("rpDrnAddressCode");
    expect(compared([entry(home)], [entry(other)])).toMatchObject({ addressCode: home, rpDrnAddressCode: other });
    expect(compared([entry(home, "temporary")], [entry(home, "temporary")])).toMatchObject({ kind: "temporary" });
  });
});

describe("the two databases as the officer sees them", () => {
  const rowsOf = (registration: Evidence) =>
    sideBySide({ evidence: { registration } }).map(({ name, values }) => [
      name,
      ...values.map((one) => one?.kk ?? null),
    ]);

  it("row by row, with nothing where one of them holds nothing", () => {
    expect(rowsOf(compared([entry(home)], [entry(other, "permanent", "2025-03-04")]))).toEqual([
      ["permanent", expect.stringContaining("1-үй"), expect.stringContaining("2-үй")],
      ["permanentCode", home, other],
      ["permanentFrom", "2020-01-10", "2025-03-04"],
    ]);
    expect(rowsOf(compared([], [entry(home, "temporary")]))).toContainEqual(["temporaryCode", null, home]);
  });

  it("without days where they agree: RP DRN's are not kept", () => {
    expect(rowsOf(compared([entry(home)], [entry(home)])).map(([name]) => name)).toEqual([
      "permanent",
      "permanentCode",
    ]);
  });
});

describe("what is put right", () => {
  const standing = (registration: Evidence, correction: Evidence) => ({
    answers: {},
    evidence: { registration, correction },
    today,
  });
  const differing = compared([entry(home)], [entry(other, "permanent", "2025-03-04")]);

  it("is the other database, where one is right", () => {
    const gbdFlRight = standing(differing, { decision: "gbd-fl-right" });
    expect(correctionsOf("rpDrn", gbdFlRight)).toEqual([
      { kind: "permanent", rka: home, expected: other, from: "2020-01-10" },
    ]);
    expect(correctionsOf("gbdFl", gbdFlRight)).toEqual([]);
    const rpDrnRight = standing(differing, { decision: "rp-drn-right" });
    expect(correctionsOf("gbdFl", rpDrnRight)).toEqual([
      { kind: "permanent", rka: other, expected: home, from: "2025-03-04" },
    ]);
    expect(correctionsOf("rpDrn", rpDrnRight)).toEqual([]);
  });

  it("is both, where an officer enters a third address; the day of registration stays", () => {
    const entered = standing(compared([entry(home)], [entry(home)]), { decision: "other-permanent", rka: third });
    for (const side of ["gbdFl", "rpDrn"] as const) {
      expect(correctionsOf(side, entered)).toEqual([
        { kind: "permanent", rka: third, expected: home, from: "2020-01-10" },
      ]);
    }
  });

  it("is the temporary registration alone, where the officer says that it errs", () => {
    const both = [entry(home), entry(other, "temporary")];
    const entered = standing(compared(both, [entry(home)]), { decision: "other-temporary", rka: third });
    expect(correctionsOf("gbdFl", entered)).toMatchObject([{ kind: "temporary", rka: third, expected: other }]);
    expect(correctionsOf("rpDrn", entered)).toMatchObject([{ kind: "temporary", rka: third, expected: null }]);
  });

  describe("an address is entered for a kind", () => {
    const both = [entry(home), entry(other, "temporary")];
    const situation = (registration: Evidence, register: Evidence, correct = "yes") => ({
      answers: { certificate: { correct } },
      evidence: { registration, "address-register": register },
    });
    const mended = (...of: Parameters<typeof situation>) =>
      (["permanent", "temporary"] as const).filter((kind) => canMend(kind, situation(...of)));
    const known = { inRegister: "yes", unknownKinds: "" };
    const unknown = (...all: readonly string[]) => ({ inRegister: "no", unknownKinds: all.join(" ") });

    it.each([
      ["the databases differ in it alone", compared(both, [entry(home)]), known, "yes", ["temporary"]],
      ["they differ in both", compared(both, [entry(third)]), known, "yes", []],
      ["they agree, and it is said to be wrong", compared(both, both), known, "no", ["permanent", "temporary"]],
      ["its own code is unknown", compared(both, both), unknown("temporary"), "yes", ["temporary"]],
      ["both codes are unknown", compared(both, both), unknown("permanent", "temporary"), "yes", []],
      [
        "the other's code is unknown, and it differs",
        compared(both, [entry(third), entry(other, "temporary")]),
        unknown("temporary"),
        "no",
        [],
      ],
      ["nothing is held of it", compared([entry(home)], []), known, "yes", ["permanent"]],
      ["nothing is wrong", compared(both, both), known, "yes", []],
      [
        "its code alone is held and unknown, by a task of earlier",
        compared([entry(home)], [entry(home)]),
        { inRegister: "no" },
        "yes",
        ["permanent"],
      ],
      [
        "codes of both are held, and one unknown, by a task of earlier",
        compared(both, both),
        { inRegister: "no" },
        "yes",
        [],
      ],
      [
        "all is known, by a task of earlier",
        compared(both, both),
        { inRegister: "yes" },
        "no",
        ["permanent", "temporary"],
      ],
    ] as const)("where the other stands as it is: %s", (_, registration, register, correct, kinds) => {
      expect(mended(registration, register, correct)).toEqual(kinds);
    });
  });

  it("is entered once the child is known still to be theirs and under sixteen", () => {
    const [gone] = peopleAtCorrection.slice(-1);
    const child = { iin: "050612500029", name: "В Б", birthDate: "2015-06-12" };
    const situation = (again: Evidence): Situation => ({
      answers: { holder: { for: child.iin } },
      evidence: { minors: { offered: JSON.stringify([child]) }, "minors-at-correction": again },
      today,
    });
    expect(gone?.judge({}, situation({ offered: JSON.stringify([child]) }))).toMatchObject({ kind: "passed" });
    expect(gone?.judge({}, situation({ offered: "[]", grown: "" }))).toMatchObject({ reason: "not-your-child" });
    expect(gone?.judge({}, situation({ offered: "[]", grown: child.iin }))).toMatchObject({ reason: "child-is-16" });
  });

  it.each([
    ["gbd-fl-corrected", "not-found", "unknownAddress", "nothing"],
    ["gbd-fl-corrected", "changed-since", "changed", "nothing"],
    ["gbd-fl-corrected", "elsewhere", "elsewhere", "nothing"],
    ["rp-drn-corrected", "changed-since", "changed", "gbdFl"],
  ])("%s, %s: ends the application in words, and is not asked for ever", async (id, what, why, entered) => {
    const order = correctionStages.find((stage) => stage.id === id);
    const subject = {
      ...standing(differing, { decision: "other-permanent", rka: third, kato: what === "elsewhere" ? "75" : "71" }),
      applicant: "900101300007",
    };
    const evidence = {
      ...subject.evidence,
      person: { iin: "900101300007" },
      "address-register": { kato: "710000000" },
      ...(id === "rp-drn-corrected" ? { "gbd-fl-corrected": {} } : {}),
    };
    const told = what === "not-found" ? { kind: what } : { kind: "found", value: { outcome: what } };
    const port = { correctRegistration: () => Promise.resolve(told), correctAddress: () => Promise.resolve(told) };
    if (order?.kind !== "order") throw new Error("no order");
    expect(await order.place(port as never, { ...subject, evidence } as never)).toEqual({
      kind: "found",
      value: { kind: "refused", reason: "data-still-differ", params: { why, entered } },
    });
  });

  it("says of two registrations that one was put right, where the other has changed since", async () => {
    const order = correctionStages.find(({ id }) => id === "rp-drn-stay-corrected");
    if (order?.kind !== "order") throw new Error("no order");
    const registration = compared([entry(home), entry(other, "temporary")], [entry(other), entry(third, "temporary")]);
    const { answers, evidence } = standing(registration, { decision: "gbd-fl-right" });
    const corrected = { ...evidence, person: { iin: "900101300007" }, "rp-drn-corrected": {} };
    const told = { kind: "found", value: { outcome: "changed-since" } };
    const port = { correctAddress: () => Promise.resolve(told) };
    expect(await order.place(port as never, { answers, evidence: corrected, today } as never)).toMatchObject({
      value: { reason: "data-still-differ", params: { why: "changed", entered: "part" } },
    });
  });

  it("is nothing before anybody has decided, nor after a refusal, nor what the databases agree on", () => {
    for (const correction of [{}, { decision: "annul" }, { decision: "other-permanent", rka: "1" }]) {
      expect(correctionsOf("gbdFl", standing(differing, correction))).toEqual([]);
      expect(correctionsOf("rpDrn", standing(differing, correction))).toEqual([]);
    }
    const agreed = compared([entry(home), entry(other, "temporary")], [entry(home)]);
    const right = standing(agreed, { decision: "gbd-fl-right" });
    expect(correctionsOf("rpDrn", right)).toMatchObject([{ kind: "temporary", rka: other }]);
  });
});

describe("when an officer has to look", () => {
  const standing = (match: string, inRegister: string, correct?: string, bin?: string) => ({
    answers: correct === undefined ? {} : { certificate: { correct } },
    evidence: { registration: { match }, "address-register": { inRegister } },
    bin,
  });

  it("when the databases differ, no register knows the address, or it is said to be wrong", () => {
    expect(needsCorrection(standing("yes", "yes", "yes"))).toBe(false);
    expect(needsCorrection(standing("no", "yes"))).toBe(true);
    expect(needsCorrection(standing("yes", "no"))).toBe(true);
    expect(needsCorrection(standing("yes", "yes", "no"))).toBe(true);
    expect(isMatched({ evidence: {} })).toBe(false);
  });

  it("never for a legal entity, whose address is not the unit's to correct", () => {
    expect(needsCorrection(standing("no", "no", "no", "190340100003"))).toBe(false);
  });
});

describe("whose certificates are offered", () => {
  it("one's own first, then those of children under sixteen", () => {
    const person = { iin: "900101300007", name: "А Б", birthDate: "1990-01-01" };
    const child = { iin: "050612500029", name: "В Б", birthDate: "2015-06-12" };
    const evidence = { person, minors: { offered: JSON.stringify([child]) } };
    expect(holdersOffered({ evidence })).toEqual([person, child]);
    expect(holdersOffered({ evidence: { person } })).toEqual([person]);
    expect(holdersOffered({ evidence: {} })).toEqual([]);
  });
});
