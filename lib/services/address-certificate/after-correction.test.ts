import { describe, expect, it } from "vitest";
import { localDate } from "@/lib/kernel/local-date";
import type { Evidence } from "@/lib/process/facts";
import type { Situation } from "@/lib/process/stages";
import { registrationIsFound } from "./address-checks";
import { compared } from "./comparison";
import { correctionStages } from "./correction";
import { ownersConcerned } from "./owners";

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
  const told = (on: string, dwellings: Evidence, more: Readonly<Record<string, Evidence>>, answers = {}) =>
    ownersConcerned
      .filter((one) => one.on === on)
      .flatMap(({ who }) =>
        who({
          answers,
          evidence: {
            ...{ person: { iin: mother }, registration: compared([entry(home)], [entry(home)]), correction },
            ...{ "owners-at-correction": dwellings, ...more },
          },
          today,
        }),
      );
  const owned = known(dwelling(third, { iin: owner }, { iin: coOwner }, { bin: "190340100003" }));
  const bothCorrected = { "gbd-fl-corrected": {}, "rp-drn-corrected": {} };
  const values = {
    ...{ date: today, kind: "permanent" },
    addressKk: expect.stringContaining("Абай") as unknown,
    addressRu: expect.stringContaining("Абай") as unknown,
  };

  it("are told where it is, of which kind and since when, each once; a legal entity has no cabinet of a person", () => {
    expect(told("granted", owned, bothCorrected)).toEqual([
      { iin: owner, values },
      { iin: coOwner, values },
    ]);
  });

  it("are told as soon as one database holds it, though the certificate was refused; and of nothing that none holds", () => {
    expect(told("refused", owned, { "gbd-fl-corrected": {} })).toHaveLength(2);
    expect(told("refused", owned, {})).toEqual([]);
    expect(told("annulled", owned, bothCorrected)).toEqual([]);
  });

  it("are told of what one database has lent the other, too", () => {
    const lent = {
      registration: compared([entry(home)], [entry(third)]),
      correction: { decision: "rp-drn-right" },
      "gbd-fl-corrected": {},
    };
    expect(told("granted", owned, lent).map(({ iin }) => iin)).toEqual([owner, coOwner]);
  });

  it("are told nothing of themselves: the holder, and nothing where nobody owns it", () => {
    const childs = known(dwelling(third, { iin: child }, { iin: owner }));
    const forChild = { holder: { for: child } };
    expect(told("granted", childs, bothCorrected, forChild).map(({ iin }) => iin)).toEqual([owner]);
    expect(told("granted", known(null), bothCorrected)).toEqual([]);
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
