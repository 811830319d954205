import { describe, expect, test } from "vitest";
import type { Answer } from "@/lib/kernel/answer";
import { localDate } from "@/lib/kernel/local-date";
import type { KinEdge } from "@/lib/state-databases/kinship-mart/port";
import { kinshipClaimSchema } from "./claim";
import {
  another,
  child,
  dad,
  elder,
  findingOf,
  gran,
  grandad,
  grandchild,
  half,
  inLaw,
  me,
  mum,
  nothingElse,
  other,
  owner,
  parent,
  said,
  spouse,
  way,
  whole,
} from "./claims-for-tests";
import { confidentialKinship, judgeKinship, type KinshipFacts } from "./judge";
import { mostOwners, readKinshipRecords, readMart, readStudies } from "./read";
import { noRecords } from "./records";
import { solve } from "./solver";
import { birth, marriage, person, today, zagsOver, type Archive } from "./zags-for-tests";

const wed = [marriage(owner, other)];
const born = (...parentages: Archive["parentages"]): Partial<Archive> => ({ parentages });

describe("the owners", () => {
  const archive = born(birth(me, { mother: mum, father: dad }), birth(dad, { mother: gran }));

  test("any one of them counts", async () => {
    expect(await way(child, archive, [other, mum])).toBe("me → mother mum");
    expect(await way(grandchild("father"), archive, [other, gran, owner])).toBe("me → father dad → mother gran");
    expect(await way(child, archive, [other, owner])).toBe("no-tie");
  });

  test("the applicant is no relative of their own", async () => {
    expect(await way(whole, archive, [me])).toBe("no-tie");
    expect(await way(half("mother"), archive, [me, other])).toBe("no-tie");
  });

  test("being one of them is a claim of its own", async () => {
    expect((await findingOf({ degree: "owner" }, {}, [other, me])).kind).toBe("confirmed");
    expect(await findingOf({ degree: "owner" }, {}, [other])).toEqual({
      kind: "not-confirmed",
      because: "not-owner",
    });
  });

  test("so many of them are asked about and no more, the first ones first", async () => {
    const crowd = Array.from({ length: 30 }, (_, index) => person(100 + index));
    const asked: string[] = [];
    const kin = { parentages: crowd.map((one) => birth(one, { mother: mum })), marriages: [] };
    await readKinshipRecords(zagsOver(kin, today, asked), {
      claim: elder("mother"),
      applicant: me,
      owners: crowd,
      today,
    });
    expect(asked).toEqual([...crowd.slice(0, mostOwners).map((iin) => `parentages ${iin}`), `parentages ${mum}`]);
  });
});

describe("what ZAGS is asked", () => {
  test.each([
    [child, [`parentages ${me}`]],
    [parent, [`children ${me}`]],
    [spouse, [`marriages ${me}`]],
    [whole, [`parentages ${me}`, `children ${mum}`]],
    [half("father"), [`parentages ${me}`, `children ${dad}`]],
    [elder("father"), [`parentages ${owner}`, `parentages ${grandad}`]],
    [grandchild("mother"), [`parentages ${me}`, `parentages ${mum}`]],
    [inLaw, [`parentages ${me}`, `marriages ${owner}`, `parentages ${other}`, `parentages ${another}`]],
    [{ degree: "owner" }, []],
    [{ degree: "student" }, []],
  ] as const)("for %j is no more than the claim takes", async (claim, expected) => {
    const asked: string[] = [];
    const archive = {
      parentages: [
        birth(me, { mother: mum, father: dad }),
        birth(owner, { mother: gran, father: grandad }),
        birth(other, { mother: another }),
      ],
      marriages: wed,
    };
    await readKinshipRecords(zagsOver(archive, today, asked), { claim, applicant: me, owners: [owner], today });
    expect(asked).toEqual(expected);
  });

  test.each(["unavailable", "denied", "invalid-answer"] as const)(
    "%s is the answer to the whole claim",
    async (kind) => {
      const whenAsked = zagsOver({ parentages: [birth(me, { mother: mum, father: dad })], marriages: [] }, today);
      const zags = { ...whenAsked, children: () => Promise.resolve({ kind }) };
      const claimed = { claim: whole, applicant: me, owners: [owner], today };
      expect(await readKinshipRecords(zags, claimed)).toEqual({ kind });
    },
  );

  test("KDP that lets ZAGS tell nothing is no absence of kinship", () => {
    const claimed = { claim: child, applicant: me, owners: [owner], today };
    expect(judgeKinship({ ...nothingElse, records: { kind: "denied" } }, claimed)).toEqual({
      kind: "not-confirmed",
      because: "access-denied",
    });
  });

  test("records read for another claim prove nothing", () => {
    const claimed = { claim: child, applicant: me, owners: [owner], today };
    expect(judgeKinship({ ...nothingElse, records: said(noRecords(today)) }, claimed)).toEqual({
      kind: "not-confirmed",
      because: "no-tie",
    });
  });
});

