"use client";

import { useActionState, type ReactNode } from "react";
import { errorOf, FormErrors, typed, type FormErrorTexts } from "@/components/shell/form-errors";
import { Button } from "@/components/ui/button";
import { TextInput } from "@/components/ui/text-input";
import { idle } from "@/lib/main/action-state";
import { startPhoneAction } from "./actions";

type PhoneFormProps = {
  texts: { label: string; hint: string; submit: string; errors: FormErrorTexts };
  /** What stands between the heading and the question. */
  children: ReactNode;
};

export function PhoneForm({ texts, children }: PhoneFormProps) {
  const [state, action] = useActionState(startPhoneAction, idle);
  return (
    <>
      <FormErrors state={state} texts={texts.errors} fields={["phone"]} />
      <h1>{texts.errors.page}</h1>
      {children}
      <form action={action} noValidate>
        <TextInput
          id="phone"
          name="phone"
          type="tel"
          label={texts.label}
          hint={texts.hint}
          error={errorOf(state, "phone", texts.errors)}
          defaultValue={typed(state, "phone")}
          autoComplete="tel"
          spellCheck={false}
          width={20}
        />
        <Button>{texts.submit}</Button>
      </form>
    </>
  );
}
