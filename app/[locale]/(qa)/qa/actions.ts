"use server";

import { getLocale } from "next-intl/server";
import { cookies, headers } from "next/headers";
import { notFound } from "next/navigation";
import { z } from "zod";
import { binSchema } from "@/lib/kernel/bin";
import { iinSchema } from "@/lib/kernel/iin";
import { localDateSchema } from "@/lib/kernel/local-date";
import { pathOf, stepBack } from "@/components/process/place";
import { serverAction, type ActionOutcome } from "@/lib/main/server-action";
import { isTrial } from "@/lib/use-cases/portal-mode";
import { openOwnApplication } from "@/lib/use-cases/view-application";
import { choosePerson, chosenPerson } from "./console-cookie";
import { doorOfConsole } from "./door";

/**
 * Every action of the console: where nothing is played there is no console, and nothing of it can be called; in production it is for
 * those alone who have shown the token, and everybody else is shown the door.
 */
function inConsole<Input>(run: (input: Input) => Promise<ActionOutcome>) {
  return async ({ input }: { readonly input: Input }): Promise<ActionOutcome> => {
    const door = await doorOfConsole();
    if (door === "absent") notFound();
    return door === "open" ? run(input) : { redirect: `/${await getLocale()}/qa` };
  };
}

/** Lets a browser into the console of a portal in production, by the QA token. */
export const enterAction = serverAction({
  name: "qa-enter",
  who: "public",
  input: z.object({ tokenPassword: z.string().min(1, "qa.door.errors.required").max(500, "qa.door.errors.wrong") }),
  limit: { points: 10, seconds: 900 },
  run: async ({ input }) => {
    if (!isTrial()) notFound();
    const { isQaToken, newTicket } = await import("@/lib/use-cases/qa/console-door");
    if (!isQaToken(input.tokenPassword)) {
      return { status: "invalid", errors: [{ field: "tokenPassword", message: "qa.door.errors.wrong" }] };
    }
    const { name, value, options } = newTicket();
    (await cookies()).set(name, value, options);
    return { redirect: `/${await getLocale()}/qa` };
  },
});

/** Back to a part of the console, with a word on what has come of it; `about` is a count or a technical reason. */
async function back(part: string, told?: string, about?: string): Promise<ActionOutcome> {
  const query = new URLSearchParams({
    ...(told === undefined ? {} : { told }),
    ...(about === undefined ? {} : { about }),
  });
  const asked = query.size === 0 ? "" : `?${query.toString()}`;
  return { redirect: `/${await getLocale()}/qa${asked}#${part}` };
}

async function enter(
  iin: z.output<typeof iinSchema>,
  path: string,
  bin?: z.output<typeof binSchema>,
): Promise<ActionOutcome> {
  const { signInForEntity, signInForQa } = await import("@/lib/use-cases/qa/sign-in");
  const userAgent = (await headers()).get("user-agent");
  const signedIn = await (bin === undefined
    ? signInForQa(iin, undefined, userAgent)
    : signInForEntity(iin, bin, undefined, userAgent));
  if (!signedIn) return back("people", "noAccount");
  const { name, value, options } = signedIn.cookie;
  (await cookies()).set(name, value, options);
  return { redirect: `/${await getLocale()}${path}` };
}

/** Signs a person in: a citizen comes to the cabinet, an officer to the work list, whoever acts for an entity to its page. */
export const signInAction = serverAction({
  name: "qa-sign-in",
  who: "public",
  input: z.object({ iin: iinSchema, to: z.enum(["cabinet", "staff", "organisation"]), bin: binSchema.optional() }),
  run: inConsole(async ({ iin, to, bin }) => {
    await choosePerson(iin);
    return enter(iin, `/${to}`, bin);
  }),
});

/** Puts a person on the bench, or clears it. */
export const chooseAction = serverAction({
  name: "qa-choose",
  who: "public",
  input: z.object({ iin: z.union([iinSchema, z.literal("")]) }),
  run: inConsole(async ({ iin }) => {
    await choosePerson(iin === "" ? null : iin);
    return back("bench");
  }),
});

