import { z } from "zod";
import { addressSchema } from "@/lib/kernel/address";
import type { RegionCode } from "@/lib/kernel/kato";
import { rkaSchema, type Rka } from "@/lib/kernel/rka";
import type { Answer } from "@/lib/kernel/answer";

/** A district or city, a street, a house. `id` is the register's own and means nothing; it is never about a person. */
export const addressPartSchema = z.object({ id: z.string().max(60), kk: z.string(), ru: z.string() });
export type AddressPart = z.infer<typeof addressPartSchema>;

/** An address that has a code. */
export const registeredAddressSchema = z.object({
  rka: rkaSchema,
  /** The code of the administrative unit that it lies in. */
  kato: z.string(),
  address: addressSchema,
});
export type RegisteredAddress = z.infer<typeof registeredAddressSchema>;

/** The most addresses that a search tells. */
export const mostFound = 12;

/**
 * The address register: what addresses there are. It knows no person, and is asked without a consent.
 * An unknown `id` has an empty list under it.
 */
export interface AddressRegister {
  /** The districts and cities of a region. */
  localities(request: { region: RegionCode }): Promise<Answer<AddressPart[]>>;
  streets(request: { locality: string }): Promise<Answer<AddressPart[]>>;
  houses(request: { street: string }): Promise<Answer<AddressPart[]>>;
  /** The addresses of a house: its flats, or the house itself. */
  dwellings(request: { house: string }): Promise<Answer<RegisteredAddress[]>>;
  /** Addresses that hold every word of `text` in one of the languages, at most `mostFound`. */
  search(request: { text: string }): Promise<Answer<RegisteredAddress[]>>;
  address(request: { rka: Rka }): Promise<Answer<RegisteredAddress>>;
}
