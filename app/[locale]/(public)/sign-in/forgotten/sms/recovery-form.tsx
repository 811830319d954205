"use client";

import { useActionState } from "react";
import { errorOf, FormErrors, typed, type FormErrorTexts } from "@/components/shell/form-errors";
import { Button } from "@/components/ui/button";
import { TextInput } from "@/components/ui/text-input";
import { idle } from "@/lib/main/action-state";
import { startRecoveryAction } from "../actions";

type RecoveryFormProps = {
  texts: { lead: string; iin: string; iinHint: string; submit: string; errors: FormErrorTexts };
};

export function RecoveryForm({ texts }: RecoveryFormProps) {
  const [state, action] = useActionState(startRecoveryAction, idle);
  return (
    <>
      <FormErrors state={state} texts={texts.errors} fields={["iin"]} />
      <h1>{texts.errors.page}</h1>
      <p className="ui-lead">{texts.lead}</p>
      <form action={action} noValidate>
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
        <Button>{texts.submit}</Button>
      </form>
    </>
  );
}
