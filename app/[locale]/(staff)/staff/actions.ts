"use server";

import { getLocale } from "next-intl/server";
import { z } from "zod";
import { serverAction, type ActionOutcome } from "@/lib/main/server-action";
import { iinOf } from "@/lib/process/applicant";
import { claimTask, releaseTask } from "@/lib/use-cases/claim-task";
import { decideTask, prepareDecision } from "@/lib/use-cases/decide-task";
import { handOver } from "@/lib/use-cases/hand-over";
import { forgetKeptDecision, keepDecision } from "@/lib/use-cases/keep-decision";
import { recheckTask } from "@/lib/use-cases/recheck-task";
import { renewMobileCode } from "@/lib/use-cases/signing/mobile-code";
import { refusalOfDecision } from "@/lib/use-cases/signing/refusal";

const task = z.uuid();
const longestComment = 1000;

const failed = (message: string): ActionOutcome => ({ status: "failed", message: `staff.${message}` });
const invalid = (field: string, message: string): ActionOutcome => ({
  status: "invalid",
  errors: [{ field, message: `staff.${message}` }],
});

const pageOf = async (id: string) => ({ redirect: `/${await getLocale()}/staff/tasks/${id}` });

/** Takes a task, and asks its databases once more. What stands against the claim is said by the task's page. */
export const claim = serverAction({
  name: "claim-task",
  who: "staff",
  input: z.strictObject({ task }),
  limit: { points: 60, seconds: 600 },
  run: async ({ viewer, input }) => {
    const outcome = await claimTask(input.task, viewer);
    if (outcome === "not-found") return failed("errors.notPossible");
    if (outcome === "claimed") await recheckTask(input.task, viewer);
    return pageOf(input.task);
  },
});

/** Prolongs a claim, or takes the task again where it has run out. */
export const prolong = serverAction({
  name: "prolong-claim",
  who: "staff",
  input: z.strictObject({ task }),
  limit: { points: 60, seconds: 600 },
  run: async ({ viewer, input }) =>
    (await claimTask(input.task, viewer)) === "not-found" ? failed("errors.notPossible") : pageOf(input.task),
});

/** Asks the state databases of a task once more: each time is a handful of rows in the citizen's access log. */
export const askAgain = serverAction({
  name: "recheck-task",
  who: "staff",
  input: z.strictObject({ task }),
  limit: { points: 20, seconds: 600 },
  run: async ({ viewer, input }) => {
    switch (await recheckTask(input.task, viewer)) {
      case "rechecked":
      case "nothing-to-ask":
        return pageOf(input.task);
      case "not-claimed":
        return failed("task.notClaimed");
      case "not-found":
        return failed("errors.notPossible");
    }
  },
});

/** Gives a task back. */
export const release = serverAction({
  name: "release-task",
  who: "staff",
  input: z.strictObject({ task }),
  limit: { points: 60, seconds: 600 },
  run: async ({ viewer, input }) => {
    await releaseTask(input.task, viewer.iin);
    return { redirect: `/${await getLocale()}/staff` };
  },
});

/** Prepares a decision for the preview; nothing is decided yet. */
export const prepare = serverAction({
  name: "prepare-decision",
  who: "staff",
  input: z.strictObject({
    task,
    decision: z.string().optional(),
    reason: z.string().optional(),
    comment: z.string().trim().max(longestComment, { error: "staff.errors.commentTooLong" }).optional(),
    /** What the decision asks for. */
    entry: z.string().trim().max(200).optional(),
    seesDifference: z.literal("on").optional(),
  }),
  limit: { points: 60, seconds: 600 },
  keeps: async (someone, { task: taskId, decision, reason, comment, entry }) => {
    await keepDecision({ officer: iinOf(someone), taskId, values: { decision, reason, comment, entry } });
  },
  run: async ({ viewer, input }) => {
    if (!input.decision) return invalid("decision", "errors.decisionRequired");
    const locale = await getLocale();
    const decision = {
      decision: input.decision,
      reason: input.reason ?? null,
      comment: input.comment ?? "",
      ...(input.entry === undefined ? {} : { entry: input.entry }),
      seesDifference: input.seesDifference === "on",
    };
    const prepared = await prepareDecision(input.task, viewer, decision, locale);
    if (!prepared.ok) {
      switch (prepared.error.kind) {
        case "reason-required":
          return invalid("reason", "errors.reasonRequired");
        case "comment-required":
          return invalid("comment", "errors.commentRequired");
        case "entry-invalid":
          return invalid("entry", "errors.entryInvalid");
        case "refused-by-database": {
          const { field, message } = prepared.error;
          return { status: "invalid", errors: [{ field, message }] };
        }
        case "unanswered":
          return failed("errors.unanswered");
        case "difference-unseen":
          return invalid("seesDifference", "errors.differenceUnseen");
        case "not-claimed":
          return failed("task.notClaimed");
        case "not-found":
        case "unknown-decision":
          return failed("errors.notPossible");
      }
    }
    await forgetKeptDecision(viewer.iin, input.task);
    return { redirect: `/${locale}/staff/tasks/${input.task}/confirm?nonce=${prepared.value.nonce}` };
  },
});

/** Decides a task by the officer's EDS over the prepared decision. */
export const decide = serverAction({
  name: "decide-task",
  who: "staff",
  input: z.strictObject({
    task,
    nonce: z.string().regex(/^[0-9a-f]{32}$/),
    cms: z.string().max(100_000),
    way: z.enum(["key-file", "ncalayer"]),
  }),
  limit: { points: 30, seconds: 600 },
  run: async ({ viewer, input }) => {
    const { nonce, cms, way } = input;
    const decided = await decideTask({ taskId: input.task, officer: viewer, nonce, cms, way });
    if (decided.ok) return { redirect: `/${await getLocale()}/staff?done=${decided.value.number}` };
    return { status: "failed", message: refusalOfDecision(decided.error) };
  },
});

/** Shows a code for eGov Mobile again, when those that followed by themselves have run out. */
export const newMobileCode = serverAction({
  name: "new-mobile-code-for-decision",
  who: "staff",
  input: z.strictObject({ task, nonce: z.string().regex(/^[0-9a-f]{32}$/) }),
  limit: { points: 30, seconds: 600 },
  run: async ({ viewer, input }) => {
    await renewMobileCode(input.nonce, viewer);
    const { redirect } = await pageOf(input.task);
    return { redirect: `${redirect}/confirm?nonce=${input.nonce}&way=egov-mobile#ways` };
  },
});

/** Hands a result over, against the coupon number, to the applicant in person. */
export const handover = serverAction({
  name: "hand-over",
  who: "staff",
  input: z.strictObject({
    task,
    coupon: z.string().trim().min(1, { error: "staff.handover.couponRequired" }).max(40),
    person: z.literal("on", { error: "staff.handover.personRequired" }),
  }),
  // A coupon's number must not be found by trying.
  limit: { points: 30, seconds: 600 },
  run: async ({ viewer, input }) => {
    const done = await handOver(input.task, viewer, input.coupon);
    if (done.ok) return { redirect: `/${await getLocale()}/staff?done=${done.value.number}` };
    if (done.error.kind === "wrong-proof") return invalid("coupon", "handover.wrongProof");
    return { status: "failed", message: refusalOfDecision(done.error) };
  },
});
