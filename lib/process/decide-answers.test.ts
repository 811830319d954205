import { describe, expect, it } from "vitest";
import { addDays } from "@/lib/kernel/local-date";
import { savableSteps } from "./available";
import type { Command } from "./commands";
import { currentStage } from "./position";
import type { Situation } from "./stages";
import {
  applicant,
  application,
  fine,
  known,
  owner,
  portal,
  readyToSign,
  refusalOf,
  signature,
  signed,
  today,
} from "./testing/led-application";
import { declare, everyKind, step } from "./testing/synthetic-services";

describe("answers", () => {
  it("that break the step's schema change nothing", () => {
    const one = application(everyKind);
    const save = (answers: Readonly<Record<string, unknown>>) =>
      one.attempt({ type: "save-step", stage: "first", answers, labels: {} }, applicant);
    expect(refusalOf(save({ choice: "maybe", note: "" }))).toBe("invalid-answers");
    expect(refusalOf(save({ choice: "yes", note: "", more: 1 }))).toBe("invalid-answers");
    expect(refusalOf(save({ choice: "yes", note: "" }))).toBe("carried out");
  });

  it("saved twice are saved once, whatever the order of their keys", () => {
    const one = readyToSign();
    const again: Command = { type: "save-step", stage: "second", answers: { note: "", choice: "yes" }, labels: {} };
    expect(one.act(again, applicant)).toEqual([]);
    expect(currentStage(everyKind, one.state(), today)?.id).toBe("signature");
  });

  it("that were sent back can be given again: the same ones change nothing, others are judged", () => {
    const one = application(everyKind);
    expect(one.save("first", "no")).toEqual(["step-saved", "check-refused", "returned-to"]);
    expect(one.save("first", "no")).toEqual([]);
    expect(one.save("first", "yes")).toEqual(["step-saved", "check-passed"]);
  });

  it("that were sent back for what a database said are judged anew even when they are the same", () => {
    const one = application(everyKind);
    one.save("first", "yes");
    one.judge();
    one.save("second", "no");
    expect(one.judge({ ...fine, second: known(false) })).toEqual(["check-refused", "returned-to"]);
    expect(one.save("second", "no")).toEqual(["step-saved"]);
    expect(one.judge()).toEqual(["check-passed"]);
  });

  it("take with them the answers that are a part of theirs, and those that are a part of those", () => {
    const one = readyToSign();
    expect(Object.keys(one.state().answers)).toEqual(["first", "second", "third"]);
    one.save("first", "yes", "changed");
    expect(one.state().answers).toEqual({ first: { choice: "yes", note: "changed" } });
  });

  it("take with them the answers that rest on theirs at one remove, whether or not a condition does", () => {
    const service = declare("chained", [
      step("first"),
      step("second", { follows: ["first"] }),
      step("third", { follows: ["second"] }),
      step("apart"),
      signature,
    ]);
    const one = application(service);
    for (const stage of ["first", "second", "third", "apart"]) one.save(stage, "yes");
    one.save("first", "no");
    expect(Object.keys(one.state().answers).toSorted()).toEqual(["apart", "first"]);
  });

  it("take with them a chain of steps that rest on conditions alone", () => {
    const when = (id: string) => (situation: Situation) =>
      (situation.answers[id] as { choice?: string } | undefined)?.choice === "yes";
    const service = declare("conditional", [
      step("first"),
      step("second", { when: when("first") }),
      step("third", { when: when("second") }),
      signature,
    ]);
    const one = application(service);
    for (const stage of ["first", "second", "third"]) one.save(stage, "yes");
    one.save("first", "no");
    expect(Object.keys(one.state().answers)).toEqual(["first"]);
    expect(currentStage(service, one.state(), today)?.id).toBe("signature");
  });

  it("take with them a step that the application no longer has", () => {
    const one = readyToSign();
    one.save("second", "no");
    expect(Object.keys(one.state().answers).toSorted()).toEqual(["first", "second"]);
    one.judge();
    expect(currentStage(everyKind, one.state(), today)?.id).toBe("signature");
  });

  it("are fixed by the signature", () => {
    expect(savableSteps(everyKind, readyToSign().state(), today)).toEqual(["first", "second", "third"]);
    const one = signed();
    expect(savableSteps(everyKind, one.state(), today)).toEqual([]);
    const save: Command = { type: "save-step", stage: "first", answers: { choice: "no", note: "" }, labels: {} };
    expect(refusalOf(one.attempt(save, applicant))).toBe("not-available");
  });

  it("are not asked for once the application has ended", () => {
    const one = application(everyKind);
    one.act({ type: "withdraw" }, applicant);
    expect(savableSteps(everyKind, one.state(), today)).toEqual([]);
  });

  it("are not asked for by a condition that turns after the signature", () => {
    const service = declare("late", [
      step("first"),
      step("later", { when: (situation) => situation.today > today }),
      signature,
      { kind: "order", id: "order", clause: "none", database: "documents", place: () => Promise.reject(new Error()) },
    ]);
    const one = application(service);
    one.save("first", "yes");
    const nextDay = addDays(today, 1);
    expect(currentStage(service, one.state(), today)?.id).toBe("signature");
    expect(currentStage(service, one.state(), nextDay)?.id).toBe("later");
    one.act(one.sign(), applicant);
    expect(currentStage(service, one.state(), nextDay)?.id).toBe("order");
  });

  it("are given by the applicant alone", () => {
    const one = application(everyKind);
    const save: Command = { type: "save-step", stage: "first", answers: { choice: "yes", note: "" }, labels: {} };
    expect(refusalOf(one.attempt(save, owner("stranger")))).toBe("not-yours");
    expect(refusalOf(one.attempt(save, portal))).toBe("not-available");
  });
});
