"use client";

import { useActionState, useState, type ReactNode } from "react";
import { SignWithFileKey } from "@/components/process/sign-with-file-key";
import { SignWithNcaLayer, type NcaLayerSettings } from "@/components/process/sign-with-ncalayer";
import type { SigningTexts } from "@/components/process/signing-texts";
import { wordsOfRefusal } from "@/components/process/signing-words";
import { ErrorSummary } from "@/components/ui/error-summary";
import { idle, type ActionState } from "@/lib/main/action-state";

type SignFormProps = {
  action: (previous: ActionState, form: FormData) => Promise<ActionState>;
  /** Hidden fields that go along with the signature. */
  hidden: Readonly<Record<string, string>>;
  documentBase64: string;
  now: string;
  expectedIin: string;
  /** Signed through NCALayer; with a key file where it is null. */
  ncaLayer: (NcaLayerSettings & { readonly locale: string }) | null;
  texts: SigningTexts;
  /** The link that opens this page anew. */
  restart: { href: string; text: string };
  /** What is signed, and the ways to sign it: they stand above the key. */
  children: ReactNode;
};

/** The document, then the key or the call of NCALayer. What the portal answers stands on top: nothing was submitted, why, and what to do. */
export function SignForm(props: SignFormProps) {
  const { action, hidden, texts, restart, children } = props;
  const [state, submit] = useActionState(action, idle);
  // A new attempt has its own outcome: what the portal answered to the one before goes.
  const [gone, setGone] = useState(idle);
  const errors = state === gone ? [] : problemsOf(state, texts);
  const signing = {
    action: submit,
    documentBase64: props.documentBase64,
    onAttempt: () => {
      setGone(state);
    },
  };
  const fields = Object.entries(hidden).map(([name, value]) => (
    <input key={name} type="hidden" name={name} value={value} />
  ));
  return (
    <>
      <ErrorSummary title={texts.errorTitle} titlePrefix={texts.errorPrefix} errors={errors} />
      {errors.length > 0 && (
        <p>
          <a href={restart.href}>{restart.text}</a>
        </p>
      )}
      {children}
      {props.ncaLayer === null ? (
        <SignWithFileKey {...signing} now={props.now} expectedIin={props.expectedIin} messages={texts.fileKey}>
          {fields}
        </SignWithFileKey>
      ) : (
        <SignWithNcaLayer
          {...signing}
          settings={props.ncaLayer}
          locale={props.ncaLayer.locale}
          messages={texts.ncaLayer}
        >
          {fields}
        </SignWithNcaLayer>
      )}
    </>
  );
}

function problemsOf(state: ActionState, texts: SigningTexts): { text: string }[] {
  const words = (key: string) => wordsOfRefusal(texts, key);
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
