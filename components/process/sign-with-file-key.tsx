"use client";

import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import type { ReactNode, RefObject, SubmitEvent } from "react";
import { useFormStatus } from "react-dom";
import { Button } from "@/components/ui/button";
import { classes, describedBy } from "@/components/ui/control";
import { ErrorSummary } from "@/components/ui/error-summary";
import type { SummaryError } from "@/components/ui/error-summary";
import { Field } from "@/components/ui/field";
import { FileInput, type FileInputTexts } from "@/components/ui/file-input";
import type { Result } from "@/lib/kernel/result";
import type { FileKeyFailure } from "./sign-with-file-key-open";

/** The texts of `signing.fileKey`, already translated. */
export type FileKeyMessages = {
  file: string;
  chooser: FileInputTexts;
  fileHint: string;
  password: string;
  passwordHint: string;
  sign: string;
  working: string;
  sending: string;
  noScript: string;
  errorTitle: string;
  errorPrefix: string;
  failures: Record<FileKeyFailure, string>;
};

type SignWithFileKeyProps = {
  /** A server action, or the dispatcher of useActionState. It gets `cms` (base64) and the fields in `children`. */
  action: (formData: FormData) => void | Promise<void>;
  /** The exact bytes to sign, base64. */
  documentBase64: string;
  /** Now by the person's clock on the server, ISO 8601. */
  now: string;
  /** The signed-in person's IIN; null where the key itself says who is signing in. */
  expectedIin: string | null;
  purpose?: "document" | "sign-in" | undefined;
  messages: FileKeyMessages;
  /** The person tries to sign, before anything is known about the key. */
  onAttempt?: (() => void) | undefined;
  /** Hidden fields that go along. */
  children?: ReactNode;
};

const ids = { file: "file-key", password: "file-key-password" } as const;
/** Longer than any key file takes to open on an old phone, in ms. */
const timeLimit = 30_000;
const stayQuiet = () => () => undefined;

/**
 * The part of a form that signs with a key file. File and password have no `name`: they are never sent.
 * Without JavaScript the button stays off and a sentence says why.
 */
export function SignWithFileKey(props: SignWithFileKeyProps) {
  const { action, messages, children } = props;
  const hasScript = useSyncExternalStore(
    stayQuiet,
    () => true,
    () => false,
  );
  const file = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);
  const cms = useRef<HTMLInputElement>(null);
  const shownAt = useRef(0);
  const stage = useRef<"idle" | "signing" | "signed">("idle");
  const [isSigning, setSigning] = useState(false);
  const [failure, setFailure] = useState<FileKeyFailure | null>(null);
  const [errors, setErrors] = useState<readonly SummaryError[]>([]);

  useEffect(() => {
    shownAt.current = performance.now();
  }, [props.now]);

  async function sign(form: HTMLFormElement) {
    const elapsed = performance.now() - shownAt.current;
    const at = new Date(Date.parse(props.now) + elapsed);
    const result = await attempt(props, file.current?.files?.[0], password.current?.value ?? "", at);
    setSigning(false);
    if (!result.ok) {
      stage.current = "idle";
      setFailure(result.error);
      const field = fieldOf(result.error);
      setErrors([{ text: messages.failures[result.error], ...(field === null ? {} : { fieldId: ids[field] }) }]);
      return;
    }
    if (cms.current) cms.current.value = result.value;
    if (password.current) password.current.value = "";
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
    setFailure(null);
    setErrors([]);
    props.onAttempt?.();
    void sign(event.currentTarget);
  }

  return (
    <form action={action} onSubmit={onSubmit} noValidate>
      <ErrorSummary title={messages.errorTitle} errors={errors} titlePrefix={messages.errorPrefix} />
      <noscript>
        <p className="ui-inset">{messages.noScript}</p>
      </noscript>
      {children}
      <input ref={cms} type="hidden" name="cms" />
      <KeyField kind="file" control={file} failure={failure} messages={messages} />
      <KeyField kind="password" control={password} failure={failure} messages={messages} />
      <SignButton hasScript={hasScript} isSigning={isSigning} messages={messages} />
    </form>
  );
}

