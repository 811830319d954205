"use client";

import { useActionState, type ReactNode } from "react";
import { errorOf, FormErrors, typed, type FormErrorTexts } from "@/components/shell/form-errors";
import { Button } from "@/components/ui/button";
import { TextInput } from "@/components/ui/text-input";
import { idle } from "@/lib/main/action-state";
import { startEmailAction } from "./actions";

type EmailFormProps = {
  /** The account's own address where it still is to be confirmed. */
  given: string | null;
  texts: { label: string; submit: string; errors: FormErrorTexts };
  /** What stands between the heading and the question. */
  children: ReactNode;
};

export function EmailForm({ given, texts, children }: EmailFormProps) {
  const [state, action] = useActionState(startEmailAction, idle);
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
