import { describe, expect, it } from "vitest";
import { localDate, localDateOf } from "@/lib/kernel/local-date";
import { effects } from "@/lib/process/effects";
import type { ProcessEvent } from "@/lib/process/events";
import type { Evidence } from "@/lib/process/facts";
import type { Situation } from "@/lib/process/stages";
import { evolve, replay } from "@/lib/process/state";
import { registrationIsFound } from "./address-checks";
import { compared } from "./comparison";
import { correctionStages } from "./correction";
import { codesToEnter } from "./records";
import { addressCertificate } from "./service";

const today = localDate("2026-11-21");
const [home, other, third] = ["0201710000000001", "0201710000000002", "0201710000000003"] as const;
const [mother, child] = ["900101300007", "050612500029"] as const;
const [owner, coOwner] = ["740312376011", "850220369901"] as const;
const parts = { region: "Астана", locality: "Сарыарқа", street: "Абай", house: "1" };
const entry = (rka: string, kind: "permanent" | "temporary" = "permanent") =>
  ({ iin: mother, rka, kind, from: "2020-01-10", address: { kk: parts, ru: parts } }) as never;
const found = <T>(value: T) => ({ kind: "found", value }) as const;

function checkNamed(id: string) {
  const stage = correctionStages.find((one) => one.id === id);
  if (stage?.kind !== "check") throw new Error(`no check ${id}`);
  return stage;
}

describe("what both databases hold after a correction", () => {
  const person = { iin: mother, surname: "А", givenName: "Б", birthDate: "1990-01-01", residenceStatus: "known" };
  const corrected = compared([entry(home), entry(other, "temporary")], [entry(home), entry(other, "temporary")]);
  const situation: Situation = {
    answers: {},
    evidence: {
      person: { iin: mother },
      "registration-corrected": { holder: mother, holderName: "А Б", birthDate: "1990-01-01", ...corrected },
    },
    today,
  };
  const held = [entry(home), entry(other, "temporary")];
  const judge = (registered: readonly (object | null)[], now = held) =>
    checkNamed("address-register-corrected").judge(
      {
        residence: found({ ...person, registrations: now }),
        addresses: found(now),
        registered: found(registered),
      },
      situation,
    );

  it("is certified where the address register knows every code of it", () => {
    expect(judge([{ rka: home }, { rka: other }])).toMatchObject({ kind: "passed", evidence: { addressCode: home } });
  });

  it("is not certified where it does not know one that nobody has entered: neither way to a certificate goes past that", () => {
    expect(judge([{ rka: home }, null])).toEqual({
      ...{ kind: "refused", reason: "data-still-differ" },
      params: { why: "notInRegister", entered: "all" },
    });
  });

  it("is not certified where it is another than the register was asked about", () => {
    expect(judge([{ rka: home }, { rka: other }], [entry(third), entry(other, "temporary")])).toMatchObject({
      params: { why: "changed", entered: "all" },
    });
  });
});

