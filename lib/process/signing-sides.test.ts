import { describe, expect, it } from "vitest";
import { localDate } from "@/lib/kernel/local-date";
import { sidesOf, takesCodes } from "./signing-sides";
import { nothing } from "./state";
import { everyKind } from "./testing/synthetic-services";

const today = localDate("2026-11-23");
const application = { ...nothing, service: everyKind.id, version: 1, applicant: "applicant" };

describe("who signs an application", () => {
  it("is the applicant, and whoever must consent by the answers so far, each once", () => {
    expect(sidesOf(everyKind, application, today)).toEqual(["applicant"]);
    const answers = { second: { choice: "yes", note: "" }, third: { choice: "yes", note: "" } };
    expect(sidesOf(everyKind, { ...application, answers }, today)).toEqual(["applicant", "owner-1", "owner-2"]);
    const owner = { ...application, applicant: "owner-1", answers };
    expect(sidesOf(everyKind, owner, today)).toEqual(["owner-1", "owner-2"]);
  });

  it("is whoever was asked once consent is waited for, whatever the answers would say now", () => {
    const asked = {
      status: "open" as const,
      at: "2026-11-20T05:00:00.000Z",
      roles: ["owner-3"],
      given: [],
      dueAt: null,
      tenge: null,
      passedDeadlines: [],
    };
    const stages = { consent: asked };
    expect(sidesOf(everyKind, { ...application, stages }, today)).toEqual(["applicant", "owner-3"]);
  });
});

describe("a code is taken", () => {
  it("by signatures and consents whose declaration says so, and by nothing else", () => {
    expect(takesCodes(everyKind, "consent")).toBe(true);
    expect(takesCodes(everyKind, "signature")).toBe(false);
    expect(takesCodes(everyKind, "review")).toBe(false);
    expect(takesCodes(everyKind, "no-such-stage")).toBe(false);
  });
});
