import { z } from "zod";
import { iinSchema, type Iin } from "@/lib/kernel/iin";
import { addressSchema } from "@/lib/kernel/address";
import { localDateSchema } from "@/lib/kernel/local-date";
import type { RegionCode } from "@/lib/kernel/kato";
import { rkaSchema, type Rka } from "@/lib/kernel/rka";
import type { Answer } from "@/lib/kernel/answer";

export const identityDocumentSchema = z.object({
  iin: iinSchema,
  type: z.enum(["id-card", "passport"]),
  number: z.string(),
  issuedOn: localDateSchema,
  expiresOn: localDateSchema,
  issuer: z.string(),
  status: z.enum(["valid", "invalid", "lost"]),
});
export type IdentityDocument = z.infer<typeof identityDocumentSchema>;

export const registrationPointSchema = z.object({
  id: z.string(),
  kato: z.string(),
  nameKk: z.string(),
  nameRu: z.string(),
  address: z.string(),
});
export type RegistrationPoint = z.infer<typeof registrationPointSchema>;

/** Where an application stands in RP DRN. */
export const documentApplicationSchema = z.object({
  key: z.string(),
  iin: iinSchema,
  number: z.string(),
  status: z.enum([
    "registered",
    "coupon",
    "in-production",
    "ready",
    "sent-back",
    "handed-over",
    "cancelled",
    "refused",
  ]),
  coupon: z.string().optional(),
  newDocumentNumber: z.string().optional(),
  reason: z.string().optional(),
  /** Of a departure: the day from which people are registered there no more, as it was entered. */
  departureOn: localDateSchema.optional(),
  /** Of a registration at an address: its first day, as it was entered. */
  registeredFrom: localDateSchema.optional(),
  /** How often the production centre has sent it back so far. */
  returns: z.int().nonnegative(),
});
export type DocumentApplication = z.infer<typeof documentApplicationSchema>;

/** What the database of the documented population keeps about a person from earlier documents. */
export const historicRecordSchema = z.object({
  iin: iinSchema,
  birthPlace: z.object({ country: z.string(), asWritten: z.string() }),
});
export type HistoricRecord = z.infer<typeof historicRecordSchema>;

/** What RP DRN is told of an application for an ID card. */
export interface DocumentApplicationContent {
  readonly region: RegionCode;
  readonly registrationPoint: string;
  readonly documentHash: string;
  /** As ZAGS or the historic record has it, never mapped to today's division; the card bears the country alone [S4 §5.4]. */
  readonly birthPlace?: { readonly country: string; readonly asWritten: string };
}

/** What RP DRN is told of a registration at an address [S0-A3 §4]. */
export interface AddressContent {
  readonly rka: Rka;
  readonly kind: "permanent" | "temporary";
  readonly from: string;
  readonly to?: string | undefined;
  readonly children: readonly Iin[];
  readonly documentHash: string;
}

/** What RP DRN is told of people whose registration at a dwelling ends at its owner's request [S0-A4 §4]. */
export interface DepartureContent {
  readonly rka: Rka;
  readonly people: readonly Iin[];
  /** The day from which they are registered there no more. */
  readonly on: string;
  readonly documentHash: string;
}

/** Where RP DRN holds a person to be registered. */
export const addressEntrySchema = z.object({
  iin: iinSchema,
  rka: rkaSchema,
  kind: z.enum(["permanent", "temporary"]),
  from: localDateSchema,
  to: localDateSchema.optional(),
  address: addressSchema,
});
export type AddressEntry = z.infer<typeof addressEntrySchema>;

/** What came of the correction of an address. */
export const correctedAddressSchema = z.object({ iin: iinSchema, outcome: z.enum(["corrected", "changed-since"]) });
export type CorrectedAddress = z.infer<typeof correctedAddressSchema>;

/** RP DRN: documents, and the applications for them. Every write carries the portal's stable `key`: repeating it changes nothing. */
export interface Documents {
  documents(request: { iin: Iin }): Promise<Answer<IdentityDocument[]>>;
  /** The historic record of a person; `not-found` when none says where they were born [S4 §5.4]. */
  historicRecord(request: { iin: Iin }): Promise<Answer<HistoricRecord>>;
  /** Points of the State Corporation where a card can be handed over; no personal data. */
  registrationPoints(request: { region: RegionCode }): Promise<Answer<RegistrationPoint[]>>;
  /** Where the application of this key stands; `not-found` when RP DRN has never had it. */
  application(request: { iin: Iin; key: string }): Promise<Answer<DocumentApplication>>;
  /** Registers, or answers with status `refused` and a reason [S4 §3.13]. */
  register(request: {
    iin: Iin;
    key: string;
    content: DocumentApplicationContent;
  }): Promise<Answer<DocumentApplication>>;
  /** Enters a person's address, or answers with status `refused` and a reason [S0-A3 §4]. */
  enterAddress(request: { iin: Iin; key: string; content: AddressContent }): Promise<Answer<DocumentApplication>>;
  /**
   * The addresses at which RP DRN holds a person to be registered on `on`; none is an empty list. Asked under the consent of whoever
   * applies, for themselves or a child.
   */
  addresses(request: { iin: Iin; on: string }): Promise<Answer<AddressEntry[]>>;
  /**
   * Puts right where RP DRN holds a person to be registered with that kind. `expected` is what it corrects, null for nothing: where it holds
   * something else on `on` nothing is written, and the outcome is `changed-since`. Repeating it changes nothing; `not-found` where there is
   * no such address.
   */
  correctAddress(request: {
    iin: Iin;
    rka: Rka;
    kind: AddressEntry["kind"];
    expected: Rka | null;
    from: string;
    to?: string | undefined;
    on: string;
  }): Promise<Answer<CorrectedAddress>>;
  /** Enters that people leave a dwelling, at the request of its owner `iin`, or answers with status `refused` and a reason [S0-A4 §4]. */
  enterDeparture(request: { iin: Iin; key: string; content: DepartureContent }): Promise<Answer<DocumentApplication>>;
  /** Moves a registered application on: coupon formed, sent to production, handed over, cancelled. */
  move(request: {
    iin: Iin;
    key: string;
    to: "coupon" | "in-production" | "handed-over" | "cancelled";
  }): Promise<Answer<DocumentApplication>>;
}
