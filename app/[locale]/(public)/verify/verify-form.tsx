"use client";

import { useActionState } from "react";
import { errorOf, FormErrors, typed, type FormErrorTexts } from "@/components/shell/form-errors";
import { Button } from "@/components/ui/button";
import { TextInput } from "@/components/ui/text-input";
import { idle } from "@/lib/main/action-state";
import { checkDocumentAction } from "./actions";

type VerifyFormProps = {
  /** The number that the QR code brought along. */
  code: string;
  texts: {
    lead: string;
    code: string;
    codeHint: string;
    digits: string;
    digitsHint: string;
    submit: string;
    errors: FormErrorTexts;
  };
};

export function VerifyForm({ code, texts }: VerifyFormProps) {
  const [state, action] = useActionState(checkDocumentAction, idle);
  return (
    <>
      <FormErrors state={state} texts={texts.errors} fields={["code", "digits"]} />
      <h1>{texts.errors.page}</h1>
      <p className="ui-lead">{texts.lead}</p>
      <form action={action} noValidate>
        <TextInput
          id="code"
          name="code"
          label={texts.code}
          hint={texts.codeHint}
          error={errorOf(state, "code", texts.errors)}
          defaultValue={typed(state, "code") ?? code}
          autoComplete="off"
          inputMode="numeric"
          spellCheck={false}
          width={20}
          code
        />
        <TextInput
          id="digits"
          name="digits"
          label={texts.digits}
          hint={texts.digitsHint}
          error={errorOf(state, "digits", texts.errors)}
          defaultValue={typed(state, "digits")}
          autoComplete="off"
          inputMode="numeric"
          spellCheck={false}
          width={4}
          code
        />
        <Button>{texts.submit}</Button>
      </form>
    </>
  );
}
