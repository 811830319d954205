import { stagesFor } from "@/lib/process/stages-for";
import { form } from "./form";
import { reads } from "./reads";
import { reasons } from "./reasons";

/** The kinds of stages, bound to this service's facts, form and reasons. */
export const { check, step, signature, order, task } = stagesFor({ reads, form, reasons });
