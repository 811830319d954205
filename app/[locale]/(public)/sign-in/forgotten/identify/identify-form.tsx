"use client";

import { useActionState } from "react";
import { FormErrors, type FormErrorTexts } from "@/components/shell/form-errors";
import { Button } from "@/components/ui/button";
import { idle } from "@/lib/main/action-state";
import { identifyAction } from "../actions";

export function IdentifyForm({ texts }: { texts: { lead: string; submit: string; errors: FormErrorTexts } }) {
  const [state, action] = useActionState(identifyAction, idle);
  return (
    <>
      <FormErrors state={state} texts={texts.errors} fields={[]} />
      <h1>{texts.errors.page}</h1>
      <p className="ui-lead">{texts.lead}</p>
      <form action={action}>
        <Button>{texts.submit}</Button>
      </form>
    </>
  );
}
