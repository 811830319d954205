import { found, type Answer } from "@/lib/kernel/answer";
import { read, type Evidence, type Subject } from "@/lib/process/facts";
import type { OrderAnswer } from "@/lib/process/stages";
import type { DocumentApplication, DocumentApplicationContent, Documents } from "@/lib/state-databases/documents/port";
import { birthPlaceIsKnown } from "./eligibility";
import { form } from "./form";
import { order } from "./stage-kinds";

/** RP DRN registers the application and gives it a number, or refuses. */
export const registeredInRpDrn = order({
  id: "registration",
  clause: "S4 §3.13",
  database: "documents",
  place: async (rpDrn, subject) =>
    orderAnswer(await registered(rpDrn, subject), subject, ({ number }) => ({ registrationNumber: number })),
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
  place: async (rpDrn, subject) =>
    orderAnswer(await withCoupon(rpDrn, subject), subject, ({ coupon }) =>
      coupon === undefined ? undefined : { coupon },
    ),
});

const productionStage = "production";

/** The production centre makes the card; what its incoming control sends back, the officer reviews again. */
export const cardIsMade = order({
  id: productionStage,
  clause: "S4 §3.18",
  database: "documents",
  produces: true,
  returnsTo: "review",
  place: async (rpDrn, subject) => {
    const known = await withCoupon(rpDrn, subject);
    const answer = isToBeMade(known, subject)
      ? await rpDrn.move({ iin: subject.applicant, key: subject.applicationId, to: "in-production" })
      : known;
    return orderAnswer(answer, subject, ({ status, newDocumentNumber, coupon }) => {
      if (status !== "ready" || newDocumentNumber === undefined) return undefined;
      // RP DRN that had lost the application and was told again has formed another coupon.
      const isAnother = coupon !== undefined && coupon !== subject.evidence[couponIsFormed.id]?.["coupon"];
      return { newDocumentNumber, ...(isAnother ? { coupon } : {}) };
    });
  },
});

/** RP DRN records that the card has been handed over: from then on the old one is no longer valid. */
export const handoverIsRecorded = order({
  id: "handover-record",
  clause: "S4 §3.19",
  database: "documents",
  place: async (rpDrn, subject) => {
    const request = { iin: subject.applicant, key: subject.applicationId };
    const known = await rpDrn.application(request);
    const isReady = known.kind === "found" && known.value.status === "ready";
    return orderAnswer(isReady ? await rpDrn.move({ ...request, to: "handed-over" }) : known, subject, ({ status }) =>
      status === "handed-over" ? {} : undefined,
    );
  },
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

/**
 * The application as RP DRN holds it. It is asked first: the answer to an earlier request may have been lost. What RP DRN does not know
 * it is told (again, where it has lost it): under the application's own key that never makes two.
 */
async function registered(rpDrn: Documents, subject: Subject): Promise<Answer<DocumentApplication>> {
  const request = { iin: subject.applicant, key: subject.applicationId };
  const known = await rpDrn.application(request);
  return known.kind === "not-found" ? rpDrn.register({ ...request, content: contentOf(subject) }) : known;
}

async function withCoupon(rpDrn: Documents, subject: Subject): Promise<Answer<DocumentApplication>> {
  const known = await registered(rpDrn, subject);
  if (known.kind !== "found" || known.value.status !== "registered") return known;
  return rpDrn.move({ iin: subject.applicant, key: subject.applicationId, to: "coupon" });
}

/** Whether the production centre has still to be told: it has not been yet, or what it sent back has been reviewed again. */
function isToBeMade(known: Answer<DocumentApplication>, subject: Subject): boolean {
  if (known.kind !== "found") return false;
  const { status, returns } = known.value;
  return status === "coupon" || (status === "sent-back" && returns <= returnsKnown(subject));
}

/** How many returns of the production centre the application has been told of. */
function returnsKnown({ evidence }: Subject): number {
  return Number(evidence[productionStage]?.["returns"] ?? 0);
}

/** What RP DRN is told: the answers that it needs, and the hash of the document that was signed. */
function contentOf({ answers, documentHash, evidence }: Subject): DocumentApplicationContent {
  if (documentHash === null) throw new Error("Nothing is registered before it is signed");
  const { region } = form.region.parse(answers["region"]);
  const { registrationPoint } = form["registration-point"].parse(answers["registration-point"]);
  const { birthPlace: asWritten, birthCountry: country } = evidence[birthPlaceIsKnown.id] ?? {};
  const known = asWritten === undefined || country === undefined ? {} : { birthPlace: { country, asWritten } };
  return { region, registrationPoint, documentHash, ...known };
}

/**
 * Puts RP DRN's word on an application into the form of an order's answer.
 * In: what counts as confirmed, with its result; undefined while the order is still to wait.
 */
function orderAnswer(
  answer: Answer<DocumentApplication>,
  subject: Subject,
  confirmed: (application: DocumentApplication) => Evidence | undefined,
): Answer<OrderAnswer<"registration-refused">> {
  if (answer.kind !== "found") return answer;
  const { status, reason, returns } = answer.value;
  const explanation = reason ?? "";
  switch (status) {
    case "refused":
    case "cancelled":
      return found({ kind: "refused", reason: "registration-refused", params: { explanation } });
    case "sent-back":
      return returns > returnsKnown(subject)
        ? found({ kind: "sent-back", params: { explanation, returns: String(returns) } })
        : found({ kind: "waiting" });
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