describe("the spouse of the owner's child", () => {
  const question = { claim: { degree: "in-law" } as const, applicant: me, owners: [owner] };
  const records = {
    on: today,
    parentages: {
      [me]: [],
      [other]: [{ iin: other, ...birth(other, { mother: mum, father: owner }) }],
    },
    children: {},
    marriages: { [owner]: [], [me]: [{ iin: me, spouse: other, date: localDate("2010-01-01") }] },
  };

  test("is no in-law as the rules stand, and one where they cover it", () => {
    expect(solve(question, records)).toMatchObject({ solution: { kind: "not-confirmed" } });
    const covered = solve({ ...question, inLaws: { spouseOfChild: true } }, records);
    expect(covered).toMatchObject({
      solution: {
        kind: "confirmed",
        owner,
        chain: [
          { as: "spouse", iin: other },
          { as: "father", iin: owner },
        ],
      },
    });
  });

  test("is none after a divorce, nor where the child is another's", () => {
    const inLaws = { spouseOfChild: true };
    const ended = { iin: me, spouse: other, date: localDate("2010-01-01"), dissolvedOn: today };
    const divorced = { ...records, marriages: { ...records.marriages, [me]: [ended] } };
    const anothers = {
      ...records.parentages,
      [other]: [{ iin: other, ...birth(other, { mother: mum, father: dad }) }],
    };
    for (const changed of [divorced, { ...records, parentages: anothers }])
      expect(solve({ ...question, inLaws }, changed)).toMatchObject({ solution: { kind: "not-confirmed" } });
  });
});

describe("Smart Data Ukimet", () => {
  const claimed = { claim: child, applicant: me, owners: [owner], today };
  const edge = { iin: me, relative: owner, degree: "child", asOf: localDate("2020-01-01") };
  const isChild = zagsOver({ parentages: [birth(me, { mother: owner })], marriages: [] }, today);
  const isStranger = zagsOver({ parentages: [birth(me, { mother: mum, father: dad })], marriages: [] }, today);

  async function finding(zags: typeof isChild, edges: Answer<KinEdge[]>) {
    const [records, mart] = await Promise.all([
      readKinshipRecords(zags, claimed),
      readMart({ edges: () => Promise.resolve(edges) }, claimed),
    ]);
    if (records.kind !== "found" || mart.kind !== "found") throw new Error("silent");
    return judgeKinship({ ...nothingElse, records, mart }, claimed);
  }

  test("proves nothing that ZAGS does not bear out", async () => {
    expect(await finding(isStranger, said([edge]))).toEqual({ kind: "not-confirmed", because: "no-tie" });
  });

  test.each([
    [said([edge]), "agrees"],
    [said([{ ...edge, degree: "spouse" }]), "differs"],
    [said([{ ...edge, relative: mum }]), "differs"],
    [said([]), "differs"],
    [{ kind: "unavailable" }, "silent"],
    [{ kind: "invalid-answer" }, "silent"],
    [{ kind: "denied" }, "silent"],
  ] as const)("whatever it says, ZAGS confirms: %j", async (answer, word) => {
    const confirmed = await finding(isChild, answer.kind === "found" ? said([...answer.value]) : answer);
    expect(confirmed).toMatchObject({ kind: "confirmed", evidence: { mart: word } });
  });

  test("is not asked about owners and students", async () => {
    const edges = () => Promise.reject(new Error("asked"));
    for (const degree of ["owner", "student"] as const)
      expect(await readMart({ edges }, { claim: { degree }, applicant: me })).toEqual(said({ kind: "silent" }));
  });
});

