"use client";

import {
  lazy,
  Suspense,
  useActionState,
  useRef,
  useState,
  useSyncExternalStore,
  type ReactNode,
  type SubmitEvent,
} from "react";
import { useFormStatus } from "react-dom";
import type { PictureTexts } from "@/components/process/image-field";
import { StepField } from "@/components/process/step-field";
import type { FieldView } from "@/components/process/step-fields";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { idle, type ActionState } from "@/lib/main/action-state";

const LiveErrors = lazy(() => import("@/components/process/live-errors"));

export type StepFormTexts = {
  errorTitle: string;
  errorPrefix: string;
  save: string;
  saving: string;
  reference: string;
  chooseEmpty: string;
  /** For whoever's session has ended: signing in beside this page, which keeps what was typed. */
  signIn: { href: string; text: string };
  picture: PictureTexts;
  /** Every error by its key. */
  errors: Readonly<Record<string, string>>;
};

type StepFormProps = {
  action: (previous: ActionState, form: FormData) => Promise<ActionState>;
  /** Hidden fields: which application, which step, where to go on. */
  hidden: Readonly<Record<string, string>>;
  fields: readonly FieldView[];
  /** What an earlier answer brought: shown until the form is sent again. */
  complaints: readonly { field: string; text: string }[];
  /** What was sent when the session had just ended, to be sent again. */
  kept: Readonly<Record<string, string>> | null;
  /** The document's title without "Қате:". */
  title: string;
  texts: StepFormTexts;
  /** Heading and all that stands above the questions. */
  children: ReactNode;
};

const never = () => () => undefined;

/** The form of one step: native controls; a failed submit keeps every value. */
export function StepForm({ action, hidden, fields, complaints, kept, title, texts, children }: StepFormProps) {
  const [state, submit] = useActionState(action, idle);
  const [held, setHeld] = useState<readonly { field: string; text: string }[]>([]);
  const [live, setLive] = useState<Readonly<Record<string, string>>>({});
  const form = useRef<HTMLFormElement>(null);
  const hasScript = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );

  const wordsOf = (key: string) => texts.errors[key] ?? texts.errors["action.unexpected"] ?? key;
  const answered =
    state.status === "invalid"
      ? state.errors.map(({ field, message }) => ({ field, text: wordsOf(message) }))
      : state.status === "failed"
        ? [{ field: "", text: failureText(state, texts) }]
        : complaints;
  const errors = held.length > 0 ? held : answered;
  const values = state.status === "invalid" || state.status === "failed" ? state.values : kept;
  const errorOf = (name: string) => {
    const sent = errors.filter((error) => error.field === name).map((error) => error.text);
    return live[name] ?? (sent.length > 0 ? sent.join(" ") : undefined);
  };

  /** Holds back what a control has found wrong by itself: a file that is too large to send. */
  function onSubmit(event: SubmitEvent<HTMLFormElement>) {
    const wrong = [...event.currentTarget.elements].flatMap((control) =>
      control instanceof HTMLInputElement && control.validity.customError
        ? [{ field: control.name, text: control.validationMessage }]
        : [],
    );
    setHeld(wrong);
    if (wrong.length > 0) event.preventDefault();
  }
  const written = fields.filter((field) => ["text", "tel", "email"].includes(field.kind));

  return (
    <>
      <title>{errors.length > 0 ? `${texts.errorPrefix} ${title}` : title}</title>
      <ErrorSummary
        title={texts.errorTitle}
        titlePrefix={texts.errorPrefix}
        errors={errors.map(({ field, text }) => ({ text, ...(field === "" ? {} : { fieldId: field }) }))}
      />
      {state.status === "failed" && state.message === "action.signedOut" && (
        <p>
          <a className="ui-button ui-button--secondary" href={texts.signIn.href} target="_blank" rel="noopener">
            {texts.signIn.text}
          </a>
        </p>
      )}
      {children}
      <form ref={form} action={submit} onSubmit={onSubmit} noValidate>
        {Object.entries(hidden).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {fields.map((field) => (
          <StepField key={field.name} field={field} values={values} error={errorOf(field.name)} texts={texts} />
        ))}
        <Save texts={texts} />
      </form>
      {hasScript && written.length > 0 && (
        <Suspense fallback={null}>
          <LiveErrors
            form={form}
            fields={written.map(({ name, kind }) => ({ name, isEmail: kind === "email" }))}
            message={emailError(texts)}
            onErrors={setLive}
          />
        </Suspense>
      )}
    </>
  );
}

function Save({ texts }: { texts: StepFormTexts }) {
  const { pending } = useFormStatus();
  return (
    <>
      <Button aria-disabled={pending || undefined}>{texts.save}</Button>
      <div role="status">
        {pending && (
          <p className="mt-4">
            <progress className="ui-working" aria-label={texts.saving} /> {texts.saving}
          </p>
        )}
      </div>
    </>
  );
}

function failureText(state: Extract<ActionState, { status: "failed" }>, texts: StepFormTexts): string {
  const text = texts.errors[state.message] ?? texts.errors["action.unexpected"] ?? state.message;
  return state.reference === undefined ? text : `${text} ${texts.reference} ${state.reference}`;
}

/** The service's own words for an address that mail cannot be sent to. */
function emailError(texts: StepFormTexts): string {
  return Object.entries(texts.errors).find(([key]) => key.endsWith(".errors.email-form"))?.[1] ?? "";
}
