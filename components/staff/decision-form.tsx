"use client";

import { useServerForm, type FormAction } from "@/components/shell/use-server-form";
import { Button } from "@/components/ui/button";
import type { Choice } from "@/components/ui/control";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Radios } from "@/components/ui/radios";
import { Textarea } from "@/components/ui/textarea";

export interface DecisionFormTexts {
  readonly errorSummary: string;
  readonly errorPrefix: string;
  readonly decision: string;
  readonly decisionHint: string;
  readonly reason: string;
  readonly comment: string;
  readonly commentHint: string;
  readonly submit: string;
  /** The words of every message the action can give back. */
  readonly messages: Readonly<Record<string, string>>;
}

interface DecisionFormProps {
  readonly action: FormAction;
  readonly task: string;
  /** Each decision, and the reasons it takes; none when it needs no reason. */
  readonly decisions: readonly (Choice & { readonly reasons: readonly Choice[] })[];
  readonly texts: DecisionFormTexts;
}

/** An officer's decision, on its way to the preview. Works without JavaScript. */
export function DecisionForm({ action, task, decisions, texts }: DecisionFormProps) {
  const { submit, values, summary, errorOf } = useServerForm(action, texts.messages);
  return (
    <form action={submit} noValidate>
      <ErrorSummary title={texts.errorSummary} titlePrefix={texts.errorPrefix} errors={summary} />
      <input type="hidden" name="task" value={task} />
      <Radios
        id="decision"
        name="decision"
        label={texts.decision}
        hint={texts.decisionHint}
        error={errorOf("decision")}
        defaultValue={values["decision"]}
        options={decisions.map(({ reasons, ...choice }) => ({
          ...choice,
          ...(reasons.length === 0
            ? {}
            : {
                conditional: (
                  <>
                    <Radios
                      id="reason"
                      name="reason"
                      label={texts.reason}
                      error={errorOf("reason")}
                      defaultValue={values["reason"]}
                      options={reasons}
                    />
                    <Textarea
                      id="comment"
                      name="comment"
                      label={texts.comment}
                      hint={texts.commentHint}
                      error={errorOf("comment")}
                      defaultValue={values["comment"]}
                    />
                  </>
                ),
              }),
        }))}
      />
      <Button>{texts.submit}</Button>
    </form>
  );
}
