import "server-only";
import { z } from "zod";
import type { Iin } from "@/lib/kernel/iin";
import { env } from "@/lib/infra/env";
import { accessTokenSchema, type AccessControl } from "./access-control/port";
import { addressPartSchema, mostFound, registeredAddressSchema, type AddressRegister } from "./address-register/port";
import type { CallContext } from "./adapter";
import type { GatewaySettings } from "./ask";
import { identificationSchema, likenessSchema, type DigitalId } from "./digital-id/port";
import {
  addressEntrySchema,
  correctedAddressSchema,
  documentApplicationSchema,
  historicRecordSchema,
  identityDocumentSchema,
  registrationPointSchema,
  type Documents,
} from "./documents/port";
import { legalEntitySchema, type LegalEntities } from "./legal-entities/port";
import { sentMessageSchema, type Messages } from "./messages/port";
import { verifiedPhoneSchema, type MobileCitizens } from "./mobile-citizens/port";
import { photoMeasuresSchema, sampleMeasuresSchema, type PhotoExaminer } from "./photo-examiner/port";
import { invoiceSchema, paymentOperationSchema, type Payments } from "./payments/port";
import type { Ports } from "./ports";
import { dwellingSchema, type Dwelling, type RealEstate } from "./real-estate/port";
import { guardianshipSchema, type SocialProtection } from "./social-protection/port";
import { populationPorts } from "./population-ports";
import { recordPorts } from "./record-ports";
import { socialStatusSchema, type SocialStatuses } from "./social-status/port";
import { waysTo } from "./ways";

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

  const of = waysTo(context, settings);
  const kdp = of<AccessControl>("access-control", (adapters) => adapters["access-control"]);
  const bmg = of<MobileCitizens>("mobile-citizens", (adapters) => adapters["mobile-citizens"]);
  const digitalId = of<DigitalId>("digital-id", (adapters) => adapters["digital-id"]);
  const pictureLimitMs = changes.timeLimitMs ?? pictureTimeLimitMs;
  const comparison = of<DigitalId>("digital-id", (adapters) => adapters["digital-id"], pictureLimitMs);
  const rpDrn = of<Documents>("documents", (adapters) => adapters.documents);
  const sic = of<SocialStatuses>("social-status", (adapters) => adapters["social-status"]);
  const egkn = of<RealEstate>("real-estate", (adapters) => adapters["real-estate"]);
  const addresses = of<AddressRegister>("address-register", (adapters) => adapters["address-register"]);
  const gbdUl = of<LegalEntities>("legal-entities", (adapters) => adapters["legal-entities"]);
  const eSobes = of<SocialProtection>("social-protection", (adapters) => adapters["social-protection"]);
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
    ...populationPorts(of),
    "mobile-citizens": {
      phone: (request) => bmg.read("phone", request.iin, verifiedPhoneSchema, (to, call) => to.phone(request, call)),
    },
    "digital-id": {
      identify: (request) =>
        digitalId.read("identify", request.iin, identificationSchema, (to, call) => to.identify(request, call)),
      compare: (request) =>
        comparison.read("compare", request.iin, likenessSchema, (to, call) => to.compare(request, call)),
    },
    ...recordPorts(of),
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
      enterAddress: (request) =>
        rpDrn.write(
          "enterAddress",
          request.iin,
          documentApplicationSchema,
          (to, call) => to.enterAddress(request, call),
          () => request.content.children,
        ),
      addresses: (request) =>
        rpDrn.readForApplicant("addresses", request.iin, z.array(addressEntrySchema), (to, call) =>
          to.addresses(request, call),
        ),
      correctAddress: (request) =>
        rpDrn.writeForApplicant("correctAddress", request.iin, correctedAddressSchema, (to, call) =>
          to.correctAddress(request, call),
        ),
      enterDeparture: (request) =>
        rpDrn.write(
          "enterDeparture",
          request.iin,
          documentApplicationSchema,
          (to, call) => to.enterDeparture(request, call),
          () => request.content.people,
        ),
      // What an application that has ended left behind is taken back whether or not KDP still lets the portal ask: it tells nothing new.
      move: (request) => {
        const way = request.to === "cancelled" ? rpDrn.writeFreely : rpDrn.write;
        return way("move", request.iin, documentApplicationSchema, (to, call) => to.move(request, call));
      },
    },
    "social-status": {
      statuses: (request) =>
        sic.read("statuses", request.iin, z.array(socialStatusSchema), (to, call) => to.statuses(request, call)),
    },
    "real-estate": {
      dwellingsOf: (request) =>
        egkn.read(
          "dwellingsOf",
          request.iin,
          z.array(dwellingSchema),
          (to, call) => to.dwellingsOf(request, call),
          (dwellings) => dwellings.flatMap(ownersOf),
        ),
      dwelling: (request) =>
        egkn.readForApplicant(
          "dwelling",
          null,
          dwellingSchema.refine(({ rka }) => rka === request.rka),
          (to, call) => to.dwelling(request, call),
          ownersOf,
        ),
    },
    "address-register": {
      localities: (request) =>
        addresses.readFreely("localities", null, z.array(addressPartSchema), (to, call) =>
          to.localities(request, call),
        ),
      streets: (request) =>
        addresses.readFreely("streets", null, z.array(addressPartSchema), (to, call) => to.streets(request, call)),
      houses: (request) =>
        addresses.readFreely("houses", null, z.array(addressPartSchema), (to, call) => to.houses(request, call)),
      dwellings: (request) =>
        addresses.readFreely("dwellings", null, z.array(registeredAddressSchema), (to, call) =>
          to.dwellings(request, call),
        ),
      search: (request) =>
        addresses.readFreely("search", null, z.array(registeredAddressSchema).max(mostFound), (to, call) =>
          to.search(request, call),
        ),
      address: (request) =>
        addresses.readFreely(
          "address",
          null,
          registeredAddressSchema.refine(({ rka }) => rka === request.rka),
          (to, call) => to.address(request, call),
        ),
    },
    "legal-entities": {
      entity: (request) =>
        gbdUl.readFreely(
          "entity",
          null,
          legalEntitySchema.refine(({ bin }) => bin === request.bin),
          (to, call) => to.entity(request, call),
          ({ head }) => [head],
        ),
    },
    "social-protection": {
      guardianships: (request) =>
        eSobes.readForApplicant("guardianships", request.iin, z.array(guardianshipSchema), (to, call) =>
          to.guardianships(request, call),
        ),
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

function ownersOf({ owners }: Dwelling): readonly Iin[] {
  return owners.flatMap(({ iin }) => iin ?? []);
}
