"use client";

import { useActionState, useEffect, useRef, useState } from "react";
import { errorOf, FormErrors, typed, type FormErrorTexts } from "@/components/shell/form-errors";
import { Button } from "@/components/ui/button";
import { filePut, type FileInputTexts } from "@/components/ui/file-input";
import { FileUpload } from "@/components/ui/file-upload";
import { TextInput } from "@/components/ui/text-input";
import { idle } from "@/lib/main/action-state";
import { checkDocumentAction } from "./actions";

type VerifyFormProps = {
  /** The number that the QR code brought along. */
  code: string;
  /** The largest file that is worth sending. */
  mostBytes: number;
  texts: {
    lead: string;
    byNumber: string;
    code: string;
    codeHint: string;
    digits: string;
    digitsHint: string;
    submit: string;
    byFile: string;
    fileLead: string;
    file: string;
    fileHint: string;
    submitFile: string;
    tooLarge: string;
    chooser: FileInputTexts;
    errors: FormErrorTexts;
  };
};

export function VerifyForm({ code, mostBytes, texts }: VerifyFormProps) {
  const [state, action] = useActionState(checkDocumentAction, idle);
  const chooser = useRef<HTMLInputElement>(null);
  const [isTooLarge, setTooLarge] = useState(false);
  useDropAnywhere(chooser);

  function onChange() {
    const control = chooser.current;
    const size = control?.files?.[0]?.size ?? 0;
    setTooLarge(size > mostBytes);
    // It is not sent over a slow line, only to be refused.
    if (control && size > mostBytes) control.value = "";
  }

  return (
    <>
      <FormErrors state={state} texts={texts.errors} fields={["code", "digits", "file"]} />
      <h1>{texts.errors.page}</h1>
      <p className="ui-lead">{texts.lead}</p>
      <form action={action} noValidate>
        <h2>{texts.byNumber}</h2>
        <TextInput
          id="code"
          name="code"
          label={texts.code}
          hint={texts.codeHint}
          error={errorOf(state, "code", texts.errors)}
          defaultValue={typed(state, "code") ?? code}
          autoComplete="off"
          inputMode="numeric"
          spellCheck={false}
          width={20}
          code
        />
        <TextInput
          id="digits"
          name="digits"
          label={texts.digits}
          hint={texts.digitsHint}
          error={errorOf(state, "digits", texts.errors)}
          defaultValue={typed(state, "digits")}
          autoComplete="off"
          inputMode="numeric"
          spellCheck={false}
          width={4}
          code
        />
        <Button name="by" value="number">
          {texts.submit}
        </Button>
        <h2>{texts.byFile}</h2>
        <p>{texts.fileLead}</p>
        <FileUpload
          id="file"
          name="file"
          ref={chooser}
          accept="application/pdf,.pdf"
          label={texts.file}
          hint={texts.fileHint}
          error={isTooLarge ? texts.tooLarge : errorOf(state, "file", texts.errors)}
          texts={texts.chooser}
          onChange={onChange}
        />
        <Button name="by" value="file" variant="secondary">
          {texts.submitFile}
        </Button>
      </form>
    </>
  );
}

/** A file that is dropped beside the chooser is chosen all the same, and not opened by the browser in place of the page. */
function useDropAnywhere(chooser: React.RefObject<HTMLInputElement | null>) {
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (event.target !== chooser.current && event.dataTransfer?.types.includes("Files")) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      const control = chooser.current;
      const files = event.dataTransfer?.files;
      if (!control || event.target === control || !files || files.length === 0) return;
      event.preventDefault();
      control.files = files;
      control.dispatchEvent(new Event(filePut));
      control.dispatchEvent(new Event("change", { bubbles: true }));
      control.focus();
      control.scrollIntoView({ block: "center" });
    };
    document.addEventListener("dragover", over);
    document.addEventListener("drop", drop);
    return () => {
      document.removeEventListener("dragover", over);
      document.removeEventListener("drop", drop);
    };
  }, [chooser]);
}