type KeyFieldProps = {
  kind: "file" | "password";
  control: RefObject<HTMLInputElement | null>;
  failure: FileKeyFailure | null;
  messages: FileKeyMessages;
};

function KeyField({ kind, control, failure, messages }: KeyFieldProps) {
  const isFile = kind === "file";
  const id = ids[kind];
  const hint = isFile ? messages.fileHint : messages.passwordHint;
  const error = failure !== null && fieldOf(failure) === kind ? messages.failures[failure] : undefined;
  const common = {
    ref: control,
    id,
    "aria-describedby": describedBy(id, { hint, error }),
    "aria-invalid": error === undefined ? undefined : true,
  };
  return (
    <Field id={id} label={isFile ? messages.file : messages.password} hint={hint} error={error}>
      {isFile ? (
        <FileInput
          {...common}
          accept=".p12,.pfx,application/x-pkcs12"
          texts={messages.chooser}
          isWrong={error !== undefined}
        />
      ) : (
        <input
          {...common}
          type="password"
          autoComplete="off"
          spellCheck={false}
          className={classes("ui-input", "ui-input--width-20", error !== undefined && "ui-input--error")}
        />
      )}
    </Field>
  );
}

type SignButtonProps = { hasScript: boolean; isSigning: boolean; messages: FileKeyMessages };

function SignButton({ hasScript, isSigning, messages }: SignButtonProps) {
  const { pending } = useFormStatus();
  const progress = isSigning ? messages.working : pending ? messages.sending : "";
  return (
    <>
      <Button disabled={!hasScript} aria-disabled={isSigning || pending ? true : undefined}>
        {messages.sign}
      </Button>
      <p role="status">{progress}</p>
    </>
  );
}

async function attempt(
  props: SignWithFileKeyProps,
  file: File | undefined,
  password: string,
  at: Date,
): Promise<Result<string, FileKeyFailure>> {
  const failed = (error: FileKeyFailure): Result<string, FileKeyFailure> => ({ ok: false, error });
  if (!file) return failed("file-missing");
  if (password === "") return failed("password-missing");
  // Browsers keep their cryptography from pages that did not come over HTTPS.
  if (!window.isSecureContext) return failed("crypto-unavailable");

  async function work(chosen: File): Promise<Result<string, FileKeyFailure>> {
    const code = await import("./sign-with-file-key-crypto").catch(() => null);
    if (!code) return failed("could-not-load");
    const bytes = await chosen.arrayBuffer().catch(() => null);
    if (!bytes) return failed("not-a-key-file");
    return code.signWithFileKey({
      file: new Uint8Array(bytes),
      password,
      document: Uint8Array.from(atob(props.documentBase64), (character) => character.charCodeAt(0)),
      at,
      expectedIin: props.expectedIin,
      purpose: props.purpose ?? "document",
    });
  }
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLong = new Promise<Result<string, FileKeyFailure>>((resolve) => {
    timer = setTimeout(() => {
      resolve(failed("timeout"));
    }, timeLimit);
  });
  try {
    return await Promise.race([work(file), tooLong]);
  } catch {
    return failed("not-a-key-file");
  } finally {
    clearTimeout(timer);
  }
}

/** Which field a failure is mended in; null = neither. */
function fieldOf(failure: FileKeyFailure): keyof typeof ids | null {
  switch (failure) {
    case "password-missing":
    case "wrong-password":
      return "password";
    case "crypto-unavailable":
    case "could-not-load":
    case "timeout":
      return null;
    case "file-missing":
    case "not-a-key-file":
    case "no-signing-key":
    case "unsupported-key":
    case "certificate-expired":
    case "certificate-not-yet-valid":
    case "wrong-person":
      return "file";
  }
}
