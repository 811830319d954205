import { describe, expect, it } from "vitest";
import { localDate } from "@/lib/kernel/local-date";
import type { ProcessEvent } from "@/lib/process/events";
import { saveStep } from "@/lib/process/save-step";
import type { Situation } from "@/lib/process/stages";
import { evolve, replay, type State } from "@/lib/process/state";
import { addressCertificate } from "./service";

const today = localDate("2026-11-21");
const self = { iin: "900101300007", name: "А Б", birthDate: "1990-01-01" };
const child = { iin: "050612500029", name: "В Б", birthDate: "2015-06-12" };
const minors = { offered: JSON.stringify([child]), grown: "" };
const bin = "190340100003";

function situation(match: "yes" | "no", more: Partial<Situation> = {}): Situation {
  const evidence = { person: self, minors, registration: { match }, "address-register": { inRegister: "yes" } };
  return { answers: {}, evidence, today, ...more };
}

describe("whose registration the certificate changes", () => {
  const changed = (standing: Situation, forEntity: string | null = null) =>
    addressCertificate.changesRegistrationsOf?.(standing, { iin: self.iin, bin: forEntity });

  it("is nobody's where both databases hold the same and nobody calls it wrong", () => {
    expect(changed(situation("yes"))).toEqual([]);
    expect(changed(situation("yes", { answers: { certificate: { correct: "yes" } } }))).toEqual([]);
  });

  it("is the holder's where an officer has put it right: the databases differed, no register knew it, or it was called wrong", () => {
    expect(changed(situation("no"))).toEqual([self.iin]);
    expect(changed(situation("yes", { answers: { certificate: { correct: "no" } } }))).toEqual([self.iin]);
    const unknown = situation("yes");
    const evidence = { ...unknown.evidence, "address-register": { inRegister: "no" } };
    expect(changed({ ...unknown, evidence })).toEqual([self.iin]);
  });

  it("is the child's where the certificate is the child's, and never that of whoever asks for it", () => {
    expect(changed(situation("no", { answers: { holder: { for: child.iin } } }))).toEqual([child.iin]);
  });

  it("is nobody's for a legal entity, nor before anybody knows whose it is", () => {
    expect(changed(situation("no", { bin }), bin)).toEqual([]);
    expect(changed({ answers: {}, evidence: {}, today })).toEqual([]);
  });
});

describe("what is said of one holder's address", () => {
  const at = "2026-11-21T05:00:00.000Z";
  const saved = (stage: string, answers: Readonly<Record<string, unknown>>): ProcessEvent => ({
    ...{ type: "step-saved", stage, answers: { ...answers }, labels: {}, reopened: [] },
  });
  const passed = (stage: string, evidence: Record<string, string> = {}): ProcessEvent => ({
    ...{ type: "check-passed", stage, evidence },
  });

  /** Before the signature: for oneself, and what the databases hold is said to be wrong. */
  function reportedWrong(): State {
    const happened: readonly ProcessEvent[] = [
      {
        ...{ type: "application-started", id: "a", number: "1", applicant: self.iin },
        ...{ service: addressCertificate.id, version: addressCertificate.version },
      },
      saved("data-access", { consent: true }),
      passed("access"),
      passed("person", self),
      passed("children", { children: child.iin }),
      passed("minors", minors),
      saved("holder", { for: self.iin }),
      passed("holder-allowed"),
      passed("registration", { match: "yes", holder: self.iin }),
      passed("address-register", { inRegister: "yes", kato: "711310000" }),
      saved("certificate", { correct: "no" }),
      saved("right-address", { rightAddress: "Абай даңғылы, 47-үй" }),
    ];
    return replay(happened.map((event) => ({ ...event, at })));
  }

  function after(stage: string, answers: Readonly<Record<string, unknown>>): State {
    const before = reportedWrong();
    const events = saveStep(addressCertificate, before, { type: "save-step", stage, answers, labels: {} }, today);
    if (!events.ok) throw new Error(events.error.kind);
    return events.value.reduce((state, event) => evolve(state, { ...event, at }), before);
  }

  it("stays while the same holder is chosen", () => {
    expect(after("holder", { for: self.iin }).answers).toHaveProperty("certificate");
    expect(after("certificate", { correct: "no" }).answers).toHaveProperty("right-address");
  });

  it("is asked again for another holder: neither that it is wrong nor what is right is taken over", () => {
    const { answers } = after("holder", { for: child.iin });
    expect(answers["holder"]).toEqual({ for: child.iin });
    expect(Object.keys(answers).toSorted()).toEqual(["data-access", "holder"]);
  });

  it("goes where it is right after all", () => {
    const { answers } = after("certificate", { correct: "yes" });
    expect(answers["certificate"]).toEqual({ correct: "yes" });
    expect(answers).not.toHaveProperty("right-address");
  });

  it("is declared to be a part of whose certificate it is", () => {
    const follows = (stage: string) => {
      const step = addressCertificate.stages.find(({ id }) => id === stage);
      return step?.kind === "step" ? step.follows : undefined;
    };
    expect(follows("certificate")).toEqual(["holder"]);
    expect(follows("right-address")).toEqual(["holder", "certificate"]);
  });
});