/** A fresh copy of a person and everyone tied to them goes onto the bench. */
export const copyAction = serverAction({
  name: "qa-copy",
  who: "public",
  input: z.object({ iin: iinSchema }),
  run: inConsole(async ({ iin }) => {
    const { copyPerson } = await import("@/lib/use-cases/qa/copy-person");
    const copied = await copyPerson(iin);
    if (!copied.ok) return back("bench", "obstacle", copied.error);
    await choosePerson(copied.value.iin);
    return back("bench", "copied", String(Object.keys(copied.value.iins).length));
  }),
});

/** Opens a scenario on a fresh copy of its persona, signed in as whoever sees its point, on the page that shows it. */
export const openScenarioAction = serverAction({
  name: "qa-open-scenario",
  who: "public",
  input: z.object({ scenario: z.string().max(100), point: z.string().max(40) }),
  run: inConsole(async ({ scenario, point }) => {
    const { openScenario, openingPoints } = await import("@/lib/use-cases/qa/open-scenario");
    const opened = await openScenario(scenario, openingPoints.find((one) => one === point) ?? "interest");
    if (!opened.ok) {
      return back("scenarios", "obstacle", typeof opened.error === "string" ? opened.error : opened.error.stuck);
    }
    const { applicant, signIn, service, page, bin } = opened.value;
    const come = (path: string) => enter(signIn, path, bin ?? undefined);
    await choosePerson(applicant);
    switch (page.kind) {
      case "service":
        return come(`/services/${service}`);
      case "checks": {
        const { actingForQa } = await import("@/lib/use-cases/qa/acting-for-qa");
        const whose = bin === null ? applicant : await actingForQa(applicant, bin);
        const application = await openOwnApplication(page.id, whose);
        const first = application?.service.stages.find(({ kind }) => kind === "check");
        const after = application && first ? stepBack(application, first.id) : null;
        return come(pathOf({ kind: "checks", after }, page.id));
      }
      case "sign":
      case "payment":
        return come(`/apply/${page.id}/${page.kind}`);
      case "application":
        return come(`/apply/${page.id}`);
      case "task":
        return come(`/staff/tasks/${page.task}`);
    }
  }),
});

const whose = z.enum(["everyone", "person"]);

async function personMeant(scope: z.output<typeof whose>) {
  const chosen = iinSchema.safeParse(await chosenPerson());
  return scope === "person" && chosen.success ? chosen.data : undefined;
}

/** Moves, sets or resets everyone's clock, or that of the person on the bench. */
export const clockAction = serverAction({
  name: "qa-clock",
  who: "public",
  input: z.object({
    whose,
    change: z.enum(["PT1M", "PT1H", "P1D", "P7D", "P30D", "set", "reset"]),
    day: z.union([localDateSchema, z.literal("")]).optional(),
  }),
  run: inConsole(async (input) => {
    const { moveClock } = await import("@/lib/use-cases/qa/move-clock");
    await moveClock(await personMeant(input.whose), input.change, input.day === "" ? undefined : input.day);
    return back("clock");
  }),
});

/** Does everything that is due. */
export const runDueAction = serverAction({
  name: "qa-run-due",
  who: "public",
  input: z.object({}),
  run: inConsole(async () => {
    const { runDue } = await import("@/lib/use-cases/qa/run-due");
    return back("clock", "ran", String(await runDue()));
  }),
});

/** Breaks a state database, or mends it. */
export const faultAction = serverAction({
  name: "qa-fault",
  who: "public",
  input: z.object({
    whose,
    database: z.string().max(40),
    kind: z.string().max(40),
    ms: z.string().max(10),
    times: z.string().max(10),
  }),
  run: inConsole(async (input) => {
    const { switchFault } = await import("@/lib/use-cases/qa/faults");
    const wrong = await switchFault(input, await personMeant(input.whose));
    return wrong === null ? back("faults") : back("faults", "obstacle", wrong);
  }),
});

