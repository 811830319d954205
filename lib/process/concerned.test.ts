import { describe, expect, it } from "vitest";
import { localDate } from "@/lib/kernel/local-date";
import type { Concern } from "./concerned";
import { defineService } from "./define-service";
import { effects, type Effect } from "./effects";
import type { DatedEvent } from "./events";
import { evolve, nothing } from "./state";
import { declare, step } from "./testing/synthetic-services";

const at = "2026-11-21T05:00:00.000Z";
const today = localDate("2026-11-21");
const service = declare("small", [
  step("first"),
  { clause: "none", kind: "signature", id: "signature", methods: ["eds"], rechecks: [] },
]);
const started: DatedEvent = {
  type: "application-started",
  id: "a",
  service: service.id,
  version: 1,
  applicant: "applicant",
  number: "2026-1",
  at,
};
const said: DatedEvent = {
  type: "step-saved",
  stage: "first",
  answers: { choice: "yes", note: "" },
  labels: {},
  reopened: [],
  at,
};
const granted: DatedEvent = { type: "application-granted", at };
const withdrawn: DatedEvent = { type: "application-withdrawn", stage: "signature", at };

const who: Concern["who"] = ({ answers }) => [
  { iin: "owner", values: { said: JSON.stringify(answers["first"]) } },
  { iin: "applicant" },
  { iin: "other" },
  { iin: "other" },
];

function told(concerned: readonly Concern[], last: DatedEvent, earlier: readonly DatedEvent[] = [started, said]) {
  const before = earlier.reduce(evolve, nothing);
  const due: readonly Effect[] = effects({ ...service, concerned }, before, [last], evolve(before, last), today);
  return due.filter(({ kind }) => kind === "tell");
}

describe("who else is told", () => {
  it("learns of the outcome that the declaration names, once, by what is known then; the applicant by their own notice", () => {
    const concern: Concern = { notice: "registered", on: "granted", who, page: "/cabinet/dwellings" };
    const common = { kind: "tell", notice: "registered", page: "/cabinet/dwellings" };
    expect(told([concern], granted)).toEqual([
      { ...common, iin: "owner", values: { said: '{"choice":"yes","note":""}' } },
      { ...common, iin: "other", values: {} },
    ]);
  });

  it("learns of no other outcome, and of nothing before the end", () => {
    const concern: Concern = { notice: "registered", on: "granted", who };
    expect(told([concern], withdrawn)).toEqual([]);
    expect(told([concern], said, [started])).toEqual([]);
    expect(told([{ ...concern, on: "withdrawn" }], withdrawn)).toHaveLength(2);
  });

  it("learns of an order as it is confirmed, on that day, once by what it brings, whatever the outcome is then", () => {
    const confirmed = (stage: string, day: string): DatedEvent => ({
      ...{ type: "order-confirmed", stage, result: {}, at: `${day}T05:00:00.000Z` },
    });
    const concern: Concern = {
      notice: "entered",
      on: { orders: ["one", "two"] },
      who: ({ evidence, today: date }) => [
        ...(evidence["one"] || evidence["two"] ? [{ iin: "owner", values: { date } }] : []),
        ...(evidence["two"] ? [{ iin: "other" }, { iin: "other" }, { iin: "applicant" }] : []),
      ],
    };
    const owner = { kind: "tell", notice: "entered", page: "/cabinet/notices", iin: "owner" };
    const other = { ...owner, iin: "other", values: {} };
    const one = confirmed("one", "2026-11-18");
    expect(told([concern], one)).toEqual([{ ...owner, values: { date: "2026-11-18" } }]);
    expect(told([concern], confirmed("two", "2026-11-20"), [started, one])).toEqual([other]);
    expect(told([concern], confirmed("three", "2026-11-20"), [started, one])).toEqual([]);
    expect(told([concern], granted, [started, one])).toEqual([]);
  });

  it("is nobody where the declaration names none", () => {
    expect(told([], granted)).toEqual([]);
  });

  it("is led to their notices where there is nothing better", () => {
    expect(told([{ notice: "registered", on: "granted", who }], granted)).toMatchObject([
      { page: "/cabinet/notices" },
      { page: "/cabinet/notices" },
    ]);
  });

  it("has words under a name in kebab-case", () => {
    const concerned: Concern[] = [{ notice: "wasRegistered", on: "granted", who }];
    expect(() => defineService({ ...service, concerned })).toThrow('the notice "wasRegistered" is not kebab-case');
  });

  it("is told of orders that there are", () => {
    const concerned: Concern[] = [{ notice: "entered", on: { orders: ["first"] }, who }];
    expect(() => defineService({ ...service, concerned })).toThrow('somebody is told of "first", which is no order');
  });
});
