import { describe, expect, it, vi } from "vitest";
import { localDate } from "@/lib/kernel/local-date";
import type { Situation } from "@/lib/process/stages";
import type { TaskDecision } from "@/lib/process/task-decision";
import type { Evidence } from "@/lib/process/facts";
import { addressIsInRegister } from "./address-checks";
import { compared } from "./comparison";
import { correctionStages } from "./correction";
import { unitsOf } from "./regions";

const [home, other, third] = ["0201710000000001", "0201710000000002", "0201710000000003"] as const;
const parts = { region: "Астана", locality: "Сарыарқа", street: "Абай", house: "1" };
const entry = (rka: string, kind: "permanent" | "temporary" = "permanent") =>
  ({ iin: "900101300007", rka, kind, from: "2020-01-10", address: { kk: parts, ru: parts } }) as never;
const situation = (registration: ReturnType<typeof compared>): Situation => ({
  answers: {},
  evidence: { registration, "address-register": { kato: "711310000", inRegister: "no" } },
  today: localDate("2026-11-21"),
});

function decision(name: string): Extract<TaskDecision, { outcome: "continue" }> {
  const task = correctionStages.find(({ kind }) => kind === "task");
  const found = task?.kind === "task" ? task.decisions[name] : undefined;
  if (found?.outcome !== "continue") throw new Error(`no decision ${name}`);
  return found;
}

/** An address register that knows these codes, all in one region. */
function register(kato: string, ...known: readonly string[]) {
  const address = vi.fn(({ rka }: { rka: string }) =>
    Promise.resolve(
      known.includes(rka)
        ? { kind: "found", value: { rka, kato, address: { kk: parts, ru: parts } } }
        : { kind: "not-found" },
    ),
  );
  return { port: { address } as never, address };
}

describe("an address that an officer types", () => {
  const [aqmola, astana, almaty] = ["111010000", "711110000", "751110000"] as const;
  /** Registered for good in Aqmola, for a time in Astana, as far as the register knows. */
  const standing = (register: Evidence): Situation => ({
    ...situation(compared([entry(home), entry(other, "temporary")], [])),
    evidence: { "address-register": { kato: aqmola, permanentRegions: "11", temporaryRegions: "71", ...register } },
  });
  const typed = (kind: string, by: string, port: never, register: Evidence = {}) => {
    const roles = by.split(" ").map((region) => `town-unit:${region}`);
    return decision(`other-${kind}`).enters?.ask(port, third, standing(register), roles);
  };
  const taken = { kind: "found", value: { ok: true } };
  const refused = (error: string) => ({ kind: "found", value: { ok: false, error } });

  it("is written as the register writes it", async () => {
    expect(await typed("temporary", "71", register(astana, third).port)).toMatchObject({
      kind: "found",
      value: {
        ok: true,
        value: { rka: third, kato: astana, enteredAddressKk: expect.stringContaining("Абай") as unknown },
      },
    });
  });

  it.each([
    ["permanent", "11", aqmola, taken],
    ["permanent", "11", astana, refused("not-there")],
    ["permanent", "71", aqmola, refused("elsewhere")],
    ["permanent", "71", astana, refused("not-there")],
    ["temporary", "71", astana, taken],
    ["temporary", "11", astana, refused("elsewhere")],
    ["temporary", "11", aqmola, refused("not-there")],
    ["temporary", "71", almaty, refused("not-there")],
    ["permanent", "11 71", aqmola, taken],
    ["temporary", "11 71", astana, taken],
    ["temporary", "11 71", aqmola, refused("not-there")],
  ] as const)("for the %s registration, by the unit of %s, in %s", async (kind, by, kato, outcome) => {
    expect(await typed(kind, by, register(kato, third).port)).toMatchObject(outcome);
  });

  it("is any region's where the register knows no address of that kind", async () => {
    for (const kato of [aqmola, astana, almaty]) {
      const { port } = register(kato, third);
      expect(await typed("temporary", "11", port, { temporaryRegions: "" })).toMatchObject(taken);
    }
    expect(await typed("permanent", "11", register(almaty, third).port, { temporaryRegions: "" })).toEqual(
      refused("not-there"),
    );
  });

  it("is in either region where the databases differ in it, each unit's in its own", async () => {
    const either = { permanentRegions: "11 71" };
    expect(await typed("permanent", "71", register(astana, third).port, either)).toMatchObject(taken);
    expect(await typed("permanent", "11", register(aqmola, third).port, either)).toMatchObject(taken);
    expect(await typed("permanent", "71", register(aqmola, third).port, either)).toEqual(refused("elsewhere"));
  });

  it("is none where the register does not know it, or does not answer", async () => {
    expect(await typed("temporary", "71", register(astana).port)).toEqual({ kind: "not-found" });
    const silent = { address: () => Promise.resolve({ kind: "unavailable" }) } as never;
    expect(await typed("temporary", "71", silent)).toEqual({ kind: "unavailable" });
  });
});

