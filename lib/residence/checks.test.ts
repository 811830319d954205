import { describe, expect, it } from "vitest";
import { binSchema } from "@/lib/kernel/bin";
import { iinSchema } from "@/lib/kernel/iin";
import { localDate } from "@/lib/kernel/local-date";
import { rkaSchema } from "@/lib/kernel/rka";
import type { CheckStage, Situation } from "@/lib/process/stages";
import type { Dwelling } from "@/lib/state-databases/real-estate/port";
import { arrivalIsPossible } from "./arrival";
import { limitOf, normIsCompared, peopleComing } from "./astana";
import { dwellingIsTheOwners, ownersAreTheSame, ownersCanConsent } from "./dwelling-checks";
import { notYetRegisteredThere, personIsCitizen, personIsOfAge } from "./person";
import { readsOf } from "./reads";
import { childrenWith } from "./situation";

const applicant = iinSchema.parse("900101300007");
const owner = iinSchema.parse("850515400012");
const stranger = iinSchema.parse("050612500029");
const rka = rkaSchema.parse("0201710012345678");
const parts = { region: "Астана қаласы", locality: "Есіл ауданы", street: "Абай көшесі", house: "1", flat: "2" };
const found = <T>(value: T) => ({ kind: "found" as const, value });
const person = {
  iin: applicant,
  surname: "Асан",
  givenName: "Үсен",
  birthDate: "1990-01-01",
  sex: "male",
  citizenship: "KZ",
  capacity: "full",
  residenceStatus: "known",
};

function dwellingOf(owners: Dwelling["owners"], totalAreaM2 = 45, kato = "710000000"): Dwelling {
  return { rka, kato, totalAreaM2, usableAreaM2: totalAreaM2, address: { kk: parts, ru: parts }, owners };
}
const share = { share: "1/2", since: localDate("2020-01-01") };

const answers = {
  dwelling: { whose: "another" },
  "address-way": { way: "code" },
  "address-code": { rka },
  owner: { ownerIin: owner },
};

function situation(more: Partial<Situation> = {}): Situation {
  return { answers, evidence: {}, today: localDate("2026-11-21"), ...more };
}

function judged(check: CheckStage, facts: Record<string, unknown>, where = situation()) {
  return check.judge(facts as never, where);
}

describe("who may apply", () => {
  it.each([
    ["2012-11-22", "under-14"],
    ["2012-11-21", "under-16"],
    ["2010-11-22", "under-16"],
    ["2010-11-21", undefined],
  ])("born on %s: %s", (birthDate, reason) => {
    const verdict = judged(personIsOfAge, { person: found({ ...person, birthDate }) });
    expect(verdict.kind === "refused" ? verdict.reason : undefined).toBe(reason);
  });

  it.each([
    [{ citizenship: "RU" }, "not-citizen"],
    [{ citizenship: "XA" }, "not-citizen"],
    [{ citizenship: "XB" }, "refugee"],
    [{ deathDate: "2026-01-01" }, "deceased"],
  ])("%j: %s", (change, reason) => {
    expect(judged(personIsCitizen, { person: found({ ...person, ...change }) })).toMatchObject({ reason });
  });
});

describe("a registration there already", () => {
  const period = { period: { from: "2026-12-01", to: "2027-01-31" } };

  it("is asked about over the days of the stay, and from today on for good", async () => {
    const asked: unknown[] = [];
    const gbdFl = { registrations: (request: unknown) => Promise.resolve(asked.push(request)) };
    for (const given of [{}, period]) {
      await readsOf("any").registrationsThen.ask(
        gbdFl as never,
        { ...situation({ answers: given }), applicant } as never,
      );
    }
    expect(asked).toEqual([
      { iin: applicant, on: "2026-11-21" },
      { iin: applicant, on: "2026-12-01", to: "2027-01-31" },
    ]);
  });

  it("stands against one of the same kind in the same dwelling alone; a stay may begin after it", () => {
    const there = { rka, kind: "temporary", from: "2026-10-01", to: "2026-12-15" };
    const judge = (kind: "permanent" | "temporary", known: object) =>
      judged(notYetRegisteredThere(kind, "another"), { registrationsThen: found([known]) });
    expect(judge("temporary", there)).toEqual({
      kind: "refused",
      reason: "already-registered",
      params: { from: "2026-10-01", to: "2026-12-15" },
    });
    expect(judge("permanent", there).kind).toBe("passed");
    expect(judge("temporary", { ...there, rka: "0201710012345679" }).kind).toBe("passed");
    expect(notYetRegisteredThere("temporary", "another").returnsTo).toBe("period");
    expect(notYetRegisteredThere("permanent", "another").returnsTo).toBe("owner");
  });
});