/** Decides a task, or hands over, as an officer of its role would. `decision`: a code, with a colon and a reason where it needs one. */
export const workAction = serverAction({
  name: "qa-work",
  who: "public",
  input: z.object({ task: z.uuid(), decision: z.string().max(100).optional() }),
  run: inConsole(async ({ task, decision }) => {
    const { doWork } = await import("@/lib/use-cases/qa/officer-work");
    const [code = "", reason = null] = decision?.split(":") ?? [];
    const obstacle = await doWork(task, decision === undefined ? null : { decision: code, reason });
    return obstacle === null ? back("work", "worked") : back("work", "obstacle", obstacle);
  }),
});

/** What becomes of an invoice at the payment provider's. */
export const paymentAction = serverAction({
  name: "qa-payment",
  who: "public",
  input: z.object({ invoice: z.string().max(40), outcome: z.string().max(40) }),
  run: inConsole(async (input) => {
    const { paymentCall } = await import("@/lib/use-cases/qa/payment-outcome");
    const answer = await paymentCall(input, { locale: await getLocale(), userAgent: null });
    return back(
      "payments",
      ...(answer.status === 200 ? (["played"] as const) : (["obstacle", input.invoice] as const)),
    );
  }),
});

/** Tells the played NCALayer what to do with what a person is to sign. */
export const ncaLayerAction = serverAction({
  name: "qa-ncalayer",
  who: "public",
  input: z.object({ iin: iinSchema, outcome: z.string().max(40) }),
  run: inConsole(async (input) => {
    const { ncaLayerCall } = await import("@/lib/use-cases/qa/ncalayer");
    const answer = await ncaLayerCall(input, { locale: await getLocale(), userAgent: null });
    return answer.status === 200 ? back("signing") : back("signing", "obstacle", input.outcome);
  }),
});

/** Has a person's played phone scan a code. */
export const phoneAction = serverAction({
  name: "qa-phone",
  who: "public",
  input: z.object({ iin: iinSchema, code: z.string().max(500), outcome: z.string().max(40) }),
  run: inConsole(async ({ iin, code, outcome }) => {
    const { phoneOutcomes, scanWithPhone } = await import("@/lib/use-cases/qa/phone");
    const result = await scanWithPhone(code, iin, phoneOutcomes.find((one) => one === outcome) ?? "sign");
    return result === null
      ? back("signing", "obstacle", "code")
      : back("signing", "signed", `${result.step} ${String(result.status)}`);
  }),
});

/** Signs in as the officer who may do a task, at that task. */
export const asOfficerAction = serverAction({
  name: "qa-as-officer",
  who: "public",
  input: z.object({ task: z.uuid() }),
  run: inConsole(async ({ task }) => {
    const { officerOf } = await import("@/lib/use-cases/qa/officer-work");
    const officer = await officerOf(task);
    return officer === null ? back("work", "noOfficer") : enter(officer, `/staff/tasks/${task}`);
  }),
});

/** Loads a dataset; what is wrong with it comes back as errors whose fields are JSON paths. */
export const datasetAction = serverAction({
  name: "qa-dataset",
  who: "public",
  input: z.object({ mode: z.enum(["merge", "replace"]), file: z.file("action.field.required") }),
  run: inConsole(async ({ mode, file }) => {
    const { loadDatasetText } = await import("@/lib/use-cases/qa/load-dataset");
    const loaded = await loadDatasetText(mode, await file.text());
    if (!loaded.ok) {
      return { status: "invalid", errors: loaded.error.errors.map(({ path, message }) => ({ field: path, message })) };
    }
    const sum = Object.values(loaded.value.counts).reduce((total, count) => total + count, 0);
    return back("dataset", "loaded", String(sum));
  }),
});