describe("the owners of a dwelling that a correction enters", () => {
  const dwelling = (rka: string, ...owners: readonly object[]) => ({ rka, address: { kk: parts, ru: parts }, owners });
  const correction = { decision: "other-permanent", rka: third };
  const known = (...dwellings: readonly (object | null)[]): Evidence => {
    const verdict = checkNamed("owners-at-correction").judge({ dwellings: found(dwellings) }, {} as never);
    if (verdict.kind !== "passed") throw new Error(verdict.reason);
    return verdict.evidence;
  };
  const owned = known(dwelling(third, { iin: owner }, { iin: coOwner }, { bin: "190340100003" }));
  const day = "2026-11-21T05:00:00.000Z";
  const passed = (stage: string, evidence: Evidence): ProcessEvent => ({ type: "check-passed", stage, evidence });
  const confirmed = (stage: string): ProcessEvent => ({ type: "order-confirmed", stage, result: {} });
  const granted: ProcessEvent = { type: "application-granted" };
  const [gbdFl, rpDrn] = [confirmed("gbd-fl-corrected"), confirmed("rp-drn-corrected")];

  /** Whom each of these events, one after another, has the portal tell: [IIN, values] of each. */
  function told(evidence: Readonly<Record<string, Evidence>>, happened: readonly ProcessEvent[], last = day) {
    const standing = { person: { iin: mother }, registration: compared([entry(home)], [entry(home)]), correction };
    const started: ProcessEvent = {
      ...{ type: "application-started", id: "a", service: addressCertificate.id, version: 1 },
      ...{ applicant: mother, number: "2026-1" },
    };
    const known = Object.entries({ ...standing, "owners-at-correction": owned, ...evidence });
    let before = replay([started, ...known.map((one) => passed(...one))].map((event) => ({ ...event, at: day })));
    return happened.map((event, index) => {
      const dated = { ...event, at: index + 1 === happened.length ? last : day };
      const after = evolve(before, dated);
      const due = effects(addressCertificate, before, [dated], after, localDateOf(new Date(dated.at)));
      before = after;
      return due.flatMap((effect) => (effect.kind === "tell" ? [[effect.iin, effect.values] as const] : []));
    });
  }
  const values = {
    ...{ date: today, kind: "permanent" },
    addressKk: expect.stringContaining("Абай") as unknown,
    addressRu: expect.stringContaining("Абай") as unknown,
  };
  const both = [
    [owner, values],
    [coOwner, values],
  ];

  it("are told as soon as one database holds it: where it is, of which kind and since when; a legal entity has no cabinet of a person", () => {
    expect(told({}, [gbdFl])).toEqual([both]);
  });

  it("are told once, on that day, though the other database takes it days later, and the service is granted then", () => {
    expect(told({}, [gbdFl, rpDrn, granted], "2026-11-28T05:00:00.000Z")).toEqual([both, [], []]);
    expect(told({}, [rpDrn, gbdFl])).toEqual([both, []]);
  });

  it("are told the day on which the database took it", () => {
    const [people = []] = told({}, [gbdFl], "2026-11-25T05:00:00.000Z");
    expect(people.map(([, { date }]) => date)).toEqual(["2026-11-25", "2026-11-25"]);
  });

  it("are told nothing of what no database has taken, however it ends", () => {
    const refused: ProcessEvent = {
      ...{ type: "order-refused", stage: "gbd-fl-corrected", reason: "data-still-differ" },
      params: { why: "changed", entered: "nothing" },
    };
    expect(told({}, [refused, granted])).toEqual([[], []]);
  });

  it("are told of what RP DRN has lent GBD FL, and nothing of what GBD FL has held all the while", () => {
    const lent = (decision: string, gbdFl: string, rpDrn: string) => ({
      registration: compared([entry(gbdFl)], [entry(rpDrn)]),
      correction: { decision },
    });
    expect(told(lent("rp-drn-right", home, third), [gbdFl])).toEqual([both]);
    expect(told(lent("gbd-fl-right", third, home), [rpDrn])).toEqual([[]]);
    const typed = { ...lent("other-permanent", third, home), correction };
    expect(told(typed, [gbdFl, rpDrn])).toEqual([[], []]);
  });

  it("are not even asked about where GBD FL has held it all the while", () => {
    const differing = { registration: compared([entry(third)], [entry(home)]) };
    expect(codesToEnter({ evidence: { ...differing, correction: { decision: "gbd-fl-right" } } })).toEqual([]);
    expect(codesToEnter({ evidence: { ...differing, correction: { decision: "rp-drn-right" } } })).toEqual([home]);
  });

  it("are told of each of two dwellings, also where both are theirs", () => {
    const held = compared([], [entry(other), entry(third, "temporary")]);
    const dwellings = known(dwelling(other, { iin: owner }), dwelling(third, { iin: owner }));
    const evidence = {
      ...{ registration: held, correction: { decision: "rp-drn-right" }, "owners-at-correction": dwellings },
    };
    expect(told(evidence, [gbdFl, confirmed("gbd-fl-stay-corrected")])).toEqual([
      [[owner, values]],
      [[owner, { ...values, kind: "temporary" }]],
    ]);
  });

  it("are told nothing of themselves: the holder, and nothing where nobody owns it", () => {
    const childs = { "owners-at-correction": known(dwelling(third, { iin: mother }, { iin: owner })) };
    expect(told(childs, [gbdFl])).toEqual([[[owner, values]]]);
    expect(told({ "owners-at-correction": known(null) }, [gbdFl])).toEqual([[]]);
  });
});

describe("somebody without a registration", () => {
  const judge = (iin: string, residenceStatus = "known") =>
    registrationIsFound.judge(
      {
        residence: found({
          iin,
          surname: "А",
          givenName: "Б",
          birthDate: "2015-06-12",
          residenceStatus,
          registrations: [],
        }),
        addresses: found([]),
      },
      { answers: {}, evidence: { person: { iin: mother } }, today },
    );

  it.each([
    [mother, "self"],
    [child, "child"],
  ])("%s: is spoken of as who they are to whoever asks, who may choose another holder", (iin, holder) => {
    expect(judge(iin)).toMatchObject({ reason: "no-registration", params: { holder } });
    expect(judge(iin, "not-determined")).toMatchObject({ reason: "residence-not-determined", params: { holder } });
    expect(registrationIsFound.returnsTo).toBe("holder");
  });
});
