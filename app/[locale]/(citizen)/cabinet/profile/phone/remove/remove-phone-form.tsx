"use client";

import { useActionState } from "react";
import { errorOf, FormErrors, type FormErrorTexts } from "@/components/shell/form-errors";
import { Button } from "@/components/ui/button";
import { PasswordInput } from "@/components/ui/password-input";
import { idle } from "@/lib/main/action-state";
import { removePhoneAction } from "../actions";

type RemovePhoneFormProps = {
  texts: {
    lead: string;
    password: string;
    submit: string;
    input: { show: string; hide: string; shown: string; hidden: string };
    errors: FormErrorTexts;
  };
};

export function RemovePhoneForm({ texts }: RemovePhoneFormProps) {
  const [state, action] = useActionState(removePhoneAction, idle);
  return (
    <>
      <FormErrors state={state} texts={texts.errors} fields={["presentPassword"]} />
      <h1>{texts.errors.page}</h1>
      <p className="ui-lead">{texts.lead}</p>
      <form action={action} noValidate>
        <PasswordInput
          id="presentPassword"
          name="presentPassword"
          label={texts.password}
          error={errorOf(state, "presentPassword", texts.errors)}
          autoComplete="current-password"
          texts={texts.input}
        />
        <Button variant="warning">{texts.submit}</Button>
      </form>
    </>
  );
}