describe("whose task it is", () => {
  const judge = (registration: Evidence, ...told: readonly ({ rka: string; kato: string } | null)[]) =>
    addressIsInRegister.judge(
      { registered: { kind: "found", value: told } },
      {
        ...{ answers: {}, evidence: { registration }, today: localDate("2026-11-21") },
      },
    );
  const unitsFor = (...of: Parameters<typeof judge>) => {
    const verdict = judge(...of);
    if (verdict.kind !== "passed") throw new Error(verdict.kind);
    return unitsOf({ evidence: { "address-register": verdict.evidence } });
  };
  const both = compared([entry(home), entry(other, "temporary")], [entry(home), entry(other, "temporary")]);
  const inAqmola = { rka: home, kato: "111010000" };
  const inAstana = { rka: other, kato: "711110000" };

  it("is that of the units of all regions in which either database says that the holder is registered", () => {
    expect(unitsFor(both, inAqmola, inAstana)).toEqual(["town-unit:11", "town-unit:71"]);
    expect(unitsFor(both, inAqmola, { ...inAstana, kato: "110000000" })).toEqual(["town-unit:11"]);
    expect(unitsFor(compared([entry(home)], [entry(other)]), inAqmola, inAstana)).toHaveLength(2);
  });

  it("is the capital's where the register knows none of the addresses", () => {
    expect(unitsFor(both, null, null)).toEqual(["town-unit:71"]);
    expect(unitsFor(both, null, inAqmola)).toEqual(["town-unit:11"]);
  });

  it("needs one of them alone", () => {
    const task = correctionStages.find(({ kind }) => kind === "task");
    expect(task).toMatchObject({ anyOne: true });
  });

  it("tells of each kind whether the register knows its codes", () => {
    expect(judge(both, inAqmola, null)).toMatchObject({
      evidence: { inRegister: "no", permanentRegions: "11", temporaryRegions: "", unknownKinds: "temporary" },
    });
    expect(judge(both, inAqmola, inAstana)).toMatchObject({ evidence: { inRegister: "yes", unknownKinds: "" } });
  });
});

describe("what one database lends the other", () => {
  const differing = situation(compared([entry(home)], [entry(other)]));
  const lends = (name: string, port: never, standing = differing) => decision(name).demands?.ask(port, standing);
  const fine = { kind: "found", value: null };
  const unknown = { kind: "found", value: "unknown-code" };

  it.each([
    ["gbd-fl-right", home, other],
    ["rp-drn-right", other, home],
  ])(
    "%s: a code that the address register knows, whether or not it knows the one that goes",
    async (name, kept, gone) => {
      const { port, address } = register("711110000", kept);
      expect(await lends(name, port)).toEqual(fine);
      expect(address.mock.calls).toEqual([[{ rka: kept }]]);
      expect(await lends(name, register("711110000", gone).port)).toEqual(unknown);
    },
  );

  it("leaves no code that the register does not know, nor one in which the two agree", async () => {
    const agreed = situation(
      compared([entry(home), entry(third, "temporary")], [entry(other), entry(third, "temporary")]),
    );
    expect(await lends("gbd-fl-right", register("711110000", home, third).port, agreed)).toEqual(fine);
    expect(await lends("gbd-fl-right", register("711110000", home).port, agreed)).toEqual(unknown);
  });

  it("waits for a register that does not answer", async () => {
    const silent = { address: () => Promise.resolve({ kind: "unavailable" }) } as never;
    expect(await lends("gbd-fl-right", silent)).toEqual({ kind: "unavailable" });
  });
});

it("names every refusal among those that have words", () => {
  for (const name of ["other-permanent", "other-temporary"])
    expect(decision(name).enters?.refusals).toContain("elsewhere");
  for (const name of ["gbd-fl-right", "rp-drn-right"])
    expect(decision(name).demands?.refusals).toContain("unknown-code");
});

it("names every row of the comparison among those that have words", () => {
  const task = correctionStages.find(({ kind }) => kind === "task");
  const compares = task?.kind === "task" ? task.compares : undefined;
  const both = (rka: string) => [entry(rka), entry(rka, "temporary")];
  const rows = compares?.rows(situation(compared(both(home), both(other)))) ?? [];
  expect(rows.length).toBeGreaterThan(0);
  for (const { name } of rows) expect(compares?.names).toContain(name);
});
