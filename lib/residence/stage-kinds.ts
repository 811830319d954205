import { stagesFor } from "@/lib/process/stages-for";
import { form, stayForm } from "./form";
import { readsOf } from "./reads";
import { reasons, stayReasons } from "./reasons";

/** The kinds of stages, bound to the facts, the form and the reasons that the two services share. */
export const { check, step, signature, consent, place, order } = stagesFor({
  reads: readsOf(""),
  form: { ...form, ...stayForm },
  reasons: { ...reasons, ...stayReasons },
});