describe("the pair of owner and address", () => {
  it("says the same of everything that can be wrong with it", () => {
    const wrong = [
      { kind: "not-found" },
      found(dwellingOf([{ iin: stranger, ...share }])),
      found(dwellingOf([{ bin: binSchema.parse("050612500029"), ...share }])),
      found(dwellingOf([])),
    ];
    for (const dwelling of wrong) {
      expect(judged(dwellingIsTheOwners, { dwelling })).toEqual({
        kind: "refused",
        reason: "no-dwelling-of-owner",
        params: {},
      });
    }
  });

  it("is right where the named person is one of the owners", () => {
    const dwelling = found(
      dwellingOf([
        { iin: stranger, ...share },
        { iin: owner, ...share },
      ]),
    );
    expect(judged(dwellingIsTheOwners, { dwelling })).toMatchObject({
      kind: "passed",
      evidence: { owners: `${stranger} ${owner}`, legalOwner: "no" },
    });
  });
});

const known = (owners: readonly string[], more: Record<string, string> = {}) => ({
  evidence: {
    person: { iin: applicant },
    "dwelling-of-owner": {
      rka,
      kato: "710000000",
      totalAreaM2: "45",
      usableAreaM2: "30",
      owners: owners.join(" "),
      legalOwner: "no",
      ...more,
    },
  },
});

describe("the owners", () => {
  const adult = { birthDate: localDate("1970-01-01"), capacity: "full" };
  const judge = (owners: unknown, guardianships: unknown = found([]), where = situation(known([owner]))) =>
    judged(ownersCanConsent, { person: found(person), owners, guardianships, entities: found([]) }, where);

  it.each([
    [[{ iin: owner, ...adult, birthDate: localDate("2008-11-22") }], "owner-minor"],
    [[{ iin: owner, ...adult, capacity: "incapable" }], "owner-incapable"],
    [[{ iin: owner, ...adult, deathDate: localDate("2026-01-01") }], "no-living-owner"],
    [[], "no-living-owner"],
  ])("%j: %s", (owners, reason) => {
    expect(judge(found(owners))).toMatchObject({ kind: "refused", reason });
  });

  it("on the day of the eighteenth birthday is of age", () => {
    expect(judge(found([{ iin: owner, ...adult, birthDate: localDate("2008-11-21") }]))).toMatchObject({
      kind: "passed",
      evidence: { asked: owner },
    });
  });

  it("under guardianship cannot consent, whatever GBD FL says; whom GBD FL does not know nobody asks", () => {
    expect(judge(found([{ iin: owner, ...adult }]), found([{ iin: owner, since: "2020-01-01" }]))).toMatchObject({
      reason: "owner-incapable",
    });
    expect(judge({ kind: "not-found" })).toMatchObject({ reason: "no-living-owner" });
  });

  it.each([
    [found([true]), "owner-legal-entity", "active"],
    [found([true, false]), "owner-legal-entity", "closed"],
    [{ kind: "denied" }, "access-denied", undefined],
  ])("a legal entity among them is for the service centre, whatever GBD UL says: %j", (entities, reason, entity) => {
    const where = situation(known([owner], { legalOwner: "yes", legalOwners: "160440007161" }));
    const facts = { person: found(person), owners: found([{ iin: owner, ...adult }]), guardianships: found([]) };
    const verdict = judged(ownersCanConsent, { ...facts, entities }, where);
    expect(verdict).toMatchObject({ kind: "refused", reason, params: entity === undefined ? {} : { entity } });
  });

  it("the dead and the applicant are not asked, everybody else is", () => {
    const owners = [
      { iin: applicant, ...adult },
      { iin: owner, ...adult },
      { iin: stranger, ...adult, deathDate: localDate("2026-01-01") },
    ];
    const where = situation(known([applicant, owner, stranger]));
    expect(judge(found(owners), found([]), where)).toMatchObject({ evidence: { asked: owner } });
  });

  const where = situation({
    ...known([owner, applicant]),
    evidence: { ...known([owner, applicant]).evidence, owners: { asked: owner } },
  });
  const same = (
    owners: Dwelling["owners"],
    standing: readonly object[] = [
      { iin: applicant, ...adult },
      { iin: owner, ...adult },
    ],
    guardianships: readonly object[] = [],
  ) => {
    const facts = { person: found(person), owners: found(standing), guardianships: found(guardianships) };
    return judged(ownersAreTheSame, { dwelling: found(dwellingOf(owners)), ...facts }, where);
  };
  const both = [owner, applicant].map((iin) => ({ iin, ...share }));

  it("are the same until somebody leaves or joins them, a legal entity too", () => {
    expect(same(both).kind).toBe("passed");
    expect(same(both.toReversed()).kind).toBe("passed");
    for (const now of [
      both.slice(0, 1),
      [...both, { iin: stranger, ...share }],
      [...both, { bin: binSchema.parse("160440007161"), ...share }],
    ]) {
      expect(same(now)).toMatchObject({ kind: "refused", reason: "owners-changed" });
    }
  });

  it.each([
    ["incapable", { capacity: "incapable" }, [], "owner-incapable"],
    ["under guardianship", {}, [{ iin: owner, since: "2026-11-20" }], "owner-incapable"],
    ["dead", { deathDate: localDate("2026-11-20") }, [], "owners-changed"],
  ])("have to be able to consent still: one who is %s is not", (_, now, guardianships, reason) => {
    const standing = [
      { iin: applicant, ...adult },
      { iin: owner, ...adult, ...now },
    ];
    expect(same(both, standing, guardianships)).toMatchObject({ kind: "refused", reason });
  });
});

