import "server-only";
import { z } from "zod";
import { numbersIn } from "./copy-person";
import { openingPoints, openScenario, type OpeningFailure } from "./open-scenario";
import { notDone, qaCall, type QaAnswer } from "./qa-call";
import { signInForEntity, signInForQa } from "./sign-in";

const schema = z
  .strictObject({
    id: z.string().min(1).max(100),
    at: z.enum(openingPoints).optional(),
    before: z.string().min(1).max(60).optional(),
  })
  .refine(({ at, before }) => at === undefined || before === undefined, {
    path: ["before"],
    message: "either a point, or the stage before which it stands still",
  });

/**
 * `POST /api/qa/scenarios`: a scenario on a fresh copy of its people, walked to a point as the console opens it (its point of interest, unless
 * told), or until a stage of its service comes next; and the session cookie of whoever sees it. A rule that refuses stops it earlier.
 */
export const openScenarioCall = qaCall(schema, async ({ id, at, before }, { userAgent }) => {
  const opened = await openScenario(id, before === undefined ? (at ?? "interest") : { before });
  if (!opened.ok) return failed(opened.error);
  const { service, applicant, signIn, bin, page, copies } = opened.value;
  // Some of the personas have no account: nobody can sign in as them.
  const signedIn = await (bin === null
    ? signInForQa(signIn, undefined, userAgent)
    : signInForEntity(signIn, bin, undefined, userAgent));
  const cookie = signedIn?.cookie;
  const body = { service, applicant, signIn, page, ...numbersIn(copies) };
  return { status: 200, body, ...(cookie === undefined ? {} : { cookie }) };
});

function failed(error: OpeningFailure): QaAnswer {
  if (typeof error === "object") return notDone(409, "$.id", error.stuck);
  switch (error) {
    case "no-such-scenario":
      return notDone(404, "$.id", "there is no scenario of this id");
    case "no-such-stage":
      return notDone(422, "$.before", "its service has no stage of this id");
    case "unknown-person":
    case "too-many-people":
      return notDone(409, "$.id", error);
  }
}
