"use client";

import { useActionState, useState, type ReactNode } from "react";
import { SignWithFileKey, type FileKeyMessages } from "@/components/process/sign-with-file-key";
import {
  SignWithNcaLayer,
  type NcaLayerMessages,
  type NcaLayerSettings,
} from "@/components/process/sign-with-ncalayer";
import { failureOf, type FormErrorTexts } from "@/components/shell/form-errors";
import { PageTitle } from "@/components/ui/page-title";
import { ErrorSummary } from "@/components/ui/error-summary";
import { idle, type ActionState } from "@/lib/main/action-state";

export type ChallengeFormProps = {
  action: (previous: ActionState, form: FormData) => Promise<ActionState>;
  hidden: Readonly<Record<string, string>>;
  documentBase64: string;
  now: string;
  /** Null where the key itself says whose it is. */
  expectedIin: string | null;
  purpose: "document" | "sign-in";
  /** Signed through NCALayer; with a key file where it is null. */
  ncaLayer: (NcaLayerSettings & { readonly locale: string }) | null;
  texts: {
    /** The title of the summary after a refused key. */
    refused: string;
    errors: FormErrorTexts;
    fileKey: FileKeyMessages;
    ncaLayer: NcaLayerMessages;
  };
  restart: { href: string; text: string };
  /** Heading, what is signed, and the ways to sign it. */
  children: ReactNode;
};

/** A short text, and a key to sign it with. What the portal answers stands on top, with the way to a new text. */
export function ChallengeForm(props: ChallengeFormProps) {
  const { action, hidden, texts, restart, children } = props;
  const [state, submit] = useActionState(action, idle);
  // A new attempt has its own outcome: what the portal answered to the one before goes.
  const [gone, setGone] = useState(idle);
  const failed = state.status === "invalid" ? { status: "failed" as const, message: notASignature, values: {} } : state;
  const errors = state === gone ? [] : failureOf(failed, texts.errors);
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
  const hasFailed = errors.length > 0;
  return (
    <>
      <PageTitle
        title={texts.errors.page}
        portal={texts.errors.portal}
        {...(hasFailed ? { errorPrefix: texts.errors.prefix } : {})}
      />
      <ErrorSummary title={texts.refused} titlePrefix={texts.errors.prefix} errors={errors} />
      {hasFailed && (
        <p>
          <a href={restart.href}>{restart.text}</a>
        </p>
      )}
      {children}
      {props.ncaLayer === null ? (
        <SignWithFileKey
          {...signing}
          now={props.now}
          expectedIin={props.expectedIin}
          purpose={props.purpose}
          messages={texts.fileKey}
        >
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

const notASignature = "sign-in.eds.failures.not-a-signature";
