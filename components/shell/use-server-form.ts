"use client";

import { useActionState } from "react";
import type { SummaryError } from "@/components/ui/error-summary";
import type { ActionState } from "@/lib/main/action-state";

export type FormAction = (previous: ActionState, form: FormData) => Promise<ActionState>;

/** What a form needs of its server action: where to submit, what was typed, what is wrong. */
export interface ServerForm {
  readonly submit: (form: FormData) => void;
  readonly values: Readonly<Record<string, string>>;
  readonly summary: readonly SummaryError[];
  readonly errorOf: (field: string) => string | undefined;
}

/**
 * Ties a form to its server action, with and without JavaScript. `messages` holds the words of every message that the action can
 * give back, by key. A control's id is its field's name.
 */
export function useServerForm(action: FormAction, messages: Readonly<Record<string, string>>): ServerForm {
  const [state, submit] = useActionState(action, { status: "idle" });
  const words = (key: string) => messages[key] ?? key;
  const errors = state.status === "invalid" ? state.errors : [];
  return {
    submit,
    values: "values" in state ? state.values : {},
    summary:
      state.status === "failed"
        ? [{ text: [words(state.message), state.reference].filter(Boolean).join(" ") }]
        : errors.map(({ field, message }) => ({ fieldId: field, text: words(message) })),
    errorOf: (field) => {
      const error = errors.find((one) => one.field === field);
      return error && words(error.message);
    },
  };
}
