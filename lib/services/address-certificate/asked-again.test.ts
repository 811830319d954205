import { describe, expect, it } from "vitest";
import { found } from "@/lib/kernel/answer";
import { iinSchema } from "@/lib/kernel/iin";
import { localDate } from "@/lib/kernel/local-date";
import { decide } from "@/lib/process/decide";
import type { DatedEvent, ProcessEvent } from "@/lib/process/events";
import { currentStage, dueChecks } from "@/lib/process/position";
import { evolve, replay, type State } from "@/lib/process/state";
import { addressCertificate } from "./service";

const now = new Date("2026-11-23T06:00:00Z");
const today = localDate("2026-11-23");
const at = now.toISOString();
const mother = { iin: iinSchema.parse("900101300007"), name: "А Б", birthDate: "1990-01-01" };
const child = { iin: iinSchema.parse("050612500029"), name: "В Б", birthDate: "2015-06-12" };
const [held, entered] = ["0201710000000001", "0201710000000003"] as const;

/** An officer has just decided which address of a child is right; or as far as a stage before that. */
function decided(until?: string): State {
  const saved = (stage: string, answers: Record<string, unknown>): ProcessEvent => ({
    ...{ type: "step-saved", stage, answers, labels: {}, reopened: [] },
  });
  const passed = (stage: string, evidence: Record<string, string> = {}): ProcessEvent => ({
    ...{ type: "check-passed", stage, evidence },
  });
  const minors = { offered: JSON.stringify([child]), grown: "" };
  const happened: readonly ProcessEvent[] = [
    {
      ...{ type: "application-started", id: "a", number: "1", applicant: mother.iin },
      ...{ service: addressCertificate.id, version: addressCertificate.version },
    },
    saved("data-access", { consent: true }),
    passed("access"),
    passed("person", mother),
    passed("children", { children: child.iin }),
    passed("minors", minors),
    saved("holder", { for: child.iin }),
    passed("holder-allowed"),
    passed("registration", {
      match: "yes",
      differs: "",
      holder: child.iin,
      addressCode: held,
      addressFrom: "2020-01-10",
    }),
    passed("address-register", { inRegister: "yes", kato: "711310000" }),
    saved("certificate", { correct: "no" }),
    saved("right-address", { rightAddress: "Абай даңғылы, 47-үй" }),
    { type: "document-signed", stage: "signature", signatureId: "s", documentHash: "h", method: "eds" },
    { type: "task-opened", stage: "correction", roles: ["town-unit:71"], dueAt: at },
    {
      ...{ type: "task-decided", stage: "correction", role: "town-unit:71", decision: "other-permanent" },
      ...{
        reason: null,
        comment: "",
        officer: "officer",
        signatureId: "d",
        entered: { rka: entered, kato: "711310000" },
      },
    },
  ];
  const last = happened.findIndex((event) => "stage" in event && event.stage === until);
  return replay((last < 0 ? happened : happened.slice(0, last + 1)).map((event) => ({ ...event, at })));
}

/** What comes of it when GBD FL and ZAGS have been asked once more. */
function askedAgain(theirs: boolean, birthDate = child.birthDate) {
  const before = decided();
  const person = { ...mother, surname: "А", givenName: "Б", capacity: "full" };
  const record = { type: "birth", date: birthDate, child: child.iin, iin: mother.iin, mother: mother.iin };
  const facts = {
    person: found(person),
    dwellings: found([]),
    children: found(theirs ? [record] : []),
    minors: found(theirs ? [{ ...child, birthDate, surname: "В", givenName: "Б" }] : []),
  };
  const events: DatedEvent[] = [];
  let after = before;
  // One check after another, as the databases answer.
  while (dueChecks(addressCertificate, after, today).length > 0) {
    const judged = decide(addressCertificate, after, { type: "judge-checks", facts }, { kind: "portal" }, now);
    if (!judged.ok) throw new Error(judged.error.kind);
    if (judged.value.length === 0) throw new Error("Nothing was judged");
    events.push(...judged.value);
    after = judged.value.reduce(evolve, after);
  }
  return { events, after };
}

describe("once an officer has decided", () => {
  it("nothing is ordered before the person, their children and whose certificate it is have been asked about again", () => {
    const state = decided();
    expect(dueChecks(addressCertificate, state, today).map(({ id }) => id)[0]).toBe("person-at-correction");
    expect(currentStage(addressCertificate, state, today)?.id).toBe("person-at-correction");
  });

  it("goes on to the order where the child is still theirs and under sixteen", () => {
    const { after } = askedAgain(true);
    expect(currentStage(addressCertificate, after, today)?.id).toBe("gbd-fl-corrected");
    expect(after.outcome).toBeNull();
  });

  it.each([
    ["the child is theirs no more", false, child.birthDate, "not-your-child"],
    ["the child has turned sixteen", true, "2010-11-23", "child-is-16"],
  ])("ends where %s: no database is told anything", (_, theirs, birthDate, reason) => {
    const { events, after } = askedAgain(theirs, birthDate);
    expect(after.outcome).toMatchObject({ kind: "refused", reason });
    expect(events.filter(({ type }) => type.startsWith("order-"))).toEqual([]);
    expect(currentStage(addressCertificate, after, today)?.id).not.toBe("gbd-fl-corrected");
  });
});

describe("a child who is registered nowhere", () => {
  const nowhere = { ...child, surname: "В", givenName: "Б", residenceStatus: "known", registrations: [] };
  const done = (state: State, command: object, actor: object) => {
    const events = decide(addressCertificate, state, command as never, actor as never, now);
    if (!events.ok) throw new Error(events.error.kind);
    return events.value.reduce(evolve, state);
  };

  it("leads the parent back to whose certificate it is, where they choose themselves", () => {
    const chosen = decided("holder-allowed");
    const facts = { residence: found(nowhere), addresses: found([]) };
    const back = done(chosen, { type: "judge-checks", facts }, { kind: "portal" });
    expect(back.outcome).toBeNull();
    expect(back.stages["registration"]).toMatchObject({ reason: "no-registration", params: { holder: "child" } });
    expect(currentStage(addressCertificate, back, today)?.id).toBe("holder");
    const command = { type: "save-step", stage: "holder", answers: { for: mother.iin }, labels: {} };
    const self = done(back, command, { kind: "citizen", iin: mother.iin });
    expect(currentStage(addressCertificate, self, today)?.id).toBe("registration");
  });
});
