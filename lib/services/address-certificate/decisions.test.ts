import { describe, expect, it, vi } from "vitest";
import { localDate } from "@/lib/kernel/local-date";
import type { Situation } from "@/lib/process/stages";
import type { TaskDecision } from "@/lib/process/task-decision";
import { compared } from "./comparison";
import { correctionStages } from "./correction";

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

describe.each(["other-permanent", "other-temporary"])("an address that an officer types: %s", (name) => {
  const typed = (port: never) => decision(name).enters?.ask(port, third, situation(compared([entry(home)], [])));

  it("is taken in the unit's own region, as the register writes it", async () => {
    expect(await typed(register("711110000", third).port)).toMatchObject({
      kind: "found",
      value: {
        ok: true,
        value: { rka: third, kato: "711110000", enteredAddressKk: expect.stringContaining("Абай") as unknown },
      },
    });
  });

  it("is refused there and then in another region", async () => {
    expect(await typed(register("751110000", third).port)).toEqual({
      kind: "found",
      value: { ok: false, error: "elsewhere" },
    });
  });

  it("is none where the register does not know it, or does not answer", async () => {
    expect(await typed(register("711110000").port)).toEqual({ kind: "not-found" });
    const silent = { address: () => Promise.resolve({ kind: "unavailable" }) } as never;
    expect(await typed(silent)).toEqual({ kind: "unavailable" });
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
