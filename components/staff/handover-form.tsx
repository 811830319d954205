"use client";

import { useActionState } from "react";
import { errorOf, FormErrors, typed, type FormErrorTexts } from "@/components/shell/form-errors";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkboxes";
import { TextInput } from "@/components/ui/text-input";
import { idle, type ActionState } from "@/lib/main/action-state";

interface HandoverFormProps {
  readonly action: (previous: ActionState, form: FormData) => Promise<ActionState>;
  readonly task: string;
  readonly texts: {
    readonly coupon: string;
    readonly couponHint: string;
    readonly person: string;
    readonly submit: string;
    readonly errors: FormErrorTexts;
  };
}

/** The handing over of a result against its coupon number. Works without JavaScript. */
export function HandoverForm({ action, task, texts }: HandoverFormProps) {
  const [state, submit] = useActionState(action, idle);
  return (
    <form action={submit} noValidate>
      <FormErrors state={state} texts={texts.errors} fields={["coupon", "person"]} />
      <input type="hidden" name="task" value={task} />
      <TextInput
        id="coupon"
        name="coupon"
        label={texts.coupon}
        hint={texts.couponHint}
        error={errorOf(state, "coupon", texts.errors)}
        defaultValue={typed(state, "coupon")}
        autoComplete="off"
      />
      <Checkbox
        id="person"
        name="person"
        value="on"
        label={texts.person}
        error={errorOf(state, "person", texts.errors)}
        defaultChecked={typed(state, "person") === "on"}
      />
      <Button>{texts.submit}</Button>
    </form>
  );
}
