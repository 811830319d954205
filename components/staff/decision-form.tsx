"use client";

import { useActionState } from "react";
import { errorOf, FormErrors, typed, type FormErrorTexts } from "@/components/shell/form-errors";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkboxes";
import type { Choice } from "@/components/ui/control";
import { Radios } from "@/components/ui/radios";
import { TextInput } from "@/components/ui/text-input";
import { Textarea } from "@/components/ui/textarea";
import { idle, type ActionState } from "@/lib/main/action-state";

interface DecisionFormProps {
  readonly action: (previous: ActionState, form: FormData) => Promise<ActionState>;
  readonly task: string;
  /** Each decision, and the reasons it takes; none when it needs no reason. */
  readonly decisions: readonly (Choice & {
    readonly reasons: readonly Choice[];
    /** What it asks for besides; null where it asks for nothing. */
    readonly entry: { readonly label: string; readonly hint: string } | null;
  })[];
  /** A check would refuse now: whoever goes on with it ticks that they have seen it. */
  readonly isDifferent: boolean;
  /** What was typed before the session ended, by the fields' names. */
  readonly kept: Readonly<Record<string, string>> | null;
  readonly texts: {
    readonly decision: string;
    readonly decisionHint: string;
    readonly reason: string;
    readonly comment: string;
    readonly commentHint: string;
    readonly submit: string;
    readonly seesDifference: string;
    readonly errors: FormErrorTexts;
  };
}

/** An officer's decision, on its way to the preview. Works without JavaScript. */
export function DecisionForm({ action, task, decisions, isDifferent, kept, texts }: DecisionFormProps) {
  const [state, submit] = useActionState(action, idle);
  const before = (field: string) => typed(state, field) ?? (state === idle ? kept?.[field] : undefined);
  const whys = (reasons: readonly Choice[]) => (
    <>
      <Radios
        id="reason"
        name="reason"
        label={texts.reason}
        error={errorOf(state, "reason", texts.errors)}
        defaultValue={before("reason")}
        options={reasons}
      />
      <Textarea
        id="comment"
        name="comment"
        label={texts.comment}
        hint={texts.commentHint}
        error={errorOf(state, "comment", texts.errors)}
        defaultValue={before("comment")}
      />
    </>
  );
  const tick = (
    <Checkbox
      id="seesDifference"
      name="seesDifference"
      value="on"
      label={texts.seesDifference}
      error={errorOf(state, "seesDifference", texts.errors)}
      defaultChecked={typed(state, "seesDifference") === "on"}
    />
  );
  const typing = ({ label, hint }: { readonly label: string; readonly hint: string }) => (
    <>
      <TextInput
        id="entry"
        name="entry"
        label={label}
        hint={hint}
        error={errorOf(state, "entry", texts.errors)}
        defaultValue={before("entry")}
        inputMode="numeric"
        autoComplete="off"
      />
      {isDifferent && tick}
    </>
  );
  return (
    <form action={submit} noValidate>
      <FormErrors
        state={state}
        texts={texts.errors}
        fields={["decision", "reason", "comment", "entry", "seesDifference"]}
      />
      <input type="hidden" name="task" value={task} />
      <Radios
        id="decision"
        name="decision"
        label={texts.decision}
        hint={texts.decisionHint}
        error={errorOf(state, "decision", texts.errors)}
        defaultValue={before("decision")}
        options={decisions.map(({ reasons, entry, ...choice }) => ({
          ...choice,
          ...(reasons.length > 0
            ? { conditional: whys(reasons) }
            : entry
              ? { conditional: typing(entry) }
              : isDifferent
                ? { conditional: tick }
                : {}),
        }))}
      />
      <Button>{texts.submit}</Button>
    </form>
  );
}
