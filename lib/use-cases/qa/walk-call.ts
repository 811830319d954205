import "server-only";
import { z } from "zod";
import { iinSchema } from "@/lib/kernel/iin";
import { serviceToday } from "@/lib/services";
import { wordsOf } from "../words";
import { done, notDone, qaCall, type QaAnswer } from "./qa-call";
import { walkApplication, walkTargets, type Walked } from "./walk";

const schema = z
  .strictObject({
    service: z.string(),
    iin: iinSchema,
    to: z.enum(walkTargets),
    form: z.record(z.string(), z.string()).default({}),
  })
  .superRefine(({ service, form }, context) => {
    const declared = serviceToday(service);
    if (!declared) {
      context.addIssue({ code: "custom", path: ["service"], message: "there is no such service" });
      return;
    }
    const fields = declared.stages.flatMap((stage) => (stage.kind === "step" ? stage.fields : []));
    for (const name of Object.keys(form).filter((given) => !fields.some((field) => field.name === given))) {
      context.addIssue({ code: "custom", path: ["form", name], message: "the service asks nothing of this name" });
    }
  });

/** `POST /api/qa/applications`: an application in the state that a test needs. */
export const walkCall = qaCall(schema, async ({ service, iin, to, form }) =>
  answerOf(service, await walkApplication(service, iin, to, { form })),
);

function answerOf(service: string, walked: Walked): QaAnswer {
  switch (walked.kind) {
    case "reached":
      return done({ id: walked.id, number: walked.number, state: walked.state });
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

/** The service's own words for a mistake in a field, in English; what has none is in words already. */
function inWords(service: string, message: string): string {
  const words = wordsOf("en", `services.${service}.errors`);
  return words.has(message) ? words(message) : message;
}
