import { localDateOf } from "@/lib/kernel/local-date";
import type { Actor, Command } from "../commands";
import { decide, start } from "../decide";
import type { Service } from "../define-service";
import type { Answers } from "../facts";
import { currentStage } from "../position";
import type { Stage } from "../stages";
import { replay, type State } from "../state";
import { everyKind } from "./synthetic-services";

/** A Monday morning, on which everything begins. */
export const monday = new Date("2026-03-02T05:00:00Z");
export const today = localDateOf(monday);
/** Who gives commands. */
export const applicant: Actor = { kind: "citizen", iin: "applicant" };
export const portal: Actor = { kind: "portal" };
export const officer = (...roles: string[]): Actor => ({ kind: "officer", iin: "officer", roles });
export const owner = (iin: string): Actor => ({ kind: "citizen", iin });

/** A signature by key. */
export const signature: Stage = { kind: "signature", id: "signature", clause: "none", methods: ["eds"], rechecks: [] };

export const fine: Answers = { first: known(true), second: known(true) };

/** What a state database says. */
export function known(isFine: boolean) {
  return { kind: "found", value: { isFine } } as const;
}

/** An application that is led by commands, each of which must be carried out. */
export function application(service: Service) {
  const log = [...start(service, { id: "a", number: "1", applicant: "applicant" }, monday)];
  const attempt = (command: Command, actor: Actor, now = monday) => decide(service, replay(log), command, actor, now);
  const act = (command: Command, actor: Actor, now = monday): string[] => {
    const decided = attempt(command, actor, now);
    if (!decided.ok) throw new Error(`${command.type}: ${decided.error.kind}`);
    log.push(...decided.value);
    return decided.value.map(({ type }) => type);
  };
  const save = (stage: string, choice: "yes" | "no", note = "") =>
    act({ type: "save-step", stage, answers: { choice, note }, labels: {} }, applicant);
  const judge = (facts: Answers = fine) => act({ type: "judge-checks", facts }, portal);
  const sign = (facts: Answers = fine): Command => ({
    type: "sign",
    stage: "signature",
    signatureId: "s",
    documentHash: "h",
    method: "eds",
    facts,
  });
  return { attempt, act, save, judge, sign, state: (): State => replay(log), log };
}

/** Why a command was not carried out. */
export function refusalOf(result: ReturnType<typeof decide>): string {
  return result.ok ? "carried out" : result.error.kind;
}

/** Up to the signature of the service with every kind of stage. */
export function readyToSign() {
  const one = application(everyKind);
  one.save("first", "yes");
  one.judge();
  one.save("second", "yes");
  one.save("third", "yes");
  one.judge();
  if (currentStage(everyKind, one.state(), today)?.id !== "signature") throw new Error("not at the signature");
  return one;
}

/** One step further. */
export function signed() {
  const one = readyToSign();
  one.act(one.sign(), applicant);
  return one;
}

/** An owner agrees. */
export const consent = (by: string, method: "eds" | "otp" = "otp"): Command => ({
  type: "give-consent",
  stage: "consent",
  by,
  method,
  signatureId: "s",
  facts: fine,
});

export const takePlace: Command = {
  type: "take-place",
  stage: "place",
  facts: fine,
  occupied: { kind: "found", value: { count: 2 } },
};

/** Up to the officers' review. */
export function inReview() {
  const one = signed();
  one.act(consent("owner-1"), owner("owner-1"));
  one.act(consent("owner-2"), owner("owner-2"));
  one.judge();
  one.act(takePlace, portal);
  one.act({ type: "answer-order", stage: "order", answer: { kind: "confirmed", result: { number: "7" } } }, portal);
  one.act({ type: "pay", stage: "fee", tenge: 786, invoice: "i" }, portal);
  return one;
}

/** A role approves, or as told. */
export const decision = (role: string, more: Partial<Extract<Command, { type: "decide-task" }>> = {}): Command => ({
  type: "decide-task",
  stage: "review",
  role,
  decision: "approve",
  reason: null,
  comment: "",
  signatureId: "s",
  ...more,
});
