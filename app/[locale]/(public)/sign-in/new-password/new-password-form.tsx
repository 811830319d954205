"use client";

import { useActionState } from "react";
import { errorOf, FormErrors, typed, type FormErrorTexts } from "@/components/shell/form-errors";
import { Button } from "@/components/ui/button";
import { PasswordInput } from "@/components/ui/password-input";
import { TextInput } from "@/components/ui/text-input";
import { idle } from "@/lib/main/action-state";
import { setPasswordAction } from "../actions";

type NewPasswordFormProps = {
  next: string | undefined;
  asksEmail: boolean;
  texts: {
    lead: string;
    password: string;
    passwordHint: string;
    email: string;
    emailHint: string;
    submit: string;
    until: string;
    input: { show: string; hide: string; shown: string; hidden: string };
    errors: FormErrorTexts;
  };
};

export function NewPasswordForm({ next, asksEmail, texts }: NewPasswordFormProps) {
  const [state, action] = useActionState(setPasswordAction, idle);
  return (
    <>
      <FormErrors state={state} texts={texts.errors} fields={["newPassword", "email"]} />
      <h1>{texts.errors.page}</h1>
      <p className="ui-lead">{texts.lead}</p>
      <form action={action} noValidate>
        {next !== undefined && <input type="hidden" name="next" value={next} />}
        <PasswordInput
          id="newPassword"
          name="newPassword"
          label={texts.password}
          hint={texts.passwordHint}
          error={errorOf(state, "newPassword", texts.errors)}
          autoComplete="new-password"
          texts={texts.input}
        />
        {asksEmail && (
          <TextInput
            id="email"
            name="email"
            type="email"
            label={texts.email}
            hint={texts.emailHint}
            error={errorOf(state, "email", texts.errors)}
            defaultValue={typed(state, "email")}
            autoComplete="email"
            spellCheck={false}
          />
        )}
        <p className="ui-hint mb-4">{texts.until}</p>
        <Button>{texts.submit}</Button>
      </form>
    </>
  );
}