describe("students", () => {
  const place = {
    iin: me,
    institution: "ЕҰУ",
    kato: "711110000",
    form: "full-time",
    level: "university",
    from: localDate("2024-09-01"),
  } as const;
  const facts = (changes: Partial<KinshipFacts>): KinshipFacts => ({
    ...nothingElse,
    records: said(noRecords(today)),
    ...changes,
  });
  const judged = (changes: Partial<KinshipFacts>) => {
    const finding = judgeKinship(facts(changes), { claim: { degree: "student" }, applicant: me, owners: [], today });
    return finding.kind === "confirmed" ? finding.evidence["institution"] : finding.because;
  };

  test("full-time at a university by EPVO or at a college by NOBD", () => {
    expect(judged({ universities: said([place]) })).toBe("ЕҰУ");
    expect(judged({ colleges: said([{ ...place, institution: "Колледж", level: "college" }]) })).toBe("Колледж");
    expect(judged({ colleges: { kind: "denied" }, universities: said([place]) })).toBe("ЕҰУ");
  });

  test.each([
    ["elsewhere", { ...place, kato: "750000000" }],
    ["part-time", { ...place, form: "part-time" as const }],
    ["at a distance", { ...place, form: "distance" as const }],
    ["at school", { ...place, level: "school" as const }],
    ["graduated", { ...place, to: localDate("2026-11-20") }],
    ["not begun", { ...place, from: localDate("2026-11-22") }],
  ])("not %s", (_, studied) => {
    const { level } = studied;
    expect(
      judged(
        level === "university"
          ? { universities: said([{ ...studied, level }]) }
          : { colleges: said([{ ...studied, level }]) },
      ),
    ).toBe("not-studying");
  });

  test("the first and the last day count", () => {
    expect(judged({ universities: said([{ ...place, from: today, to: today }]) })).toBe("ЕҰУ");
  });

  test("nothing on record, and KDP's refusal", () => {
    expect(judged({})).toBe("not-studying");
    expect(judged({ universities: { kind: "denied" } })).toBe("access-denied");
  });

  test("places of study are asked for when somebody claims to study, and else of nobody", async () => {
    const studies = () => Promise.resolve({ kind: "found" as const, value: [place] });
    expect(await readStudies({ studies }, { claim: { degree: "student" }, applicant: me })).toEqual(said([place]));
    expect(await readStudies({ studies }, { claim: child, applicant: me })).toEqual(said([]));
  });
});

describe("the evidence", () => {
  test("names the way and its records for officers; all of that is confidential", async () => {
    const finding = await findingOf(grandchild("mother"), {
      parentages: [{ ...birth(me, { mother: mum, father: dad }), number: "80-71-1" }, birth(mum, { mother: owner })],
    });
    expect(finding).toEqual({
      kind: "confirmed",
      evidence: {
        degree: "grandchild",
        via: "mother",
        relativeOf: owner,
        chain: `${me} → mother ${mum} [birth 1980-01-01 № 80-71-1] → mother ${owner} [birth 1980-01-01]`,
        mart: "silent",
      },
    });
    const shown = Object.entries(finding.kind === "confirmed" ? finding.evidence : {}).filter(
      ([name]) => !confidentialKinship.some((hidden) => hidden === name),
    );
    expect(shown).toEqual([
      ["degree", "grandchild"],
      ["via", "mother"],
    ]);
  });
});

describe("the claim's form", () => {
  const errors = (answers: object) =>
    kinshipClaimSchema.safeParse(answers).error?.issues.map(({ path, message }) => `${path.join()} ${message}`);

  test.each(["half-sibling", "grandparent", "grandchild"])("%s says through whom", (degree) => {
    expect(errors({ degree })).toEqual(["via choose-via"]);
    expect(errors({ degree, via: "" })).toEqual(["via choose-via"]);
    expect(errors({ degree, via: "uncle" })).toEqual(["via choose-via"]);
    expect(kinshipClaimSchema.parse({ degree, via: "father" })).toEqual({ degree, via: "father" });
  });

  test.each(["child", "parent", "spouse", "full-sibling", "in-law", "owner", "student"])("%s does not", (degree) => {
    for (const via of [undefined, "", "mother"])
      expect(kinshipClaimSchema.parse({ degree, ...(via === undefined ? {} : { via }) })).toEqual({ degree });
  });

  test("a degree is chosen, of those there are; what is saved can be read again", () => {
    expect(errors({})).toEqual(["degree choose-degree"]);
    expect(errors({ degree: "uncle" })).toEqual(["degree choose-degree"]);
    const saved = kinshipClaimSchema.parse({ degree: "grandparent", via: "mother" });
    expect(kinshipClaimSchema.parse(saved)).toEqual(saved);
  });
});
