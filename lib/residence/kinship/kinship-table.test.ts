import { describe, expect, test } from "vitest";
import type { KinshipClaim } from "./claim";
import {
  another,
  child,
  dad,
  elder,
  gran,
  grandad,
  grandchild,
  half,
  inLaw,
  me,
  mum,
  other,
  owner,
  parent,
  spouse,
  way,
  whole,
} from "./claims-for-tests";
import { adoption, birth, marriage, type Archive } from "./zags-for-tests";

type Row = readonly [string, KinshipClaim, Partial<Archive>, string];
const born = (...parentages: Archive["parentages"]): Partial<Archive> => ({ parentages });

const direct: readonly Row[] = [
  ["child of the mother", child, born(birth(me, { mother: owner, father: dad })), "me → mother owner"],
  ["child of the father", child, born(birth(me, { mother: mum, father: owner })), "me → father owner"],
  ["child of the mother alone", child, born(birth(me, { mother: owner })), "me → mother owner"],
  ["somebody else's child", child, born(birth(me, { mother: mum, father: dad })), "no-tie"],
  ["child of an unrecorded father", child, born(birth(me, { mother: mum })), "parent-not-recorded"],
  ["nobody's record", child, {}, "parent-not-recorded"],
  ["the owner's parent, not child", child, born(birth(owner, { mother: me })), "parent-not-recorded"],
  [
    "adopted child",
    child,
    born(birth(me, { mother: mum, father: dad }), adoption(me, { mother: owner, father: dad }, "1990-05-05")),
    "me → mother owner",
  ],
  [
    "adopted today",
    child,
    born(birth(me, { mother: mum }), adoption(me, { mother: owner }, "2026-11-21")),
    "me → mother owner",
  ],
  [
    "adopted from tomorrow on",
    child,
    born(birth(me, { mother: mum, father: dad }), adoption(me, { mother: owner }, "2026-11-22")),
    "no-tie",
  ],
  [
    "birth parent after an adoption",
    child,
    born(birth(me, { mother: owner, father: dad }), adoption(me, { mother: mum, father: dad }, "1990-05-05")),
    "no-tie",
  ],
  [
    "birth parent until the adoption of tomorrow",
    child,
    born(birth(me, { mother: owner }), adoption(me, { mother: mum }, "2026-11-22")),
    "me → mother owner",
  ],
  [
    "the second adoption stands, however the archive orders them",
    child,
    born(
      adoption(me, { mother: owner }, "2001-01-01"),
      adoption(me, { mother: mum }, "1995-01-01"),
      birth(me, { mother: other }),
    ),
    "me → mother owner",
  ],
  [
    "the first adoption no more",
    child,
    born(adoption(me, { mother: mum, father: dad }, "2001-01-01"), adoption(me, { mother: owner }, "1995-01-01")),
    "no-tie",
  ],
  ["mother of the owner", parent, born(birth(owner, { mother: me, father: dad })), "me → child owner"],
  ["father of the owner", parent, born(birth(owner, { mother: mum, father: me })), "me → child owner"],
  ["adoptive father of the owner", parent, born(adoption(owner, { father: me }, "1990-05-05")), "me → child owner"],
  [
    "the owner's birth mother after an adoption",
    parent,
    born(birth(owner, { mother: me }), adoption(owner, { mother: mum }, "1990-05-05")),
    "no-tie",
  ],
  ["the owner's child, not parent", parent, born(birth(me, { mother: owner })), "no-tie"],
  ["spouse", spouse, { marriages: [marriage(me, owner)] }, "me → spouse owner"],
  ["spouse, the other way round", spouse, { marriages: [marriage(owner, me)] }, "me → spouse owner"],
  ["married today", spouse, { marriages: [marriage(owner, me, "2026-11-21")] }, "me → spouse owner"],
  ["to be married tomorrow", spouse, { marriages: [marriage(owner, me, "2026-11-22")] }, "no-tie"],
  ["divorced today", spouse, { marriages: [marriage(me, owner, "2000-01-01", "2026-11-21")] }, "no-tie"],
  [
    "divorced from tomorrow on",
    spouse,
    { marriages: [marriage(me, owner, "2000-01-01", "2026-11-22")] },
    "me → spouse owner",
  ],
  [
    "divorced and married again",
    spouse,
    { marriages: [marriage(me, owner, "2000-01-01", "2010-01-01"), marriage(me, owner, "2012-01-01")] },
    "me → spouse owner",
  ],
  ["somebody else's spouse", spouse, { marriages: [marriage(me, other)] }, "no-tie"],
];

