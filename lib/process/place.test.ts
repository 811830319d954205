import { describe, expect, it } from "vitest";
import { localDateOf } from "@/lib/kernel/local-date";
import type { Answer } from "@/lib/kernel/answer";
import { savableSteps } from "./available";
import type { Actor, Command } from "./commands";
import { decide, start } from "./decide";
import { effects, type Effect } from "./effects";
import type { Answers } from "./facts";
import { heldPlace, limitOf } from "./place";
import { currentStage, phaseOf, waitingFor } from "./position";
import type { Occupancy, PlaceStage } from "./stages";
import { evolve, nothing, type State } from "./state";
import { everyKind } from "./testing/synthetic-services";

const monday = new Date("2026-03-02T05:00:00Z");
const applicant: Actor = { kind: "citizen", iin: "applicant" };
const portal: Actor = { kind: "portal" };
const fine: Answers = { first: fact(true), second: fact(true) };
const place = everyKind.stages.find((stage): stage is PlaceStage => stage.kind === "place");
if (!place) throw new Error("a service with every kind of stage has none");

function fact(isFine: boolean) {
  return { kind: "found", value: { isFine } } as const;
}

function others(count: number): Answer<Occupancy> {
  return { kind: "found", value: { count } };
}

/** An application that has been signed, and waits for the consent of two owners. */
function asked() {
  let state: State = start(everyKind, { id: "a", number: "1", applicant: "applicant" }, monday).reduce(evolve, nothing);
  let last: readonly Effect[] = [];
  const act = (command: Command, actor: Actor, now = monday): string[] => {
    const decided = decide(everyKind, state, command, actor, now);
    if (!decided.ok) return [decided.error.kind];
    const before = state;
    state = decided.value.reduce(evolve, state);
    last = effects(everyKind, before, decided.value, state, localDateOf(now));
    return decided.value.map(({ type }) => type);
  };
  const save = (stage: string, choice: "yes" | "no", note = "", now = monday) =>
    act({ type: "save-step", stage, answers: { choice, note }, labels: {} }, applicant, now);
  const judge = (now = monday) => act({ type: "judge-checks", facts: fine }, portal, now);
  const sign = (now = monday) =>
    act(
      { type: "sign", stage: "signature", signatureId: "s", documentHash: "h", method: "eds", facts: fine },
      applicant,
      now,
    );
  const consent = (by: string, facts = fine, now = monday) =>
    act({ type: "give-consent", stage: "consent", by, method: "otp", signatureId: "s", facts }, owner(by), now);
  const take = (occupied: Answer<Occupancy> | null, facts = fine, now = monday) =>
    act({ type: "take-place", stage: "place", facts, occupied }, portal, now);
  save("first", "yes");
  judge();
  save("second", "yes");
  save("third", "yes");
  judge();
  sign();
  const at = () => currentStage(everyKind, state, localDateOf(monday))?.id;
  return { act, save, judge, sign, consent, take, at, state: () => state, effects: () => last };
}

function owner(iin: string): Actor {
  return { kind: "citizen", iin };
}

/** As far as the place. */
function consented() {
  const one = asked();
  one.consent("owner-1");
  one.consent("owner-2");
  one.judge();
  return one;
}

function notices(list: readonly Effect[]): string[] {
  return list.flatMap((one) => (one.kind === "notify" ? [`${one.notice} → ${one.to?.join() ?? "applicant"}`] : []));
}