const knownChildren = (...children: readonly string[]) => ({
  "children-known": { children: children.join(" ") },
  "children-under-14": {
    offered: JSON.stringify(children.map((iin) => ({ iin, name: "Асан Айша", birthDate: "2020-01-01" }))),
  },
});

describe("what is read", () => {
  const ask = async (answers: Readonly<Record<string, object | undefined>>) => {
    const gbdFl = { child: ({ iin }: { iin: string }) => Promise.resolve(answers[iin] ?? { kind: "not-found" }) };
    const evidence = { "children-known": { children: "150101500011 170909548101" } };
    return readsOf("any").minors.ask(gbdFl as never, { evidence } as never);
  };

  it("of children leaves out one whom GBD FL does not know, and nobody else", async () => {
    const child = { iin: "170909548101" };
    expect(await ask({ "170909548101": found(child) })).toEqual(found([child]));
    expect(await ask({})).toEqual(found([]));
    expect(await ask({ "170909548101": found(child), "150101500011": { kind: "unavailable" } })).toEqual({
      kind: "unavailable",
    });
  });
});

describe("the day of arrival", () => {
  const arrived = (arrivedOn: string, more: Record<string, unknown> = {}) =>
    judged(
      arrivalIsPossible,
      {},
      {
        ...situation({ evidence: { person: { iin: applicant, birthDate: "1990-01-01" } } }),
        answers: {
          arrival: { arrivedFrom: "71", arrivedPlace: "Астана", arrivedOn, purpose: "work" },
          ...more,
        },
      },
    );

  it.each([
    ["1989-12-31", "refused"],
    ["1990-01-01", "passed"],
    ["2026-11-21", "passed"],
    ["2026-11-22", "refused"],
  ])("%s is %s: between the birthday and today", (day, kind) => {
    expect(arrived(day).kind).toBe(kind);
  });

  it("may be the first day of a stay that begins later", () => {
    const period = { from: "2026-12-01", to: "2027-03-01" };
    expect(arrived("2026-12-01", { period }).kind).toBe("passed");
    expect(arrived("2026-12-02", { period })).toMatchObject({
      kind: "refused",
      reason: "arrived-elsewhen",
      params: { firstDay: "1990-01-01", lastDay: "2026-12-01" },
    });
  });
});

describe("the children who come along", () => {
  const two = ["150101500011", "170909548101"];
  const coming = (evidence: Situation["evidence"]) =>
    childrenWith(situation({ answers: { children: { children: two } }, evidence }));

  it("are those chosen, for as long as ZAGS names them and GBD FL knows them as young", () => {
    const [first = "", second = ""] = two;
    expect(coming(knownChildren(first, second))).toEqual(two);
    expect(coming(knownChildren(first))).toEqual([first]);
    expect(coming({ ...knownChildren(first, second), "children-known": { children: second } })).toEqual([second]);
    expect(coming({ ...knownChildren(first, second), "children-under-14": { offered: "[]" } })).toEqual([]);
    expect(coming({})).toEqual([]);
  });
});

describe("the norm of the capital", () => {
  const compare = (count: number, where: Situation) => {
    const verdict = judged(normIsCompared, { occupancy: found({ rka, count }) }, where);
    return verdict.kind === "passed" ? verdict.evidence["ground"] : verdict.reason;
  };
  const children = { children: { children: [stranger] } };
  const at = (owners: readonly string[]) =>
    situation({
      evidence: { ...known(owners).evidence, ...knownChildren(stranger) },
      answers: { ...answers, ...children },
    });

  it("holds in Astana alone", () => {
    expect(limitOf(situation(known([owner])))).toBe(3);
    expect(limitOf(situation(known([owner], { kato: "750000000" })))).toBe("unlimited");
    expect(normIsCompared.when?.(situation(known([owner], { kato: "750000000" })))).toBe(false);
  });

  it("lets in as many as there are places, children counted", () => {
    expect(compare(2, situation(known([owner])))).toBe("room");
    expect(compare(3, situation(known([owner])))).toBe("reached");
    expect(compare(1, at([owner]))).toBe("room");
    expect(compare(2, at([owner]))).toBe("reached");
  });

  it.each([
    // Who is there beside them, and how many children they bring, into room for three.
    [9, 0, "room"],
    [0, 2, "room"],
    [1, 2, "reached"],
    [1, 1, "room"],
    [2, 1, "reached"],
  ])(
    "asks no place of an owner alone; with %i others there and %i children the owner takes one too: %s",
    (others, brought, ground) => {
      const kids = [stranger, "150101500011"].slice(0, brought);
      const where = situation({
        evidence: { ...known([applicant, owner]).evidence, ...knownChildren(...kids) },
        answers: { ...answers, children: { children: kids } },
      });
      expect(peopleComing(where)).toHaveLength(brought === 0 ? 0 : brought + 1);
      expect(compare(others, where)).toBe(ground);
    },
  );
});
