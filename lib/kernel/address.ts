import { z } from "zod";

const partsSchema = z.object({
  region: z.string(),
  locality: z.string(),
  street: z.string(),
  house: z.string(),
  flat: z.string().optional(),
});
type Parts = z.infer<typeof partsSchema>;

/** An address as the address register writes it, in Kazakh and in Russian. */
export const addressSchema = z.object({ kk: partsSchema, ru: partsSchema });
export type Address = z.infer<typeof addressSchema>;

/** An address on one line of each language, the widest part first. */
export function addressLines({ kk, ru }: Address): { readonly kk: string; readonly ru: string } {
  return {
    kk: [...placeOf(kk), `${kk.house}-үй`, ...(kk.flat === undefined ? [] : [`${kk.flat}-пәтер`])].join(", "),
    ru: [...placeOf(ru), `дом ${ru.house}`, ...(ru.flat === undefined ? [] : [`квартира ${ru.flat}`])].join(", "),
  };
}

function placeOf({ region, locality, street }: Parts): readonly string[] {
  return [region, locality, street];
}
