import { describe, expect, it } from "vitest";
import { binSchema } from "@/lib/kernel/bin";
import { iinSchema } from "@/lib/kernel/iin";
import { keyRights, type KeyRight } from "@/lib/kernel/key-right";
import { localDateOf } from "@/lib/kernel/local-date";
import { actorOf, isOpenTo, partyOf, type Applicant } from "./applicant";
import { available } from "./available";
import { decide, start } from "./decide";
import { evolve, nothing, type State } from "./state";
import { declare, step } from "./testing/synthetic-services";

const [mine, other] = [iinSchema.parse("940416412502"), iinSchema.parse("871103345327")];
const [bin, otherBin] = [binSchema.parse("160440007161"), binSchema.parse("210340000013")];
const acting = (iin = mine, of = bin, right: KeyRight = "employee"): Applicant => ({ iin, bin: of, right });

describe("an application is open", () => {
  it.each<[string, Pick<State, "applicant" | "bin">, Applicant, boolean]>([
    ["one's own to oneself", { applicant: mine }, mine, true],
    ["one's own not to another", { applicant: mine }, other, false],
    ["one's own not to oneself for an entity", { applicant: mine }, acting(mine, bin, "head"), false],
    ["an entity's not to whoever began it, as themselves", { applicant: mine, bin }, mine, false],
    ["an entity's to whoever began it", { applicant: mine, bin }, acting(), true],
    ["an entity's to its head", { applicant: mine, bin }, acting(other, bin, "head"), true],
    ["an entity's to who may sign", { applicant: mine, bin }, acting(other, bin, "sign"), true],
    ["an entity's not to another employee", { applicant: mine, bin }, acting(other), false],
    ["an entity's to nobody of another", { applicant: mine, bin }, acting(mine, otherBin, "head"), false],
  ])("%s", (_, application, someone, open) => {
    expect(isOpenTo(application, someone)).toBe(open);
  });
});

describe("an entity's application in the engine", () => {
  const signature = { kind: "signature", id: "signature", clause: "none", methods: ["eds"], rechecks: [] } as const;
  const service = declare("for-entities", [step("wish"), signature]);
  const now = new Date("2026-11-21T06:00:00Z");
  const started = start(service, { id: "1", number: "2026-1", applicant: mine, bin }, now).reduce(evolve, nothing);
  const save = { type: "save-step", stage: "wish", answers: { choice: "yes", note: "" }, labels: {} } as const;

  it("takes answers from its people, and from nobody else", () => {
    expect(started.bin).toBe(bin);
    for (const right of keyRights)
      expect(decide(service, started, save, actorOf(acting(mine, bin, right)), now).ok).toBe(true);
    for (const someone of [mine, acting(other), acting(mine, otherBin, "head")]) {
      expect(decide(service, started, save, actorOf(someone), now)).toEqual({
        ok: false,
        error: { kind: "not-yours" },
      });
    }
  });

  it("is signed by nobody who only prepares it", () => {
    const filled = decide(service, started, save, actorOf(acting()), now);
    const state = filled.ok ? filled.value.reduce(evolve, started) : started;
    const types = (right: KeyRight) =>
      available(service, state, partyOf(acting(mine, bin, right)), localDateOf(now)).map(({ type }) => type);
    expect(types("head")).toEqual(["save-step", "sign", "withdraw"]);
    expect(types("sign")).toEqual(["save-step", "sign", "withdraw"]);
    expect(types("employee")).toEqual(["save-step", "withdraw"]);
  });
});