describe("a place", () => {
  it("is asked for as soon as the application comes to it", () => {
    const one = consented();
    expect(one.at()).toBe("place");
    expect(one.effects()).toContainEqual({ kind: "take-place", stage: "place" });
    expect(phaseOf(everyKind, one.state(), localDateOf(monday))).toBe("waiting-for-database");
    expect(waitingFor(everyKind, one.state(), localDateOf(monday)).party).toBe("state-database");
  });

  it("is taken while there is one, to the last", () => {
    const one = consented();
    expect(one.take(others(2))).toEqual(["place-taken", "order-placed"]);
    expect(heldPlace(everyKind, one.state())?.id).toBe("place");
  });

  it("is lost where all are taken: the applicant goes back to the step, and the consent stays", () => {
    const one = consented();
    expect(one.take(others(3))).toEqual(["place-lost", "returned-to"]);
    expect(one.at()).toBe("room");
    expect(one.state().outcome).toBeNull();
    expect(heldPlace(everyKind, one.state())).toBeUndefined();
    expect(notices(one.effects())).toEqual(["place-lost → applicant"]);
    expect(savableSteps(everyKind, one.state(), localDateOf(monday))).toContain("room");
    expect(one.state().stages["consent"]).toMatchObject({ status: "done", by: ["owner-1", "owner-2"] });
    expect(JSON.stringify(one.state().evidence["place"])).toBe('{"lost":"yes"}');
  });

  it.each([
    ["another answer", "another"],
    ["the same answer given once more", ""],
  ])("that was lost is forgotten with %s to a step before: whether there is one now is found anew", (_, note) => {
    const one = consented();
    one.take(others(3));
    expect(one.at()).toBe("room");
    one.save("third", "yes", note);
    one.judge();
    expect(one.at()).toBe("signature");
    expect(one.state().evidence["place"]).toBeUndefined();
    expect(one.state().stages["consent"]?.status).toBe(note === "" ? "done" : undefined);
    one.sign();
    if (note !== "") for (const by of ["owner-1", "owner-2"]) one.consent(by);
    one.judge();
    expect(one.take(others(2))).toEqual(["place-taken", "order-placed"]);
  });

  it("is taken without counting where the step has lifted the limit", () => {
    const one = consented();
    one.take(others(3));
    one.save("room", "yes");
    expect(one.sign()).toEqual(["check-passed", "document-signed"]);
    one.judge();
    expect(one.at()).toBe("place");
    expect(limitOf(everyKind, one.state(), place, fine, localDateOf(monday))).toBe("unlimited");
    expect(one.take(null)).toEqual(["place-taken", "order-placed"]);
  });

  it("is taken without counting where the declaration lifts the limit, which stays known", () => {
    const one = consented();
    const lifted = {
      ...everyKind,
      stages: everyKind.stages.map((stage) => (stage.kind === "place" ? { ...stage, lifted: () => true } : stage)),
    };
    const take = { type: "take-place", stage: "place", facts: fine, occupied: null } as const;
    const decided = decide(lifted, one.state(), take, portal, monday);
    expect(decided.ok && decided.value[0]).toMatchObject({ type: "place-taken", occupied: null, capacity: null });
    const [stage] = lifted.stages.filter((each) => each.kind === "place");
    expect(stage && limitOf(lifted, one.state(), stage, fine, localDateOf(monday))).toBe("unlimited");
    expect(one.take(null)).toEqual(["check-unanswered"]);
  });

  it("needs as many as the declaration says, and none for whoever is exempt", () => {
    const needing = (needed: number) => ({
      ...everyKind,
      stages: everyKind.stages.map((stage) => (stage.kind === "place" ? { ...stage, needed: () => needed } : stage)),
    });
    const { state } = consented();
    const taken = (needed: number, occupied: number) =>
      decide(
        needing(needed),
        state(),
        { type: "take-place", stage: "place", facts: fine, occupied: others(occupied) },
        portal,
        monday,
      );
    const first = (result: ReturnType<typeof decide>) => (result.ok ? result.value[0] : undefined);
    expect(first(taken(3, 0))).toMatchObject({ type: "place-taken", needed: 3, people: ["applicant"] });
    expect(first(taken(3, 1))).toMatchObject({ type: "place-lost", needed: 3, occupied: 1, capacity: 3 });
    expect(first(taken(0, 9))).toMatchObject({ type: "place-taken", needed: 0 });
  });

  it.each<[string, Answers, Answer<Occupancy> | null, string]>([
    ["the count", fine, { kind: "unavailable" }, "individuals"],
    ["the count, though it was wanted", fine, null, "individuals"],
    ["the count, since KDP says no", fine, { kind: "denied" }, "individuals"],
    ["a fact of the limit", { ...fine, first: { kind: "unavailable" } }, others(0), "individuals"],
  ])("is neither taken nor lost in silence: %s", (_, facts, occupied, database) => {
    const one = consented();
    expect(one.take(occupied, facts)).toEqual(["check-unanswered"]);
    expect(one.state().stages["place"]).toMatchObject({ status: "unanswered", databases: [database] });
    expect(one.take(occupied, facts)).toEqual([]);
    expect(one.take(others(2))).toEqual(["place-taken", "order-placed"]);
  });

  it("is no longer held when the application ends", () => {
    const one = consented();
    one.take(others(0));
    one.act({ type: "withdraw" }, applicant);
    expect(heldPlace(everyKind, one.state())).toBeUndefined();
  });
});

