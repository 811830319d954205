import "server-only";
import { z } from "zod";
import type { Answer } from "@/lib/kernel/answer";
import type { Iin } from "@/lib/kernel/iin";
import { env } from "@/lib/infra/env";
import { accessTokenSchema, type AccessControl } from "./access-control/port";
import type { Adapter, Call, CallContext } from "./adapter";
import { ask, type AdapterSource, type GatewaySettings, type Question } from "./ask";
import { birthSchema, dataChangeSchema, relativeSchema, type CivilStatus } from "./civil-status/port";
import { identificationSchema, likenessSchema, type DigitalId } from "./digital-id/port";
import {
  documentApplicationSchema,
  historicRecordSchema,
  identityDocumentSchema,
  registrationPointSchema,
  type Documents,
} from "./documents/port";
import { personSchema, referencePhotoSchema, registrationSchema, type Individuals } from "./individuals/port";
import { sentMessageSchema, type Messages } from "./messages/port";
import { verifiedPhoneSchema, type MobileCitizens } from "./mobile-citizens/port";
import { photoMeasuresSchema, sampleMeasuresSchema, type PhotoExaminer } from "./photo-examiner/port";
import { invoiceSchema, paymentOperationSchema, type Payments } from "./payments/port";
import type { DatabaseName, Ports } from "./ports";
import { socialStatusSchema, type SocialStatuses } from "./social-status/port";

export type { CallContext } from "./adapter";

/** Whoever looks at a picture may have to start first, and others wait before it; no question about facts is kept waiting by it. */
const pictureTimeLimitMs = 20_000;

const defaults: GatewaySettings = {
  source: async () => (env.mocks ? (await import("./mocks")).mocks : (await import("./own")).own),
  timeLimitMs: 5_000,
  retryDelayMs: 100,
  halfOpenAfterMs: 5_000,
  breakers: new Map(),
};

/**
 * The state databases, as one reader with one purpose may ask them at one hour of the person's clock. Every question goes through
 * `ask`: nothing is thrown, and a caller must handle each kind of answer.
 */
