import { describe, expect, it } from "vitest";
import type { Command } from "./commands";
import type { Stage } from "./stages";
import {
  applicant,
  application,
  consent,
  fine,
  monday,
  owner,
  portal,
  signature,
  takePlace,
} from "./testing/led-application";
import { declare, everyKind, step } from "./testing/synthetic-services";

const kept = everyKind.stages.filter(({ kind }) => kind === "consent" || kind === "place");

type Part = "form" | "sign" | "sign-again" | "agree";

/** A service in which two owners agree before, between or after signatures, and a place is taken at the end. */
function service(order: readonly Part[]) {
  const stages = order.map((what): Stage => {
    if (what === "form") return step("second");
    if (what !== "agree") return { ...signature, id: what };
    const [stage] = kept;
    if (stage?.kind !== "consent") throw new Error("a service with every kind of stage has no consent");
    return { ...stage, from: () => ["owner-1", "owner-2"], outlives: ["second"] };
  });
  const place = kept.find(({ kind }) => kind === "place");
  if (place?.kind !== "place") throw new Error("a service with every kind of stage has no place");
  return declare("kept-consents", [...stages, { ...place, returnsTo: "second" }]);
}

const tuesday = new Date("2026-03-03T05:00:00Z");
const nextMonday = new Date("2026-03-09T05:00:00Z");
/** The owners may not be asked again. */
const silenced: Command = {
  type: "take-place",
  stage: "place",
  facts: fine,
  occupied: { kind: "found", value: { count: 2 } },
  mayAsk: false,
};
const full = { ...takePlace, occupied: { kind: "found", value: { count: 3 } } } as const;

function led(...order: Part[]) {
  const one = application(service(order));
  const agree = (now = monday) => ["owner-1", "owner-2"].flatMap((by) => one.act(consent(by), owner(by), now));
  const sign = (stage: "sign" | "sign-again", now = monday) =>
    one.act({ type: "sign", stage, signatureId: "s", documentHash: "h", method: "eds", facts: fine }, applicant, now);
  const take = (command: Command = takePlace, now = monday) => one.act(command, portal, now);
  return { ...one, agree, sign, take };
}

describe("a consent whose term has run out when the place is taken", () => {
  it("holds where the applicant signed after it, with it before their eyes", () => {
    const one = led("form", "agree", "sign");
    one.save("second", "yes");
    one.agree();
    one.sign("sign", tuesday);
    expect(one.take(takePlace, nextMonday)).toEqual(["place-taken", "application-granted"]);
  });

  it("holds where nothing was signed anew since it was given", () => {
    const one = led("form", "sign", "agree");
    one.save("second", "yes");
    one.sign("sign");
    one.agree();
    expect(one.take(silenced, nextMonday)).toEqual(["place-taken", "application-granted"]);
  });

  it("is asked for again where what it was given to was signed anew, and all that was signed after it is signed again", () => {
    const one = led("form", "sign", "agree", "sign-again");
    one.save("second", "yes");
    one.sign("sign");
    one.agree();
    one.sign("sign-again");
    expect(one.take(full)).toEqual(["place-lost", "returned-to"]);
    one.save("second", "yes", "less");
    one.sign("sign", tuesday);
    one.sign("sign-again", tuesday);
    const cannotAsk = one.attempt(silenced, portal, nextMonday);
    expect(cannotAsk.ok && cannotAsk.value).toMatchObject([
      { type: "application-refused", stage: "consent", reason: "no-consent-in-time" },
    ]);
    expect(one.take(takePlace, nextMonday)).toEqual(["returned-to", "consent-requested"]);
    expect(one.agree(nextMonday)).toEqual(["consent-given", "consent-given"]);
    expect(one.sign("sign-again", nextMonday)).toContain("document-signed");
    expect(one.take(takePlace, nextMonday)).toEqual(["place-taken", "application-granted"]);
  });
});
