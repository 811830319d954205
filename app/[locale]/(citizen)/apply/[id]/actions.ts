"use server";

import { getLocale } from "next-intl/server";
import { headers } from "next/headers";
import { z } from "zod";
import { pathOf, placeAfter, placeOf, type Standing } from "@/components/process/place";
import { errorKey } from "@/components/process/step-texts";
import { serverAction, type ActionOutcome } from "@/lib/main/server-action";
import { iinOf, type Applicant } from "@/lib/process/applicant";
import { judgeChecks } from "@/lib/use-cases/judge-checks";
import { forgetKeptAnswer, keepAnswer } from "@/lib/use-cases/keep-answer";
import { saveStep, type StepInput } from "@/lib/use-cases/save-step";
import { openOwnApplication } from "@/lib/use-cases/view-application";

/** The answers of one step; an upload is read into memory once the wrapper has let the person in. */
export const saveStepAction = serverAction({
  name: "save-step",
  who: "applicant",
  input: z
    .object({ applicationId: z.uuid(), stepId: z.string().max(60), goesBack: z.literal("review").optional() })
    .catchall(z.union([z.string(), z.instanceof(File), z.array(z.string().max(40)).max(40)])),
  limit: { points: 120, seconds: 600 },
  keeps: async (applicant, { applicationId, stepId, ...answers }) => {
    await keepAnswer({ applicant, applicationId, stage: stepId, input: await stepInput(answers) });
  },
  run: async ({ viewer, input: { applicationId, stepId, goesBack, ...answers } }) => {
    const here = `/${await getLocale()}/apply/${applicationId}`;
    const input = await stepInput(answers);
    const saved = await saveStep({ id: applicationId, applicant: viewer, stage: stepId, input });
    const application = await openOwnApplication(applicationId, viewer);
    if (!application) return keepElsewhere(viewer, { applicationId, stage: stepId, input });
    if (saved.ok) await forgetKeptAnswer(iinOf(viewer), applicationId, stepId);
    if (saved.ok) return { redirect: `/${await getLocale()}${nextPath(application, stepId, goesBack !== undefined)}` };
    switch (saved.error.kind) {
      case "invalid": {
        const { errors, kept } = saved.error;
        return {
          status: "invalid",
          kept,
          errors: errors.map(({ field, message }) => ({ field, message: errorKey(application.service, message) })),
        };
      }
      case "unanswered":
        return { status: "failed", message: "apply.errors.silent" };
      case "moved-on":
        return { status: "failed", message: "apply.errors.moved-on" };
      case "not-found":
      case "not-available":
      case "not-yours":
      case "own-application":
      case "invalid-answers":
      case "unknown-decision":
      case "wrong-proof":
      case "wrong-amount":
      case "not-due":
      case "applicant-blocked":
      case "too-many-dwellings":
      case "asked-too-often":
        // The application has gone on in another window: its page says where it stands.
        return { redirect: `${here}/${encodeURIComponent(stepId)}` };
    }
  },
});

/**
 * An answer to an application that is not open to this session. In another tab its person may have signed in for an entity, or for themselves again:
 * what they typed waits for them at their own; whose else it is, nobody learns.
 */
async function keepElsewhere(
  viewer: Applicant,
  answer: { readonly applicationId: string; readonly stage: string; readonly input: StepInput },
): Promise<ActionOutcome> {
  const home = `/${await getLocale()}/${typeof viewer === "string" ? "cabinet" : "organisation"}`;
  if (typeof viewer !== "string") await keepAnswer({ applicant: viewer.iin, ...answer });
  if ((await headers()).has("next-action")) {
    return { status: "failed", message: `action.${typeof viewer === "string" ? "notOpen" : "forOrganisation"}` };
  }
  return { redirect: `${home}?told=not-taken` };
}

/** Asks the databases now, without waiting for the next minute. */
export const judgeChecksAction = serverAction({
  name: "judge-checks",
  who: "applicant",
  input: z.object({ applicationId: z.uuid() }),
  limit: { points: 20, seconds: 600 },
  run: async ({ viewer, input: { applicationId } }) => {
    const application = await openOwnApplication(applicationId, viewer);
    if (!application) return { redirect: `/${await getLocale()}/cabinet` };
    const place = placeOf(application);
    await judgeChecks(applicationId);
    return { redirect: `/${await getLocale()}${pathOf(place, applicationId)}` };
  },
});

function nextPath(application: Standing, step: string, fromReview: boolean): string {
  if (!fromReview) return pathOf(placeAfter(application, step), application.id);
  // A changed answer may have opened a later question again: it is asked, and then it is back to the review.
  const place = placeOf(application);
  return `${pathOf(place, application.id)}${place.kind === "step" ? "?from=review" : ""}`;
}

/** The form's fields as the use case takes them: texts, several of one name with spaces between, and files as bytes. */
async function stepInput(answers: Readonly<Record<string, string | readonly string[] | File>>): Promise<StepInput> {
  const entries = Object.entries(answers).map(async ([name, value]): Promise<[string, string | Uint8Array]> => {
    if (value instanceof File) return [name, new Uint8Array(await value.arrayBuffer())];
    return [name, typeof value === "string" ? value : value.join(" ")];
  });
  return Object.fromEntries(await Promise.all(entries));
}
