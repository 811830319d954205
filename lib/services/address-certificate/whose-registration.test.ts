import { describe, expect, it } from "vitest";
import { localDate } from "@/lib/kernel/local-date";
import type { ProcessEvent } from "@/lib/process/events";
import { registrationsChangedBy } from "@/lib/process/registration-change";
import { saveStep } from "@/lib/process/save-step";
import { evolve, replay, type State } from "@/lib/process/state";
import { addressCertificate } from "./service";

const today = localDate("2026-11-21");
const self = { iin: "900101300007", name: "А Б", birthDate: "1990-01-01" };
const child = { iin: "050612500029", name: "В Б", birthDate: "2015-06-12" };
const minors = { offered: JSON.stringify([child]), grown: "" };
const at = "2026-11-21T05:00:00.000Z";

const saved = (stage: string, answers: Readonly<Record<string, unknown>>): ProcessEvent => ({
  ...{ type: "step-saved", stage, answers: { ...answers }, labels: {}, reopened: [] },
});
const passed = (stage: string, evidence: Record<string, string> = {}): ProcessEvent => ({
  ...{ type: "check-passed", stage, evidence },
});
const confirmed = (stage: string): ProcessEvent => ({ ...{ type: "order-confirmed", stage, result: {} } });

describe("whose registration the certificate changes", () => {
  const changed = (holder: string | null, ...happened: readonly ProcessEvent[]) => {
    const before = [
      passed("person", self),
      passed("minors", minors),
      ...(holder ? [saved("holder", { for: holder })] : []),
    ];
    const dated = (events: readonly ProcessEvent[]) => events.map((event) => ({ ...event, at }));
    return registrationsChangedBy(addressCertificate, replay(dated(before)), dated(happened));
  };
  const orders = addressCertificate.stages.filter(({ kind }) => kind === "order").map(({ id }) => id);

  it("is the holder's, once for all the databases that are put right, whichever is the first", () => {
    expect(orders).toEqual(["gbd-fl-corrected", "gbd-fl-stay-corrected", "rp-drn-corrected", "rp-drn-stay-corrected"]);
    for (const order of orders) expect(changed(null, confirmed(order))).toEqual([self.iin]);
    expect(changed(null, ...orders.map(confirmed))).toEqual([self.iin]);
  });

  it("is the child's where the certificate is the child's, and never that of whoever asks for it", () => {
    expect(changed(child.iin, confirmed("gbd-fl-corrected"))).toEqual([child.iin]);
    expect(changed(self.iin, confirmed("gbd-fl-corrected"))).toEqual([self.iin]);
  });

  it("is nobody's while nothing is put right, however it ends", () => {
    const placed: ProcessEvent = { type: "order-placed", stage: "gbd-fl-corrected" };
    const params = { why: "changed" };
    const refused: ProcessEvent = {
      ...{ type: "order-refused", stage: "gbd-fl-corrected" },
      reason: "data-still-differ",
      params,
    };
    expect(changed(null, placed, refused)).toEqual([]);
    expect(changed(null, { type: "application-granted" })).toEqual([]);
  });
});

describe("what is said of one holder's address", () => {
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
