import { describe, expect, test } from "vitest";
import { found } from "@/lib/kernel/answer";
import { localDate } from "@/lib/kernel/local-date";
import { effects } from "./effects";
import type { DatedEvent } from "./events";
import { evolve, nothing, type State } from "./state";
import { check, declare, step } from "./testing/synthetic-services";

const waiting = () => Promise.resolve(found({ kind: "waiting" as const }));
const service = declare("small", [
  step("first"),
  check("fact", ["first"]),
  { clause: "none", kind: "signature", id: "signature", methods: ["eds"], rechecks: [] },
  { clause: "none", kind: "order", id: "order", database: "documents", place: waiting, cancel: waiting },
]);
const today = localDate("2026-11-21");
const at = "2026-11-21T05:00:00.000Z";

function after(events: readonly DatedEvent[], before: State = nothing): State {
  return events.reduce(evolve, before);
}

const started: DatedEvent = {
  type: "application-started",
  id: "a",
  service: service.id,
  version: 1,
  applicant: "900101300007",
  number: "2026-1",
  at,
};
const agreed: DatedEvent = {
  type: "step-saved",
  stage: "first",
  answers: { choice: "yes", note: "" },
  labels: {},
  reopened: [],
  at,
};

describe("the effects of events", () => {
  test("a check that is due is judged", () => {
    expect(effects(service, after([started]), [agreed], after([started, agreed]), today)).toEqual([
      { kind: "judge-checks" },
    ]);
  });

  test("a database that has just been silent is not asked at once again", () => {
    const silent: DatedEvent = { type: "check-unanswered", stage: "fact", databases: ["individuals"], at };
    expect(effects(service, after([started, agreed]), [silent], after([started, agreed, silent]), today)).toEqual([]);
  });

  test("whoever judges goes on: a result asks for no further judging", () => {
    const signed = { clause: "none", kind: "signature", id: "signature", methods: ["eds"], rechecks: [] } as const;
    const both = declare("pair", [step("first"), check("one", ["first"]), check("two", ["first"]), signed]);
    const passed: DatedEvent = { type: "check-passed", stage: "one", evidence: {}, at };
    expect(effects(both, after([started, agreed]), [passed], after([started, agreed, passed]), today)).toEqual([]);
  });

  test("an ending takes back what a state database holds, and tells the applicant", () => {
    const registered: DatedEvent = {
      type: "order-confirmed",
      stage: "order",
      result: {},
      at,
    };
    const withdrawn: DatedEvent = { type: "application-withdrawn", stage: "order", at };
    expect(
      effects(service, after([started, registered]), [withdrawn], after([started, registered, withdrawn]), today),
    ).toEqual([
      { kind: "notify", notice: "application-withdrawn", stage: "order" },
      { kind: "cancel-order", stage: "order" },
    ]);
  });

  test("whoever is told of an entity's application is not told that they have withdrawn it", () => {
    const entitys: DatedEvent = { ...started, bin: "190340100003" };
    const withdrawn: DatedEvent = { type: "application-withdrawn", stage: "first", at };
    expect(effects(service, after([entitys]), [withdrawn], after([entitys, withdrawn]), today)).toEqual([
      { kind: "notify", notice: "application-withdrawn-entity", stage: "first" },
    ]);
  });

  test("an ending before anything was ordered takes nothing back", () => {
    const withdrawn: DatedEvent = { type: "application-withdrawn", stage: "first", at };
    const kinds = effects(service, after([started]), [withdrawn], after([started, withdrawn]), today).map(
      ({ kind }) => kind,
    );
    expect(kinds).toEqual(["notify"]);
  });
});