export function openPorts(context: CallContext, changes: Partial<GatewaySettings> = {}): Ports {
  const settings = { ...defaults, ...changes };

  /** The ways to ask one database. */
  function of<Port>(
    database: DatabaseName,
    adapter: (adapters: AdapterSource["adapters"]) => (() => Promise<Adapter<Port>>) | undefined,
    timeLimitMs = settings.timeLimitMs,
  ) {
    const way =
      (rights: Pick<Question<Port, never>, "repeatable" | "demandsToken">) =>
      <Value>(
        operation: keyof Port & string,
        subject: Iin | null,
        answer: z.ZodType<Value>,
        put: (adapter: Adapter<Port>, call: Call) => Promise<Answer<Value>>,
      ): Promise<Answer<Value>> =>
        ask({ database, operation, subject, answer, adapter, put, ...rights }, context, { ...settings, timeLimitMs });
    return {
      read: way({ repeatable: true, demandsToken: true }),
      write: way({ repeatable: false, demandsToken: true }),
      /** For what is not personal, and for the two databases that are asked before or beside KDP. */
      readFreely: way({ repeatable: true, demandsToken: false }),
      writeFreely: way({ repeatable: false, demandsToken: false }),
    };
  }

  const kdp = of<AccessControl>("access-control", (adapters) => adapters["access-control"]);
  const gbdFl = of<Individuals>("individuals", (adapters) => adapters.individuals);
  const bmg = of<MobileCitizens>("mobile-citizens", (adapters) => adapters["mobile-citizens"]);
  const digitalId = of<DigitalId>("digital-id", (adapters) => adapters["digital-id"]);
  const pictureLimitMs = changes.timeLimitMs ?? pictureTimeLimitMs;
  const comparison = of<DigitalId>("digital-id", (adapters) => adapters["digital-id"], pictureLimitMs);
  const zags = of<CivilStatus>("civil-status", (adapters) => adapters["civil-status"]);
  const rpDrn = of<Documents>("documents", (adapters) => adapters.documents);
  const sic = of<SocialStatuses>("social-status", (adapters) => adapters["social-status"]);
  const payments = of<Payments>("payments", (adapters) => adapters.payments);
  const messages = of<Messages>("messages", (adapters) => adapters.messages);
  const examiner = of<PhotoExaminer>("photo-examiner", (adapters) => adapters["photo-examiner"], pictureLimitMs);

  return {
    "access-control": {
      grant: (request) =>
        kdp.writeFreely("grant", request.iin, accessTokenSchema, (to, call) => to.grant(request, call)),
      revoke: (request) =>
        kdp.writeFreely("revoke", request.iin, accessTokenSchema, (to, call) => to.revoke(request, call)),
    },
    individuals: {
      person: (request) => gbdFl.read("person", request.iin, personSchema, (to, call) => to.person(request, call)),
      registrations: (request) =>
        gbdFl.read("registrations", request.iin, z.array(registrationSchema), (to, call) =>
          to.registrations(request, call),
        ),
      referencePhoto: (request) =>
        gbdFl.read("referencePhoto", request.iin, referencePhotoSchema, (to, call) => to.referencePhoto(request, call)),
    },
    "mobile-citizens": {
      phone: (request) => bmg.read("phone", request.iin, verifiedPhoneSchema, (to, call) => to.phone(request, call)),
    },
    "digital-id": {
      identify: (request) =>
        digitalId.read("identify", request.iin, identificationSchema, (to, call) => to.identify(request, call)),
      compare: (request) =>
        comparison.read("compare", request.iin, likenessSchema, (to, call) => to.compare(request, call)),
    },
    "civil-status": {
      birth: (request) => zags.read("birth", request.iin, birthSchema, (to, call) => to.birth(request, call)),
      dataChanges: (request) =>
        zags.read("dataChanges", request.iin, z.array(dataChangeSchema), (to, call) => to.dataChanges(request, call)),
      relatives: (request) =>
        zags.read("relatives", request.iin, z.array(relativeSchema), (to, call) => to.relatives(request, call)),
    },
    documents: {
      documents: (request) =>
        rpDrn.read("documents", request.iin, z.array(identityDocumentSchema), (to, call) =>
          to.documents(request, call),
        ),
      historicRecord: (request) =>
        rpDrn.read("historicRecord", request.iin, historicRecordSchema, (to, call) => to.historicRecord(request, call)),
      registrationPoints: (request) =>
        rpDrn.readFreely("registrationPoints", null, z.array(registrationPointSchema), (to, call) =>
          to.registrationPoints(request, call),
        ),
      application: (request) =>
        rpDrn.read("application", request.iin, documentApplicationSchema, (to, call) => to.application(request, call)),
      register: (request) =>
        rpDrn.write("register", request.iin, documentApplicationSchema, (to, call) => to.register(request, call)),
      move: (request) =>
        rpDrn.write("move", request.iin, documentApplicationSchema, (to, call) => to.move(request, call)),
    },
    "social-status": {
      statuses: (request) =>
        sic.read("statuses", request.iin, z.array(socialStatusSchema), (to, call) => to.statuses(request, call)),
    },
    payments: {
      createInvoice: (request) =>
        payments.writeFreely("createInvoice", request.iin, invoiceSchema, (to, call) =>
          to.createInvoice(request, call),
        ),
      invoice: (request) =>
        payments.readFreely("invoice", request.iin, invoiceSchema, (to, call) => to.invoice(request, call)),
      cancelInvoice: (request) =>
        payments.writeFreely("cancelInvoice", request.iin, invoiceSchema, (to, call) =>
          to.cancelInvoice(request, call),
        ),
      refund: (request) =>
        payments.writeFreely("refund", request.iin, invoiceSchema, (to, call) => to.refund(request, call)),
      operations: (request) =>
        payments.readFreely("operations", null, z.array(paymentOperationSchema), (to, call) =>
          to.operations(request, call),
        ),
    },
    messages: {
      send: (request) =>
        messages.writeFreely("send", request.iin, sentMessageSchema, (to, call) => to.send(request, call)),
    },
    // Put once: whether its queue is full or a picture has brought it down, asking again at once makes nothing better.
    "photo-examiner": {
      photo: (request) =>
        examiner.writeFreely("photo", request.iin, photoMeasuresSchema, (to, call) => to.photo(request, call)),
      signatureSample: (request) =>
        examiner.writeFreely("signatureSample", request.iin, sampleMeasuresSchema, (to, call) =>
          to.signatureSample(request, call),
        ),
    },
  };
}
