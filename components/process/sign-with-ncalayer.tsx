"use client";

import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import type { ReactNode, SubmitEvent } from "react";
import { useFormStatus } from "react-dom";
import { Button } from "@/components/ui/button";
import { ErrorSummary, type SummaryError } from "@/components/ui/error-summary";
import type { NcaLayerFailure, OfferedKeys } from "./sign-with-ncalayer-client";

/** The texts of `signing.ncalayer`, already translated. */
export type NcaLayerMessages = {
  hint: string;
  sign: string;
  working: string;
  sending: string;
  noScript: string;
  errorTitle: string;
  errorPrefix: string;
  install: string;
  failures: Record<NcaLayerFailure["kind"], string>;
};

/** Where NCALayer is, and whose keys it may offer. */
export type NcaLayerSettings = {
  readonly url: string;
  readonly chain: readonly string[];
  readonly keys: OfferedKeys;
};

type SignWithNcaLayerProps = {
  /** A server action, or the dispatcher of useActionState. It gets `cms` (base64) and the fields in `children`. */
  action: (formData: FormData) => void | Promise<void>;
  /** The exact bytes to sign, base64. */
  documentBase64: string;
  settings: NcaLayerSettings;
  locale: string;
  messages: NcaLayerMessages;
  /** The person tries to sign, before anything is known about the key. */
  onAttempt?: (() => void) | undefined;
  /** Hidden fields that go along. */
  children?: ReactNode;
};

const stayQuiet = () => () => undefined;

/** The part of a form that signs through NCALayer. Its code is loaded when it is needed. */
export function SignWithNcaLayer(props: SignWithNcaLayerProps) {
  const { action, messages, children } = props;
  const hasScript = useSyncExternalStore(
    stayQuiet,
    () => true,
    () => false,
  );
  const cms = useRef<HTMLInputElement>(null);
  const stage = useRef<"idle" | "signing" | "signed">("idle");
  const [isSigning, setSigning] = useState(false);
  const [errors, setErrors] = useState<readonly SummaryError[]>([]);

  useEffect(() => {
    // Only a page that was loaded as itself may call NCALayer: the policy in force is that of the page that was loaded first.
    const loaded = performance.getEntriesByType("navigation")[0]?.name;
    if (loaded !== undefined && URL.canParse(loaded) && new URL(loaded).pathname !== window.location.pathname) {
      window.location.reload();
    }
  }, []);

  async function sign(form: HTMLFormElement) {
    const code = await import("./sign-with-ncalayer-client").catch(() => null);
    const { documentBase64, settings, locale } = props;
    const result = await code?.signWithNcaLayer({ ...settings, documentBase64, locale });
    setSigning(false);
    if (!result?.ok) {
      stage.current = "idle";
      setErrors([{ text: words(messages, result?.error ?? { kind: "could-not-load" }) }]);
      return;
    }
    if (cms.current) cms.current.value = result.value;
    stage.current = "signed";
    form.requestSubmit();
  }

  function onSubmit(event: SubmitEvent<HTMLFormElement>) {
    if (stage.current === "signed") {
      stage.current = "idle";
      return;
    }
    event.preventDefault();
    if (stage.current === "signing") return;
    stage.current = "signing";
    setSigning(true);
    setErrors([]);
    props.onAttempt?.();
    void sign(event.currentTarget);
  }

  return (
    <form action={action} onSubmit={onSubmit} noValidate className="sign-stack">
      <ErrorSummary title={messages.errorTitle} errors={errors} titlePrefix={messages.errorPrefix} />
      <noscript>
        <p className="ui-inset">{messages.noScript}</p>
      </noscript>
      {children}
      <input ref={cms} type="hidden" name="cms" />
      <p>{messages.hint}</p>
      <SignButton hasScript={hasScript} isSigning={isSigning} messages={messages} />
      <p>
        <a href="https://ncl.pki.gov.kz/" rel="noreferrer">
          {messages.install}
        </a>
      </p>
    </form>
  );
}

function words(messages: NcaLayerMessages, failure: NcaLayerFailure): string {
  return messages.failures[failure.kind].replace("{code}", failure.kind === "error" ? failure.code : "");
}

type SignButtonProps = { hasScript: boolean; isSigning: boolean; messages: NcaLayerMessages };

function SignButton({ hasScript, isSigning, messages }: SignButtonProps) {
  const { pending } = useFormStatus();
  return (
    <>
      <Button disabled={!hasScript} aria-disabled={isSigning || pending ? true : undefined}>
        {messages.sign}
      </Button>
      <p role="status">{isSigning ? messages.working : pending ? messages.sending : ""}</p>
    </>
  );
}
