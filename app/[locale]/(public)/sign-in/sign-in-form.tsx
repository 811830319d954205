"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { PasswordInput } from "@/components/ui/password-input";
import { TextInput } from "@/components/ui/text-input";
import { idle } from "@/lib/main/action-state";
import { givePassword } from "./actions";
import { errorOf, FormErrors, typed, type FormErrorTexts } from "@/components/shell/form-errors";

type SignInFormProps = {
  next: string | undefined;
  texts: {
    lead: string;
    iin: string;
    iinHint: string;
    password: string;
    submit: string;
    passwordInput: { show: string; hide: string; shown: string; hidden: string };
    errors: FormErrorTexts;
  };
};

export function SignInForm({ next, texts }: SignInFormProps) {
  const [state, action] = useActionState(givePassword, idle);
  return (
    <>
      <FormErrors state={state} texts={texts.errors} fields={["iin", "password"]} />
      <h1>{texts.errors.page}</h1>
      <p className="ui-lead">{texts.lead}</p>
      <form action={action} noValidate>
        {next !== undefined && <input type="hidden" name="next" value={next} />}
        <TextInput
          id="iin"
          name="iin"
          label={texts.iin}
          hint={texts.iinHint}
          error={errorOf(state, "iin", texts.errors)}
          defaultValue={typed(state, "iin")}
          autoComplete="username"
          inputMode="numeric"
          spellCheck={false}
          width={12}
          code
        />
        <PasswordInput
          id="password"
          name="password"
          label={texts.password}
          error={errorOf(state, "password", texts.errors)}
          autoComplete="current-password"
          texts={texts.passwordInput}
        />
        <Button>{texts.submit}</Button>
      </form>
    </>
  );
}
