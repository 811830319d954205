"use client";

import { useActionState, type ReactNode } from "react";
import { errorOf, FormErrors, typed, type FormErrorTexts } from "@/components/shell/form-errors";
import { Button } from "@/components/ui/button";
import { TextInput } from "@/components/ui/text-input";
import { idle, type ActionState } from "@/lib/main/action-state";

type EmailFormProps = {
  action: (previous: ActionState, form: FormData) => Promise<ActionState>;
  /** The account's own address where it still is to be confirmed. */
  given: string | null;
  texts: { label: string; submit: string; errors: FormErrorTexts };
  /** What stands between the heading and the question. */
  children: ReactNode;
};

export function EmailForm({ action: start, given, texts, children }: EmailFormProps) {
  const [state, action] = useActionState(start, idle);
  return (
    <>
      <FormErrors state={state} texts={texts.errors} fields={["email"]} />
      <h1>{texts.errors.page}</h1>
      {children}
      <form action={action} noValidate>
        <TextInput
          id="email"
          name="email"
          type="email"
          label={texts.label}
          error={errorOf(state, "email", texts.errors)}
          defaultValue={typed(state, "email") ?? given ?? undefined}
          autoComplete="email"
          spellCheck={false}
        />
        <Button>{texts.submit}</Button>
      </form>
    </>
  );
}
