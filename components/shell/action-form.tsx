"use client";

import { useActionState, type ReactNode } from "react";
import { ErrorSummary } from "@/components/ui/error-summary";
import { failureOf, type FormErrorTexts } from "@/components/shell/form-errors";
import { idle, type ActionState } from "@/lib/main/action-state";

type ActionFormProps = {
  action: (previous: ActionState, form: FormData) => Promise<ActionState>;
  hidden: Readonly<Record<string, string>>;
  texts: Pick<FormErrorTexts, "answers" | "summary" | "prefix" | "reference">;
  children: ReactNode;
};

/** A form of nothing but buttons, which says why nothing happened. Works without JavaScript. */
export function ActionForm({ action, hidden, texts, children }: ActionFormProps) {
  const [state, submit] = useActionState(action, idle);
  return (
    <form action={submit}>
      <ErrorSummary title={texts.summary} titlePrefix={texts.prefix} errors={failureOf(state, texts)} />
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
    </form>
  );
}
