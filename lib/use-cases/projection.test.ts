import { describe, expect, it } from "vitest";
import type { DatedEvent } from "@/lib/process/events";
import { replay, type State } from "@/lib/process/state";
import { isProjectionOf } from "./projection";

const at = (minute: number) => `2026-11-21T05:0${String(minute)}:00.000Z`;
const events: readonly DatedEvent[] = [
  {
    type: "application-started",
    service: "id-card-renewal",
    version: 1,
    id: "a",
    number: "2026-1",
    applicant: "1",
    at: at(0),
  },
  { type: "check-unanswered", stage: "person", databases: ["individuals"], at: at(1) },
  { type: "check-unanswered", stage: "person", databases: ["individuals"], at: at(2) },
];
const state = replay(events);
/** As an earlier version of the portal stored it. */
const earlier: Partial<State> = {
  ...state,
  stages: { person: { status: "unanswered", at: at(2), databases: ["individuals"] } },
};
delete (earlier as { silentSince?: string }).silentSince;

describe("a stored projection", () => {
  it.each<[string, unknown]>([
    ["nothing", null],
    ["an empty object", {}],
    ["a state without stages", { ...state, stages: null }],
    ["a state with an empty stage", { ...state, stages: { person: null } }],
  ])("is not %s", (_, stored) => {
    expect(isProjectionOf(events, stored)).toBe(false);
  });

  it("is that of its events", () => {
    expect(isProjectionOf(events, state)).toBe(true);
    expect(isProjectionOf(events.slice(0, 2), state)).toBe(false);
  });

  it("is theirs as an earlier version put down a draft that waits, and after that went on", () => {
    expect(isProjectionOf(events, earlier)).toBe(true);
    expect(isProjectionOf(events, { ...earlier, silentSince: at(2) })).toBe(true);
  });

  it.each<[string, object]>([
    ["an hour that no event has", { silentSince: at(3) }],
    [
      "another hour of the check",
      { stages: { person: { status: "unanswered", at: at(0), databases: ["individuals"] } } },
    ],
    ["another database", { stages: { person: { status: "unanswered", at: at(2), databases: ["documents"] } } }],
    ["a passed check", { stages: { person: { status: "done", at: at(2) } } }],
    ["another applicant", { applicant: "2" }],
    ["another last event", { touchedAt: at(1) }],
  ])("is not with %s", (_, change) => {
    expect(isProjectionOf(events, { ...earlier, ...change })).toBe(false);
    expect(isProjectionOf(events, { ...state, ...change })).toBe(false);
  });
});
