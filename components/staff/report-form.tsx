"use client";

import { useActionState } from "react";
import { errorOf, FormErrors, typed, type FormErrorTexts } from "@/components/shell/form-errors";
import { Button } from "@/components/ui/button";
import type { Choice } from "@/components/ui/control";
import { Radios } from "@/components/ui/radios";
import { Textarea } from "@/components/ui/textarea";
import { idle, type ActionState } from "@/lib/main/action-state";

interface ReportFormProps {
  readonly action: (previous: ActionState, form: FormData) => Promise<ActionState>;
  readonly report: string;
  readonly texts: {
    readonly outcome: string;
    readonly outcomes: readonly Choice[];
    readonly comment: string;
    readonly commentHint: string;
    readonly submit: string;
    readonly errors: FormErrorTexts;
  };
}

/** What came of an owner's report, and what the owner reads about it. Works without JavaScript. */
export function ReportForm({ action, report, texts }: ReportFormProps) {
  const [state, submit] = useActionState(action, idle);
  return (
    <form action={submit} noValidate>
      <FormErrors state={state} texts={texts.errors} fields={["outcome", "comment"]} />
      <input type="hidden" name="report" value={report} />
      <Radios
        id="outcome"
        name="outcome"
        label={texts.outcome}
        options={texts.outcomes}
        error={errorOf(state, "outcome", texts.errors)}
        defaultValue={typed(state, "outcome")}
      />
      <Textarea
        id="comment"
        name="comment"
        label={texts.comment}
        hint={texts.commentHint}
        error={errorOf(state, "comment", texts.errors)}
        defaultValue={typed(state, "comment")}
        maxLength={1000}
      />
      <Button>{texts.submit}</Button>
    </form>
  );
}
