import { found, type Answer } from "@/lib/kernel/answer";
import { read, type Evidence, type Subject } from "@/lib/process/facts";
import type { OrderAnswer } from "@/lib/process/stages";
import type { DocumentApplication } from "@/lib/state-databases/documents/port";
import { form } from "./form";
import { order } from "./stage-kinds";

/** RP DRN registers the application and gives it a number, or refuses. */
export const registeredInRpDrn = order({
  id: "registration",
  clause: "S4 §3.13",
  database: "documents",
  place: async (rpDrn, subject) =>
    orderAnswer(
      await rpDrn.register({ iin: subject.applicant, key: subject.applicationId, content: contentOf(subject) }),
      ({ number }) => ({ registrationNumber: number }),
    ),
  cancel: async (rpDrn, { applicant, applicationId }) => {
    const answer = await rpDrn.move({ iin: applicant, key: applicationId, to: "cancelled" });
    return answer.kind === "found" ? found({ kind: "confirmed", result: {} }) : answer;
  },
});

/** RP DRN forms the coupon, against whose number the card will be handed over. */
export const couponIsFormed = order({
  id: "coupon",
  clause: "S4 §10",
  database: "documents",
  place: async (rpDrn, { applicant, applicationId }) =>
    orderAnswer(await rpDrn.move({ iin: applicant, key: applicationId, to: "coupon" }), ({ coupon }) =>
      coupon === undefined ? undefined : { coupon },
    ),
});

/** The production centre makes the card; what its incoming control sends back, the officer reviews again. */
export const cardIsMade = order({
  id: "production",
  clause: "S4 §3.18",
  database: "documents",
  produces: true,
  returnsTo: "review",
  place: async (rpDrn, { applicant, applicationId }) =>
    orderAnswer(
      await rpDrn.move({ iin: applicant, key: applicationId, to: "in-production" }),
      ({ status, newDocumentNumber }) =>
        status === "ready" && newDocumentNumber !== undefined ? { newDocumentNumber } : undefined,
    ),
});

/** RP DRN records that the card has been handed over: from then on the old one is no longer valid. */
export const handoverIsRecorded = order({
  id: "handover-record",
  clause: "S4 §3.19",
  database: "documents",
  place: async (rpDrn, { applicant, applicationId }) =>
    orderAnswer(await rpDrn.move({ iin: applicant, key: applicationId, to: "handed-over" }), ({ status }) =>
      status === "handed-over" ? {} : undefined,
    ),
});

/** Where a card can be handed over in the region that the applicant has chosen. */
export const pointsOfTheRegion = read("documents", async (rpDrn, { answers }) => {
  const { region } = form.region.parse(answers["region"]);
  const points = await rpDrn.registrationPoints({ region });
  if (points.kind !== "found") return points;
  return found(
    points.value.map(({ id, nameKk, nameRu, address }) => ({
      value: id,
      kk: `${nameKk}, ${address}`,
      ru: `${nameRu}, ${address}`,
    })),
  );
});

/** What RP DRN is told: the answers that it needs, and the hash of the document that was signed. */
function contentOf({ answers, documentHash }: Subject) {
  if (documentHash === null) throw new Error("Nothing is registered before it is signed");
  const { region } = form.region.parse(answers["region"]);
  const { registrationPoint } = form["registration-point"].parse(answers["registration-point"]);
  return { region, registrationPoint, documentHash };
}

/**
 * Puts RP DRN's word on an application into the form of an order's answer.
 * In: what counts as confirmed, with its result; undefined while the order is still to wait.
 */
function orderAnswer(
  answer: Answer<DocumentApplication>,
  confirmed: (application: DocumentApplication) => Evidence | undefined,
): Answer<OrderAnswer<"registration-refused">> {
  if (answer.kind !== "found") return answer;
  const params = { explanation: answer.value.reason ?? "" };
  switch (answer.value.status) {
    case "refused":
    case "cancelled":
      return found({ kind: "refused", reason: "registration-refused", params });
    case "sent-back":
      return found({ kind: "sent-back", params });
    case "registered":
    case "coupon":
    case "in-production":
    case "ready":
    case "handed-over": {
      const result = confirmed(answer.value);
      return found(result ? { kind: "confirmed", result } : { kind: "waiting" });
    }
  }
}
