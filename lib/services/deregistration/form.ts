import { z } from "zod";
import { iinSchema } from "@/lib/kernel/iin";
import { form as residenceForm } from "@/lib/residence/form";

/** Why somebody is to be removed: the owner's wish; they have left the country for good; a court has ended their right [S0-A4 §4]. */
export const grounds = ["owner", "left", "court"] as const;

/** One schema a step. Messages are keys under `services.deregistration.errors`. */
export const form = {
  "data-access": residenceForm["data-access"],
  ground: z.strictObject({ ground: z.enum(grounds, { error: "choose-ground" }) }),
  "own-dwelling": residenceForm["own-dwelling"],
  people: z.strictObject({
    people: z.array(iinSchema).min(1, { error: "choose-people" }).max(100, { error: "choose-people" }),
  }),
  "leaving-oneself": z.strictObject({ understood: z.literal(true, { error: "understand" }) }),
} as const;
