import "server-only";
import { iinSchema, type Iin } from "@/lib/kernel/iin";
import { now as clockOf } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { findApplication } from "./application-record";
import { answerConsent } from "./consents/answer-consent";
import { prepareAnswer } from "./consents/prepare-answer";
import { prepareSignature } from "./prepare-signature";
import { copyForScenario, renamed } from "./qa/copy-person";
import { findScenario } from "./qa/scenarios";
import { signFor } from "./qa/test-keys";
import { walkApplication, type WalkTarget } from "./qa/walk";
import { signApplication } from "./sign-application";

/** A removal in the world of a scenario, walked so far, with all that a test asks of it. */
export async function removal(name: string, to: WalkTarget) {
  const scenario = findScenario(`removal-${name}`);
  const copied = scenario ? await copyForScenario(scenario) : undefined;
  if (!scenario || !copied?.ok) throw new Error("The scenario cannot be played");
  const { iin, iins } = copied.value;
  const form = renamed(scenario.example.answers ?? {}, copied.value);
  const goOn = (target: WalkTarget) => walkApplication("deregistration", iin, target);
  const walked = await walkApplication("deregistration", iin, to, { form });
  if (walked.kind !== "reached") throw new Error(JSON.stringify(walked));
  const { id } = walked;
  const state = async () => {
    const application = await findApplication(id);
    if (!application) throw new Error("it was just there");
    return application.state;
  };
  return {
    id,
    iin,
    rka: form["rka"] ?? "",
    picked: (form["people"] ?? "").split(" ").map((one) => iinSchema.parse(one)),
    /** The copy of somebody of the dataset. */
    copyOf: (persona: string) => iinSchema.parse(iins[persona]),
    goOn,
    state,
    sign: async () => {
      const prepared = await prepareSignature(id, iin, "kk");
      if (!prepared.ok) throw new Error(prepared.error.kind);
      const { nonce, text } = prepared.value;
      const signed = await signApplication({
        id,
        applicant: iin,
        nonce,
        cms: await signFor(iin, text, await clockOf(iin)),
      });
      return { text, signed };
    },
    agree: async () => {
      const request = await db.consentRequest.findFirstOrThrow({ where: { applicationId: id, closedAt: null } });
      const owner = iinSchema.parse(request.owner);
      const prepared = await prepareAnswer(request.id, owner, { answer: "give", reason: null }, "kk");
      if (!prepared.ok) throw new Error(prepared.error.kind);
      const { nonce, text } = prepared.value.document;
      const cms = await signFor(owner, text, await clockOf(owner));
      const answered = await answerConsent({ id: request.id, owner, nonce, cms });
      return { text, owner, answered };
    },
  };
}

/** What somebody has at a dwelling on the day of the scenarios: the kinds, permanent first. */
export async function registeredAt(rka: string, iin: Iin | undefined): Promise<readonly string[]> {
  if (iin === undefined) throw new Error("Nobody is asked about");
  const on = "2026-11-21";
  const rows = await db.mockRegistration.findMany({
    where: { rka, iin, from: { lte: on }, OR: [{ to: null }, { to: { gt: on } }, { to: on, replaced: false }] },
  });
  return rows.map(({ kind }) => kind).toSorted();
}

/** Whether GBD FL knows where somebody lives. */
export async function residenceOf(iin: Iin): Promise<string | undefined> {
  return (await db.mockPerson.findUnique({ where: { iin }, select: { residenceStatus: true } }))?.residenceStatus;
}
