"use client";

import { useActionState } from "react";
import { errorOf, FormErrors, type FormErrorTexts } from "@/components/shell/form-errors";
import { Button } from "@/components/ui/button";
import { PasswordInput } from "@/components/ui/password-input";
import { idle } from "@/lib/main/action-state";
import { changePasswordAction } from "../actions";

type PasswordFormProps = {
  texts: {
    lead: string;
    present: string;
    wanted: string;
    wantedHint: string;
    submit: string;
    input: { show: string; hide: string; shown: string; hidden: string };
    errors: FormErrorTexts;
  };
};

export function PasswordForm({ texts }: PasswordFormProps) {
  const [state, action] = useActionState(changePasswordAction, idle);
  return (
    <>
      <FormErrors state={state} texts={texts.errors} fields={["presentPassword", "newPassword"]} />
      <h1>{texts.errors.page}</h1>
      <p className="ui-lead">{texts.lead}</p>
      <form action={action} noValidate>
        <PasswordInput
          id="presentPassword"
          name="presentPassword"
          label={texts.present}
          error={errorOf(state, "presentPassword", texts.errors)}
          autoComplete="current-password"
          texts={texts.input}
        />
        <PasswordInput
          id="newPassword"
          name="newPassword"
          label={texts.wanted}
          hint={texts.wantedHint}
          error={errorOf(state, "newPassword", texts.errors)}
          autoComplete="new-password"
          texts={texts.input}
        />
        <Button>{texts.submit}</Button>
      </form>
    </>
  );
}
