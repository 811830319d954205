"use client";

import { ErrorSummary } from "@/components/ui/error-summary";
import { PageTitle } from "@/components/ui/page-title";
import type { ActionState } from "@/lib/main/action-state";

export type FormErrorTexts = {
  /** What an action may answer, by key; see `actionTexts`. */
  answers: Readonly<Record<string, string>>;
  summary: string;
  prefix: string;
  reference: string;
  page: string;
  portal: string;
};

function textOf(texts: Pick<FormErrorTexts, "answers">, key: string): string {
  return texts.answers[key] ?? texts.answers["action.unexpected"] ?? key;
}

/** The message for one field of a form, or undefined. */
export function errorOf(state: ActionState, field: string, texts: FormErrorTexts): string | undefined {
  if (state.status !== "invalid") return undefined;
  const error = state.errors.find((candidate) => candidate.field === field);
  return error && textOf(texts, error.message);
}

/** What a failed action says on top of its form: why, and the reference number where there is one. */
export function failureOf(
  state: ActionState,
  texts: Pick<FormErrorTexts, "answers" | "reference">,
): readonly { readonly text: string }[] {
  if (state.status !== "failed") return [];
  const { message, reference } = state;
  return [
    { text: textOf(texts, message) },
    ...(reference === undefined ? [] : [{ text: `${texts.reference}: ${reference}` }]),
  ];
}

/** What was typed into a field before. */
export function typed(state: ActionState, field: string): string | undefined {
  return state.status === "invalid" || state.status === "failed" ? state.values[field] : undefined;
}

/** The document's title and, after a failed submit, the summary of errors. `fields` are the ids of controls that have one. */
export function FormErrors({
  state,
  texts,
  fields,
}: {
  state: ActionState;
  texts: FormErrorTexts;
  fields: readonly string[];
}) {
  const isWrong = state.status === "invalid" || state.status === "failed";
  const errors =
    state.status === "invalid"
      ? state.errors.map(({ field, message }) => ({
          text: textOf(texts, message),
          ...(fields.includes(field) ? { fieldId: field } : {}),
        }))
      : failureOf(state, texts);
  return (
    <>
      <PageTitle title={texts.page} portal={texts.portal} {...(isWrong ? { errorPrefix: texts.prefix } : {})} />
      <ErrorSummary title={texts.summary} titlePrefix={texts.prefix} errors={errors} />
    </>
  );
}
