"use client";

import { SignWithFileKey, type FileKeyMessages } from "@/components/process/sign-with-file-key";
import { useServerForm, type FormAction } from "@/components/shell/use-server-form";
import { ErrorSummary } from "@/components/ui/error-summary";

interface ConfirmFormProps {
  readonly action: FormAction;
  readonly task: string;
  readonly nonce: string;
  readonly documentBase64: string;
  readonly now: string;
  readonly officer: string;
  readonly fileKey: FileKeyMessages;
  readonly messages: Readonly<Record<string, string>>;
}

/** An officer's EDS over a decision. */
export function ConfirmForm(props: ConfirmFormProps) {
  const { submit, summary } = useServerForm(props.action, props.messages);
  return (
    <>
      <ErrorSummary title={props.fileKey.errorTitle} titlePrefix={props.fileKey.errorPrefix} errors={summary} />
      <SignWithFileKey
        action={submit}
        documentBase64={props.documentBase64}
        now={props.now}
        expectedIin={props.officer}
        messages={props.fileKey}
      >
        <input type="hidden" name="task" value={props.task} />
        <input type="hidden" name="nonce" value={props.nonce} />
      </SignWithFileKey>
    </>
  );
}
