"use client";

import { useActionState } from "react";
import { errorOf, FormErrors, typed, type FormErrorTexts } from "@/components/shell/form-errors";
import { Button } from "@/components/ui/button";
import type { Choice } from "@/components/ui/control";
import { Radios } from "@/components/ui/radios";
import { idle } from "@/lib/main/action-state";
import { makeLinkAction } from "./actions";

type LinkFormProps = {
  applicationId: string;
  /** Names the link that is to be made. */
  link: string;
  terms: readonly Choice[];
  chosen: string;
  texts: { term: string; hint: string; submit: string; errors: FormErrorTexts };
};

/** For how long a paper is to be shown, and the button that makes the link. */
export function LinkForm({ applicationId, link, terms, chosen, texts }: LinkFormProps) {
  const [state, action] = useActionState(makeLinkAction, idle);
  return (
    <form action={action} noValidate>
      <FormErrors state={state} texts={texts.errors} fields={["term"]} />
      <input type="hidden" name="applicationId" value={applicationId} />
      <input type="hidden" name="link" value={link} />
      <Radios
        id="term"
        name="term"
        label={texts.term}
        hint={texts.hint}
        error={errorOf(state, "term", texts.errors)}
        defaultValue={typed(state, "term") ?? chosen}
        options={terms}
      />
      <Button>{texts.submit}</Button>
    </form>
  );
}
