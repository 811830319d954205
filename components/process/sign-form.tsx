"use client";

import { useActionState, useState, type ReactNode } from "react";
import { SignWithFileKey } from "@/components/process/sign-with-file-key";
import type { SigningTexts } from "@/components/process/signing-texts";
import { ErrorSummary } from "@/components/ui/error-summary";
import { idle, type ActionState } from "@/lib/main/action-state";

type SignFormProps = {
  action: (previous: ActionState, form: FormData) => Promise<ActionState>;
  /** Hidden fields that go along with the signature. */
  hidden: Readonly<Record<string, string>>;
  documentBase64: string;
  now: string;
  expectedIin: string;
  texts: SigningTexts;
  /** The link that opens this page anew. */
  restart: { href: string; text: string };
  /** What is signed: it stands above the key. */
  children: ReactNode;
};

/** The document, then the key. What the portal answers stands on top: nothing was submitted, why, and what to do. */
export function SignForm(props: SignFormProps) {
  const { action, hidden, texts, restart, children } = props;
  const [state, submit] = useActionState(action, idle);
  // A new attempt has its own outcome: what the portal answered to the one before goes.
  const [gone, setGone] = useState(idle);
  const errors = state === gone ? [] : problemsOf(state, texts);
  return (
    <>
      <ErrorSummary title={texts.errorTitle} titlePrefix={texts.errorPrefix} errors={errors} />
      {errors.length > 0 && (
        <p>
          <a href={restart.href}>{restart.text}</a>
        </p>
      )}
      {children}
      <SignWithFileKey
        action={submit}
        documentBase64={props.documentBase64}
        now={props.now}
        expectedIin={props.expectedIin}
        messages={texts.fileKey}
        onAttempt={() => {
          setGone(state);
        }}
      >
        {Object.entries(hidden).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
      </SignWithFileKey>
    </>
  );
}

function problemsOf(state: ActionState, texts: SigningTexts): { text: string }[] {
  const words = (key: string) => texts.failures[key] ?? texts.failures["signing.failures.not-a-signature"] ?? key;
  switch (state.status) {
    case "invalid":
      return [{ text: words("signing.failures.not-a-signature") }];
    case "failed":
      return [
        {
          text:
            state.reference === undefined
              ? words(state.message)
              : `${words(state.message)} ${texts.reference} ${state.reference}`,
        },
      ];
    case "idle":
    case "done":
      return [];
  }
}
