import "server-only";
import { getLocale } from "next-intl/server";
import { headers } from "next/headers";
import { redirect, unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import { actsFor, iinOf, type Applicant } from "@/lib/process/applicant";
import { clientAddress } from "@/lib/infra/auth/client-address";
import { rateKey, take } from "@/lib/infra/auth/rate-limit";
import type { RateRule } from "@/lib/infra/auth/rate-rule";
import { now, realNow } from "@/lib/infra/clock";
import { log } from "@/lib/infra/log";
import { idempotencyField, type ActionState, type FieldError } from "./action-state";
import { isDatabaseAway, newReference } from "./failure";
import { errorsOf, fieldsOf, keyOfIssue, typedValues } from "./form-values";
import { hashOfFields, keySchema, once, type RepeatableAnswer } from "./idempotency";
import {
  actingPerson,
  isCitizen,
  isStaff,
  lapsedApplicant,
  viewer as currentViewer,
  type ActingPerson,
  type Viewer,
} from "./session";

/** What an action's work gives back; the wrapper adds what was typed. `redirect` is a path within the portal. */
export type ActionOutcome =
  | { readonly status: "done" }
  | { readonly redirect: string }
  | {
      readonly status: "invalid";
      readonly errors: readonly FieldError[];
      /** Goes back to the form beside what was typed: the ids of uploads that need not be sent again. */
      readonly kept?: Readonly<Record<string, string>>;
    }
  | { readonly status: "failed"; readonly message: string; readonly reference?: string };

interface Call<Who, Input> {
  readonly viewer: Who;
  readonly input: Input;
  /** On the viewer's clock. */
  readonly now: Date;
}

interface Common<Schema extends z.ZodObject> {
  /** Unique within the portal, in kebab-case; stands in logs and keys. */
  readonly name: string;
  /** The form. Unknown fields are refused unless it has a catchall. Messages of its own are keys with their namespace. */
  readonly input: Schema;
  /** Per person; for whoever is not signed in, per address. */
  readonly limit?: RateRule;
  /** The form carries a hidden field `idempotencyKey`; a repeat gets the first answer. For signed-in people only. */
  readonly idempotent?: boolean;
  /**
   * What becomes of a form that comes without JavaScript just after its session has ended by itself, or after its person has signed in for
   * an entity in another tab: the page it came from is gone, and with it what was typed. It is kept for its person; nothing else may be done with it.
   */
  readonly keeps?: (applicant: Applicant, input: z.output<Schema>) => Promise<void>;
}

const keptPerHour: RateRule = { points: 30, seconds: 3_600 };

type Definition<Schema extends z.ZodObject> = Common<Schema> &
  (
    | { readonly who: "public"; readonly run: (call: Call<Viewer | null, z.output<Schema>>) => Promise<ActionOutcome> }
    | {
        readonly who: "citizen" | "staff";
        readonly run: (call: Call<Viewer, z.output<Schema>>) => Promise<ActionOutcome>;
      }
    /** Whoever applies: a citizen for themselves, or somebody who is signed in for an entity. What is open to them is for the use case to say. */
    | {
        readonly who: "applicant";
        readonly run: (call: Call<Applicant, z.output<Schema>>) => Promise<ActionOutcome>;
      }
    /** Whoever is signed in for an entity. */
    | {
        readonly who: "organisation";
        readonly run: (call: Call<ActingPerson, z.output<Schema>>) => Promise<ActionOutcome>;
      }
  );

/**
 * For `useActionState` (with and without JavaScript); and, with the form alone, for a plain `<form action>`. The plain one
 * has nowhere to show an answer: it is for what cannot fail for a reason of the person's.
 */
export interface ServerAction {
  (form: FormData): Promise<void>;
  (previous: ActionState, form: FormData): Promise<ActionState>;
}

function isKept(answer: ActionOutcome): answer is RepeatableAnswer {
  return "redirect" in answer || answer.status === "done";
}

function failed(message: string): Extract<ActionOutcome, { readonly status: "failed" }> {
  return { status: "failed", message: `action.${message}` };
}

async function attempt<Schema extends z.ZodObject>(
  definition: Definition<Schema>,
  form: FormData,
): Promise<ActionOutcome> {
  const sent = await headers();
  const site = sent.get("sec-fetch-site");
  if (site === "cross-site" || site === "same-site") return failed("elsewhere");

  const person = await currentViewer();
  const acting = definition.who === "organisation" || definition.who === "applicant" ? await actingPerson() : null;
  if (definition.who === "organisation") {
    if (!acting) return failed(person ? "notAllowed" : "signedOut");
  } else if (definition.who !== "public" && !(definition.who === "applicant" && acting)) {
    if (!person) {
      const forEntity = await actingPerson();
      const isPage = !sent.has("next-action");
      if (definition.keeps && isPage) {
        await keepForLater(definition, definition.keeps, forEntity?.iin ?? (await lapsedApplicant()), form);
      }
      if (!forEntity) return failed("signedOut");
      // Whoever acts for an entity is signed in, and not for this; without JavaScript the page with the form is not theirs to see.
      return isPage ? { redirect: `/${await getLocale()}/organisation?told=not-taken` } : failed("forOrganisation");
    }
    if (!(definition.who === "staff" ? isStaff(person) : isCitizen(person))) return failed("notAllowed");
  }

  const fields = fieldsOf(form, definition.input);
  if (!fields.ok) return { status: "invalid", errors: fields.error };
  const parsed = await definition.input.safeParseAsync(fields.value, { error: keyOfIssue });
  if (!parsed.success) return { status: "invalid", errors: errorsOf(parsed.error) };

  if (definition.limit) {
    const key = rateKey(`action-${definition.name}`, (person ?? acting)?.iin ?? clientAddress(sent));
    if (!(await take(key, definition.limit, realNow())).allowed) return failed("tooMany");
  }

  const work = async (): Promise<ActionOutcome> => {
    const call = { input: parsed.data, now: await now((person ?? acting)?.iin) };
    if (definition.who === "public") return definition.run({ ...call, viewer: person });
    if (definition.who === "organisation")
      return acting ? definition.run({ ...call, viewer: acting }) : failed("signedOut");
    if (definition.who === "applicant") {
      const viewer = acting ? actsFor(acting) : person?.iin;
      return viewer ? definition.run({ ...call, viewer }) : failed("signedOut");
    }
    return person ? definition.run({ ...call, viewer: person }) : failed("signedOut");
  };
  const signedIn = person ?? acting;
  if (!definition.idempotent || !signedIn) return work();

  const key = keySchema.safeParse(form.get(idempotencyField));
  if (!key.success) return failed("stale");
  const repeat = await once<ActionOutcome>(
    { iin: signedIn.iin, action: definition.name, key: key.data, bodyHash: await hashOfFields(fields.value) },
    isKept,
    work,
  );
  if (repeat.kind === "other-body") return failed("conflict");
  return repeat.kind === "still-running" ? failed("stillRunning") : repeat.answer;
}

async function keepForLater<Schema extends z.ZodObject>(
  { name, input }: Definition<Schema>,
  keep: (applicant: Applicant, input: z.output<Schema>) => Promise<void>,
  applicant: Applicant | null,
  form: FormData,
): Promise<void> {
  if (applicant === null) return;
  const fields = fieldsOf(form, input);
  const parsed = fields.ok ? await input.safeParseAsync(fields.value) : null;
  if (!parsed?.success) return;
  if ((await take(rateKey(`kept-${name}`, iinOf(applicant)), keptPerHour, realNow())).allowed)
    await keep(applicant, parsed.data);
}

/**
 * The one door for server actions: origin → session → who may → the form as an object → strict schema → rate limit →
 * idempotency key → `run`. Whatever is thrown is logged under a reference number, which the person is told; the framework's
 * own signals (redirect, not found) pass through.
 */
export function serverAction<Schema extends z.ZodObject>(definition: Definition<Schema>): ServerAction {
  async function outcomeOf(form: FormData): Promise<ActionOutcome> {
    try {
      return await attempt(definition, form);
    } catch (error) {
      unstable_rethrow(error);
      const reference = newReference();
      log.error("server-action-failed", { operation: definition.name, reference, error });
      return { ...failed(isDatabaseAway(error) ? "databaseAway" : "unexpected"), reference };
    }
  }

  async function answer(form: unknown): Promise<ActionState> {
    if (!(form instanceof FormData)) return { ...failed("stale"), values: {} };
    const outcome = await outcomeOf(form);
    if ("redirect" in outcome) return redirect(outcome.redirect);
    return outcome.status === "done" ? outcome : withValues(outcome, form);
  }

  async function action(form: FormData): Promise<void>;
  async function action(previous: ActionState, form: FormData): Promise<ActionState>;
  async function action(first: ActionState | FormData, second?: FormData): Promise<unknown> {
    return answer(first instanceof FormData ? first : second);
  }
  return action;
}

function withValues(
  outcome: Extract<ActionOutcome, { readonly status: "invalid" | "failed" }>,
  form: FormData,
): ActionState {
  const values = typedValues(form);
  if (outcome.status === "failed") return { ...outcome, values };
  return { status: outcome.status, errors: outcome.errors, values: { ...values, ...outcome.kept } };
}
