import { describe, expect, it } from "vitest";
import { iinSchema } from "@/lib/kernel/iin";
import { localDate } from "@/lib/kernel/local-date";
import type { CheckStage } from "@/lib/process/stages";
import { kinshipStages } from "./kinship-stages";

const applicant = iinSchema.parse("900101300007");
const owner = iinSchema.parse("850515400012");
const rka = "0201710012345678";
const situation = {
  answers: {
    dwelling: { whose: "another" },
    "address-way": { way: "code" },
    "address-code": { rka },
    owner: { ownerIin: owner },
    kinship: { degree: "student" },
  },
  evidence: {
    person: { iin: applicant },
    "dwelling-of-owner": {
      rka,
      kato: "710000000",
      owners: owner,
      legalOwner: "no",
      totalAreaM2: "45",
      usableAreaM2: "45",
    },
    norm: { ground: "reached" },
  },
  today: localDate("2026-11-21"),
};
const study = kinshipStages.find((stage): stage is CheckStage => stage.id === "study-confirmed");
const place = { institution: "ЕҰУ", kato: "710000000", form: "full-time", level: "university", from: "2025-09-01" };
const yes = { kind: "found", value: [place] } as const;
const elsewhere = { kind: "found", value: [{ ...place, kato: "750000000" }] } as const;
const no = { kind: "not-found" } as const;

describe("a student [S1 §10.7]", () => {
  it("is one by NOBD or by EPVO: what either has confirmed does not wait for the other", () => {
    for (const facts of [{ colleges: yes }, { universities: yes }]) {
      expect(study?.settledBy?.(facts, situation)).toMatchObject({ degree: "student" });
    }
  });

  it("is not told no while one of the two has not answered", () => {
    for (const facts of [{ colleges: no }, { universities: elsewhere }, {}]) {
      expect(study?.settledBy?.(facts, situation)).toBeNull();
    }
  });

  it("is none where both say no", () => {
    expect(study?.judge({ colleges: no, universities: elsewhere }, situation)).toMatchObject({
      reason: "study-not-confirmed",
    });
    expect(study?.judge({ colleges: no, universities: yes }, situation).kind).toBe("passed");
  });
});
