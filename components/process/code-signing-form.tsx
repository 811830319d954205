"use client";

import { useActionState, type ReactNode } from "react";
import { useFormStatus } from "react-dom";
import { errorOf, failureOf, typed, type FormErrorTexts } from "@/components/shell/form-errors";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { PageTitle } from "@/components/ui/page-title";
import { TextInput } from "@/components/ui/text-input";
import { idle, type ActionState } from "@/lib/main/action-state";

type CodeSigningFormProps = {
  action: (previous: ActionState, form: FormData) => Promise<ActionState>;
  hidden: Readonly<Record<string, string>>;
  /** What came of an attempt that led back to this page; null when nothing did. */
  told: string | null;
  /** The field for the code, or nothing but a button where the right one was given a moment ago; null while no code is waiting. */
  form: {
    readonly field: { label: string; hint: string } | null;
    readonly submit: string;
    readonly working: string;
  } | null;
  texts: FormErrorTexts & { readonly area: string };
  /** What is signed, and the ways to sign it: they stand above the code. */
  children: ReactNode;
};

/** The document, then one field for its whole code: it can be pasted, and phones offer it from the SMS. Works without JavaScript. */
export function CodeSigningForm({ action, hidden, told, form, texts, children }: CodeSigningFormProps) {
  const [state, submit] = useActionState(action, idle);
  const answered =
    state.status === "invalid"
      ? state.errors.map(({ field }) => ({ text: errorOf(state, field, texts) ?? "", fieldId: field }))
      : failureOf(state, texts);
  const errors = state.status === "idle" && told !== null ? [{ text: told }] : answered;
  return (
    <>
      <PageTitle
        title={texts.page}
        area={texts.area}
        portal={texts.portal}
        {...(errors.length > 0 ? { errorPrefix: texts.prefix } : {})}
      />
      <ErrorSummary title={texts.summary} titlePrefix={texts.prefix} errors={errors} />
      {children}
      {form && (
        <form action={submit} noValidate>
          {Object.entries(hidden).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          {form.field && (
            <TextInput
              id="code"
              name="code"
              {...form.field}
              error={errorOf(state, "code", texts)}
              defaultValue={typed(state, "code")}
              autoComplete="one-time-code"
              inputMode="numeric"
              spellCheck={false}
              width={6}
              code
            />
          )}
          <Give submit={form.submit} working={form.working} />
        </form>
      )}
    </>
  );
}

function Give({ submit, working }: { submit: string; working: string }) {
  const { pending } = useFormStatus();
  return (
    <>
      <Button aria-disabled={pending || undefined}>{submit}</Button>
      <div role="status">
        {pending && (
          <p className="mt-4">
            <progress className="ui-working" aria-label={working} /> {working}
          </p>
        )}
      </div>
    </>
  );
}
