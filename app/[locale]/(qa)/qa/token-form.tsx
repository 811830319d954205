"use client";

import { useActionState } from "react";
import { errorOf, FormErrors, type FormErrorTexts } from "@/components/shell/form-errors";
import { Button } from "@/components/ui/button";
import { PasswordInput } from "@/components/ui/password-input";
import { idle } from "@/lib/main/action-state";
import { enterAction } from "./actions";

interface TokenFormProps {
  readonly texts: {
    readonly token: string;
    readonly hint: string;
    readonly enter: string;
    readonly password: {
      readonly show: string;
      readonly hide: string;
      readonly shown: string;
      readonly hidden: string;
    };
    readonly errors: FormErrorTexts;
  };
}

/** Asks for the QA token. Works without JavaScript. */
export function TokenForm({ texts }: TokenFormProps) {
  const [state, submit] = useActionState(enterAction, idle);
  return (
    <form action={submit} noValidate>
      <FormErrors state={state} texts={texts.errors} fields={["tokenPassword"]} />
      <PasswordInput
        id="tokenPassword"
        name="tokenPassword"
        label={texts.token}
        hint={texts.hint}
        error={errorOf(state, "tokenPassword", texts.errors)}
        autoComplete="current-password"
        texts={texts.password}
      />
      <Button>{texts.enter}</Button>
    </form>
  );
}