const siblings: readonly Row[] = [
  [
    "both parents shared",
    whole,
    born(birth(me, { mother: mum, father: dad }), birth(owner, { mother: mum, father: dad })),
    "me → mother mum → child owner",
  ],
  [
    "the mother alone shared",
    whole,
    born(birth(me, { mother: mum, father: dad }), birth(owner, { mother: mum, father: other })),
    "no-tie",
  ],
  [
    "the father alone shared",
    whole,
    born(birth(me, { mother: mum, father: dad }), birth(owner, { mother: other, father: dad })),
    "no-tie",
  ],
  [
    "the applicant's father unrecorded",
    whole,
    born(birth(me, { mother: mum }), birth(owner, { mother: mum, father: dad })),
    "parent-not-recorded try half-sibling mother",
  ],
  [
    "the owner's father unrecorded",
    whole,
    born(birth(me, { mother: mum, father: dad }), birth(owner, { mother: mum })),
    "parent-not-recorded try half-sibling mother",
  ],
  [
    "both fathers unrecorded",
    whole,
    born(birth(me, { mother: mum }), birth(owner, { mother: mum })),
    "parent-not-recorded try half-sibling mother",
  ],
  [
    "the mother unrecorded",
    whole,
    born(birth(me, { father: dad }), birth(owner, { mother: mum, father: dad })),
    "parent-not-recorded",
  ],
  [
    "brought together by adoption",
    whole,
    born(
      birth(me, { mother: mum, father: dad }),
      birth(owner, { mother: other }),
      adoption(owner, { mother: mum, father: dad }, "1995-01-01"),
    ),
    "me → mother mum → child owner",
  ],
  [
    "parted by adoption",
    whole,
    born(
      birth(me, { mother: mum, father: dad }),
      birth(owner, { mother: mum, father: dad }),
      adoption(owner, { mother: other, father: another }, "1995-01-01"),
    ),
    "no-tie",
  ],
  ["oneself", whole, born(birth(me, { mother: mum, father: dad })), "no-tie"],
  [
    "by the mother",
    half("mother"),
    born(birth(me, { mother: mum, father: dad }), birth(owner, { mother: mum, father: other })),
    "me → mother mum → child owner",
  ],
  [
    "by the mother, the fathers unrecorded",
    half("mother"),
    born(birth(me, { mother: mum }), birth(owner, { mother: mum })),
    "me → mother mum → child owner",
  ],
  [
    "by the mother, claimed by the father",
    half("father"),
    born(birth(me, { mother: mum, father: dad }), birth(owner, { mother: mum, father: other })),
    "no-tie",
  ],
  [
    "by the father",
    half("father"),
    born(birth(me, { mother: mum, father: dad }), birth(owner, { mother: other, father: dad })),
    "me → father dad → child owner",
  ],
  [
    "by the father, claimed by the mother",
    half("mother"),
    born(birth(me, { mother: mum, father: dad }), birth(owner, { mother: other, father: dad })),
    "no-tie",
  ],
  [
    "the father unrecorded",
    half("father"),
    born(birth(me, { mother: mum }), birth(owner, { mother: other, father: dad })),
    "parent-not-recorded",
  ],
  [
    "whole siblings are half-siblings too",
    half("father"),
    born(birth(me, { mother: mum, father: dad }), birth(owner, { mother: mum, father: dad })),
    "me → father dad → child owner",
  ],
];

