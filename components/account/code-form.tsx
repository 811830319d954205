"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { TextInput } from "@/components/ui/text-input";
import { idle, type ActionState } from "@/lib/main/action-state";
import { errorOf, FormErrors, type FormErrorTexts } from "@/components/shell/form-errors";

type CodeFormProps = {
  action: (previous: ActionState, form: FormData) => Promise<ActionState>;
  next: string | undefined;
  texts: { label: string; hint: string; submit: string; errors: FormErrorTexts };
};

/** One field for the whole code: it can be pasted, and phones offer it from the SMS. */
export function CodeForm({ action: give, next, texts }: CodeFormProps) {
  const [state, action] = useActionState(give, idle);
  return (
    <>
      <FormErrors state={state} texts={texts.errors} fields={["code"]} />
      <form action={action} noValidate>
        {next !== undefined && <input type="hidden" name="next" value={next} />}
        <TextInput
          id="code"
          name="code"
          label={texts.label}
          labelIsHeading
          hint={texts.hint}
          error={errorOf(state, "code", texts.errors)}
          autoComplete="one-time-code"
          inputMode="numeric"
          spellCheck={false}
          width={6}
          code
        />
        <Button>{texts.submit}</Button>
      </form>
    </>
  );
}
