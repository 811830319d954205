import { describe, expect, it } from "vitest";
import { found } from "@/lib/kernel/answer";
import { localDateOf } from "@/lib/kernel/local-date";
import type { Command } from "./commands";
import { deadlines } from "./deadlines";
import { defineService } from "./define-service";
import { effects } from "./effects";
import type { OrderStage, Stage } from "./stages";
import { applicant, application, monday, portal, signature } from "./testing/led-application";
import { declare, step } from "./testing/synthetic-services";

const waiting = () => Promise.resolve(found({ kind: "waiting" as const }));
const entry: OrderStage = {
  clause: "none",
  kind: "order",
  id: "entry",
  database: "documents",
  place: waiting,
  cancel: waiting,
};

/** A service of two orders, neither of which can be withdrawn from. */
function ordered(more: Partial<OrderStage>) {
  const second = { ...entry, ...more, id: "second" };
  const service = {
    ...declare("two-orders", [step("first"), signature, entry, second]),
    withdrawableUntil: "signature",
  };
  const one = application(service);
  one.save("first", "yes");
  one.act(one.sign(), applicant);
  const tell = (stage: string, answer: Extract<Command, { type: "answer-order" }>["answer"]) =>
    one.act({ type: "answer-order", stage, answer }, portal);
  tell("entry", { kind: "confirmed", result: {} });
  tell("second", { kind: "denied" });
  const running = deadlines(service, one.state(), localDateOf(monday)).find(({ kind }) => kind === "access-lapses");
  return { one, service, running };
}

describe("an order that KDP does not let the portal put", () => {
  it("lapses after ten days where the declaration says so, and all that was ordered is taken back", () => {
    const { one, service, running } = ordered({ lapses: true });
    expect(running?.dueAt.toISOString()).toBe("2026-03-12T18:59:59.999Z");
    const dueAt = running?.dueAt ?? monday;
    const before = one.state();
    const lapse: Command = { type: "pass-deadline", stage: "second", deadline: "access-lapses" };
    expect(one.attempt(lapse, portal, new Date(dueAt.getTime() - 1))).toMatchObject({ ok: false });
    expect(one.act(lapse, portal, dueAt)).toEqual(["application-lapsed"]);
    const due = effects(service, before, one.log.slice(-1), one.state(), localDateOf(dueAt));
    expect(due.filter(({ kind }) => kind === "cancel-order")).toEqual([
      { kind: "cancel-order", stage: "entry" },
      { kind: "cancel-order", stage: "second" },
    ]);
  });

  it("waits without a term where what is being made cannot be taken back", () => {
    expect(ordered({}).running).toBeUndefined();
  });

  it("is never left behind: a declaration of one that lapses says how it is taken back", () => {
    const stage: Stage = {
      clause: "none",
      kind: "order",
      id: "x",
      database: "documents",
      place: waiting,
      lapses: true,
    };
    const service = declare("small", [step("first"), signature]);
    expect(() => defineService({ ...service, stages: [...service.stages, stage] })).toThrow(
      '"x" lapses, but is never taken back',
    );
  });
});
