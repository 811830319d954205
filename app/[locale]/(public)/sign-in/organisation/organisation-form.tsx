"use client";

import { useActionState } from "react";
import { errorOf, FormErrors, typed, type FormErrorTexts } from "@/components/shell/form-errors";
import { Button } from "@/components/ui/button";
import { PasswordInput } from "@/components/ui/password-input";
import { TextInput } from "@/components/ui/text-input";
import { idle } from "@/lib/main/action-state";
import { giveOrganisationPassword } from "../actions";

type OrganisationFormProps = {
  next: string | undefined;
  texts: {
    lead: string;
    bin: string;
    binHint: string;
    iin: string;
    iinHint: string;
    password: string;
    submit: string;
    passwordInput: { show: string; hide: string; shown: string; hidden: string };
    errors: FormErrorTexts;
  };
};

export function OrganisationForm({ next, texts }: OrganisationFormProps) {
  const [state, action] = useActionState(giveOrganisationPassword, idle);
  const number = (name: "bin" | "iin", label: string, hint: string) => (
    <TextInput
      id={name}
      name={name}
      label={label}
      hint={hint}
      error={errorOf(state, name, texts.errors)}
      defaultValue={typed(state, name)}
      autoComplete={name === "iin" ? "username" : "off"}
      inputMode="numeric"
      spellCheck={false}
      width={12}
      code
    />
  );
  return (
    <>
      <FormErrors state={state} texts={texts.errors} fields={["bin", "iin", "password"]} />
      <h1>{texts.errors.page}</h1>
      <p className="ui-lead">{texts.lead}</p>
      <form action={action} noValidate>
        {next !== undefined && <input type="hidden" name="next" value={next} />}
        {number("bin", texts.bin, texts.binHint)}
        {number("iin", texts.iin, texts.iinHint)}
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