describe("consent after a return", () => {
  const wednesday = new Date("2026-03-04T05:00:00Z");
  const friday = new Date("2026-03-06T05:00:00Z");

  it("is good for its term, and asked for again after that", () => {
    for (const [now, next] of [
      [wednesday, "fact-after-signing"],
      [friday, "consent"],
    ] as const) {
      const one = consented();
      one.take(others(3), fine, now);
      one.save("room", "yes", "", now);
      one.sign(now);
      expect(one.at()).toBe(next);
    }
  });

  it("is asked for again where it runs out between the new signature and the place", () => {
    for (const [now, events] of [
      [wednesday, ["place-taken", "order-placed"]],
      [friday, ["returned-to", "consent-requested"]],
    ] as const) {
      const one = consented();
      one.take(others(3), fine, wednesday);
      one.save("room", "yes", "", wednesday);
      one.sign(wednesday);
      one.judge(wednesday);
      expect(one.at()).toBe("place");
      expect(one.take(null, fine, now)).toEqual(events);
    }
  });

  it("stays good for what was signed before it was given, however long a database is silent", () => {
    expect(consented().take(others(2), fine, friday)).toEqual(["place-taken", "order-placed"]);
  });

  it("is asked for again, of everybody, once somebody more has to agree", () => {
    const one = consented();
    one.take(others(3));
    one.save("room", "yes");
    const signed = (owners: readonly string[]) => {
      const stages = everyKind.stages.map((stage) =>
        stage.kind === "consent" ? { ...stage, from: () => owners } : stage,
      );
      const sign = { type: "sign", stage: "signature", signatureId: "s", documentHash: "h", method: "eds" } as const;
      const decided = decide({ ...everyKind, stages }, one.state(), { ...sign, facts: fine }, applicant, monday);
      return decided.ok ? decided.value.flatMap((event) => (event.type === "consent-requested" ? event.from : [])) : [];
    };
    expect(signed(["owner-1", "owner-2", "owner-3"])).toEqual(["owner-1", "owner-2", "owner-3"]);
    expect(signed(["owner-2"])).toEqual([]);
  });

  it("does not outlive another answer: nobody agreed to that one", () => {
    const one = consented();
    one.take(others(3));
    one.save("third", "yes", "another");
    expect(one.state().stages["consent"]).toBeUndefined();
    expect(notices(one.effects())).toContain("consent-over → owner-1,owner-2");
  });
});

describe("the owner of the moment", () => {
  const changed: Answers = { ...fine, second: fact(false) };

  it("is looked up when they answer: an owner of before neither agrees nor declines", () => {
    for (const type of ["give-consent", "decline-consent"] as const) {
      const one = asked();
      const command = { stage: "consent", by: "owner-1", method: "eds", facts: changed } as const;
      const answer: Command =
        type === "give-consent" ? { type, ...command, signatureId: "s" } : { type, ...command, reason: "no" };
      expect(one.act(answer, owner("owner-1"))).toEqual(["consent-void", "returned-to"]);
      expect(one.at()).toBe("second");
      expect(one.state().outcome).toBeNull();
      expect(notices(one.effects())).toEqual(["owner-changed → applicant", "consent-over → owner-2"]);
    }
  });

  it("is late after the third working day, whether or not the portal has come round to it", () => {
    const lastMoment = new Date("2026-03-05T18:59:59.999Z");
    for (const [now, events] of [
      [lastMoment, ["consent-given"]],
      [new Date(lastMoment.getTime() + 1), ["application-refused"]],
    ] as const) {
      const one = asked();
      expect(one.consent("owner-1", fine, now)).toEqual(events);
    }
  });

  it("is not guessed while the database is silent: nothing has changed", () => {
    const one = asked();
    expect(one.consent("owner-1", { first: fact(true) })).toEqual(["unanswered"]);
    expect(one.at()).toBe("consent");
  });
});

describe("owners are told", () => {
  it("that they are asked, of the last day, and what came of it", () => {
    const one = asked();
    expect(one.effects()).toContainEqual({
      kind: "notify",
      notice: "consent-requested",
      stage: "consent",
      to: ["owner-1", "owner-2"],
      values: { until: "2026-03-05" },
    });
    one.consent("owner-1");
    const reminded = new Date("2026-03-04T04:00:00Z");
    one.act({ type: "pass-deadline", stage: "consent", deadline: "consent-reminder" }, portal, reminded);
    expect(notices(one.effects())).toEqual(["consent-reminder → owner-2"]);
    one.act({ type: "withdraw" }, applicant);
    expect(notices(one.effects())).toEqual(["application-withdrawn → applicant", "consent-over → owner-1,owner-2"]);
  });

  it("nothing more by the portal than they said themselves", () => {
    const one = asked();
    one.act(
      { type: "decline-consent", stage: "consent", by: "owner-1", method: "eds", reason: "no", facts: fine },
      owner("owner-1"),
    );
    expect(notices(one.effects())).toEqual(["application-refused → applicant", "consent-over → owner-2"]);
  });
});
