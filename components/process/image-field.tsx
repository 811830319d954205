"use client";

import { useEffect, useState, type ChangeEvent } from "react";
import type { FieldView } from "@/components/process/step-fields";
import { FileUpload } from "@/components/ui/file-upload";

type ImageFieldProps = {
  field: Extract<FieldView, { kind: "image" }>;
  /** A picture that arrived with a form that could not be saved for another reason. */
  kept: string | null;
  error: string | undefined;
  texts: { current: string; replace: string; tooLarge: string; chosen: string };
};

/** A picture: what is there already, and the browser's file chooser. With JavaScript the choice is shown at once. */
export function ImageField({ field, kept, error, texts }: ImageFieldProps) {
  const { name, label, hint, accept, maxBytes } = field;
  const [chosen, setChosen] = useState<string | null>(null);
  const [isTooLarge, setTooLarge] = useState(false);
  const attachment = kept ?? field.attachment;

  useEffect(
    () => () => {
      if (chosen !== null) URL.revokeObjectURL(chosen);
    },
    [chosen],
  );

  function onChange(event: ChangeEvent<HTMLInputElement>) {
    const file = event.currentTarget.files?.[0];
    const tooLarge = file !== undefined && file.size > maxBytes;
    setTooLarge(tooLarge);
    setChosen(file && !tooLarge ? URL.createObjectURL(file) : null);
    // The form is not sent with it: a film over a slow line, only to be refused.
    event.currentTarget.setCustomValidity(tooLarge ? texts.tooLarge : "");
  }

  const shown = chosen ?? (attachment === null ? null : `/api/attachments/${attachment}`);
  return (
    <>
      {shown !== null && (
        <figure className="ui-picture">
          <img src={shown} alt={chosen === null ? texts.current : texts.chosen} />
          <figcaption>{chosen === null ? texts.current : texts.chosen}</figcaption>
        </figure>
      )}
      {kept !== null && <input type="hidden" name={`${name}Attachment`} value={kept} />}
      <FileUpload
        id={name}
        name={name}
        label={attachment === null ? label : `${label}: ${texts.replace}`}
        hint={hint}
        error={isTooLarge ? texts.tooLarge : error}
        accept={accept}
        onChange={onChange}
      />
    </>
  );
}
