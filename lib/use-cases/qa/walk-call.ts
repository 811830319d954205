import "server-only";
import { z } from "zod";
import { binSchema } from "@/lib/kernel/bin";
import { iinSchema } from "@/lib/kernel/iin";
import { serviceToday } from "@/lib/services";
import { findApplication } from "../application-record";
import { orderInvoice } from "../order-invoice";
import { wordsOf } from "../words";
import { actingForQa } from "./acting-for-qa";
import { done, notDone, qaCall, type QaAnswer } from "./qa-call";
import { fieldsOf, toldFormSchema } from "./walk-form";
import { walkApplication, walkTargets, type Walked } from "./walk";

/** Whose a certificate is to be, where that is an entity: the fifth digit of a BIN is its kind, that of an IIN a day's. */
const entitySchema = z
  .string()
  .regex(/^[0-9]{4}[4-6]/)
  .pipe(binSchema);

const schema = z
  .strictObject({
    service: z.string(),
    iin: iinSchema,
    /** The BIN of the entity that the person acts for; left out, for themselves. */
    for: binSchema.optional(),
    to: z.enum(walkTargets),
    form: toldFormSchema.default({}),
  })
  .transform(({ form: told, ...call }) => {
    const { for: whose, ...form } = fieldsOf(told, fieldsAskedBy(call.service));
    const bin = entitySchema.safeParse(whose);
    if (bin.success) return { ...call, for: bin.data, form };
    return { ...call, form: whose === undefined ? form : { ...form, for: whose } };
  })
  .superRefine(({ service, form }, context) => {
    if (!serviceToday(service)) {
      context.addIssue({ code: "custom", path: ["service"], message: "there is no such service" });
      return;
    }
    const asked = fieldsAskedBy(service);
    for (const name of Object.keys(form).filter((given) => !asked.includes(given))) {
      context.addIssue({ code: "custom", path: ["form", name], message: "the service asks nothing of this name" });
    }
  });

/** The names of the fields of a service's form. */
function fieldsAskedBy(service: string): readonly string[] {
  const stages = serviceToday(service)?.stages ?? [];
  return stages.flatMap((stage) => (stage.kind === "step" ? stage.fields.map(({ name }) => name) : []));
}

/** `POST /api/qa/applications`: an application in the state that a test needs. */
export const walkCall = qaCall(schema, async ({ service, iin, for: bin, to, form }) =>
  answerOf(service, await walkApplication(service, bin ? await actingForQa(iin, bin) : iin, to, { form })),
);

async function answerOf(service: string, walked: Walked): Promise<QaAnswer> {
  switch (walked.kind) {
    case "reached": {
      const { id, number, state } = walked;
      // Whoever is to pay needs the number of what is to be paid.
      const invoice = state === "awaiting-payment" ? await makeInvoice(id) : undefined;
      return done({ id, number, state, ...(invoice === undefined ? {} : { invoice }) });
    }
    case "refused": {
      const { refusals, id, number, state } = walked;
      return done({ refused: refusals[0], refusals, id, number, state });
    }
    case "waiting": {
      const { databases, id, number, state } = walked;
      return notDone(409, "$.to", `no answer from ${databases.join(", ")}`, {
        id,
        number,
        state,
        waitingFor: databases,
      });
    }
    case "stuck":
      return notDone(409, "$.to", walked.message, { ...walked.where });
    case "invalid":
      return notDone(422, `$.form.${walked.field}`, inWords(service, walked.message), { ...walked.where });
  }
}

/** The number of the invoice that an application waits for; undefined while the provider does not answer. */
async function makeInvoice(id: string): Promise<string | undefined> {
  const application = await findApplication(id);
  const stage = application?.service.stages.find(({ kind }) => kind === "payment");
  const invoice = stage && (await orderInvoice(id, stage.id).catch(() => null));
  return invoice?.number;
}

/** The service's own words for a mistake in a field, in English; what has none is in words already. */
function inWords(service: string, message: string): string {
  const words = wordsOf("en", `services.${service}.errors`);
  return words.has(message) ? words(message) : message;
}