const grand: readonly Row[] = [
  ...(["mother", "father"] as const).flatMap((via): Row[] => {
    const link = via === "mother" ? mum : dad;
    const wrong = via === "mother" ? "father" : "mother";
    const parents = { mother: mum, father: dad };
    return [
      [
        `grandmother through the owner's ${via}`,
        elder(via),
        born(birth(owner, parents), birth(link, { mother: me })),
        `me → child ${via === "mother" ? "mum" : "dad"} → child owner`,
      ],
      [
        `grandfather through the owner's ${via}`,
        elder(via),
        born(birth(owner, parents), birth(link, { mother: gran, father: me })),
        `me → child ${via === "mother" ? "mum" : "dad"} → child owner`,
      ],
      [
        `grandparent through the owner's ${via}, claimed by the other side`,
        elder(wrong),
        born(birth(owner, parents), birth(link, { mother: me })),
        "no-tie",
      ],
      [
        `grandparent, the owner's ${via} unrecorded`,
        elder(via),
        born(birth(owner, { [wrong]: via === "mother" ? dad : mum }), birth(link, { mother: me })),
        "parent-not-recorded",
      ],
      [
        `grandchild of the grandmother by the ${via}`,
        grandchild(via),
        born(birth(me, parents), birth(link, { mother: owner, father: grandad })),
        `me → ${via} ${via === "mother" ? "mum" : "dad"} → mother owner`,
      ],
      [
        `grandchild of the grandfather by the ${via}`,
        grandchild(via),
        born(birth(me, parents), birth(link, { mother: gran, father: owner })),
        `me → ${via} ${via === "mother" ? "mum" : "dad"} → father owner`,
      ],
      [
        `grandchild by the ${via}, claimed by the other side`,
        grandchild(wrong),
        born(birth(me, parents), birth(link, { mother: gran, father: owner })),
        "parent-not-recorded",
      ],
      [
        `grandchild, the applicant's ${via} unrecorded`,
        grandchild(via),
        born(birth(me, { [wrong]: via === "mother" ? dad : mum }), birth(link, { mother: gran, father: owner })),
        "parent-not-recorded",
      ],
      [
        `grandchild, that parent's own father unrecorded`,
        grandchild(via),
        born(birth(me, parents), birth(link, { mother: gran })),
        "parent-not-recorded",
      ],
      [
        `grandparent before an adoption of the owner's ${via}`,
        elder(via),
        born(birth(owner, parents), birth(link, { mother: me }), adoption(link, { mother: gran }, "1970-01-01")),
        "no-tie",
      ],
    ];
  }),
  ["a parent is no grandparent", elder("mother"), born(birth(owner, { mother: me })), "no-tie"],
];

const wed = [marriage(owner, other)];
const laws: readonly Row[] = [
  [
    "the spouse's child",
    inLaw,
    { parentages: [birth(me, { mother: other, father: dad })], marriages: wed },
    "me → mother other → spouse owner",
  ],
  [
    "the spouse's parent",
    inLaw,
    { parentages: [birth(other, { mother: mum, father: me })], marriages: wed },
    "me → child other → spouse owner",
  ],
  [
    "the spouse's sibling by the mother",
    inLaw,
    {
      parentages: [birth(me, { mother: mum, father: dad }), birth(other, { mother: mum, father: another })],
      marriages: wed,
    },
    "me → mother mum → child other → spouse owner",
  ],
  [
    "the spouse's sibling by the father",
    inLaw,
    { parentages: [birth(me, { father: dad }), birth(other, { mother: mum, father: dad })], marriages: wed },
    "me → father dad → child other → spouse owner",
  ],
  [
    "the spouse's grandparent",
    inLaw,
    { parentages: [birth(other, { mother: mum, father: dad }), birth(dad, { mother: me })], marriages: wed },
    "me → child dad → child other → spouse owner",
  ],
  [
    "the former spouse's parent",
    inLaw,
    { parentages: [birth(other, { mother: me })], marriages: [marriage(owner, other, "2000-01-01", "2020-01-01")] },
    "no-tie",
  ],
  [
    "the first spouse's parent, after another marriage",
    inLaw,
    {
      parentages: [birth(other, { mother: me })],
      marriages: [marriage(owner, other), marriage(another, owner, "2015-01-01")],
    },
    "no-tie",
  ],
  [
    "the second spouse's parent",
    inLaw,
    {
      parentages: [birth(another, { mother: me })],
      marriages: [marriage(another, owner, "2015-01-01"), marriage(owner, other)],
    },
    "me → child another → spouse owner",
  ],
  [
    "the spouse of the owner's child",
    inLaw,
    { parentages: [birth(other, { mother: owner })], marriages: [marriage(me, other)] },
    "no-tie",
  ],
  [
    "the spouse's aunt",
    inLaw,
    {
      parentages: [birth(other, { mother: mum }), birth(mum, { mother: gran }), birth(me, { mother: gran })],
      marriages: wed,
    },
    "no-tie",
  ],
  [
    "the owner's own spouse",
    inLaw,
    { parentages: [birth(me, { mother: mum, father: dad })], marriages: [marriage(me, owner)] },
    "no-tie",
  ],
  ["an unmarried owner's", inLaw, born(birth(me, { mother: mum, father: dad })), "no-tie"],
];

describe.each([
  ["child, parent, spouse", direct],
  ["siblings", siblings],
  ["grandparents and grandchildren", grand],
  ["in-laws", laws],
])("%s", (_, rows) => {
  test.each(rows)("%s", async (_title, claim, archive, expected) => {
    expect(await way(claim, archive)).toBe(expected);
  });
});
