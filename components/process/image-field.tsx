"use client";

import { lazy, Suspense, useCallback, useEffect, useState, type ChangeEvent } from "react";
import type { PortraitTexts } from "@/components/process/portrait-editor";
import type { FieldView } from "@/components/process/step-fields";
import type { FileInputTexts } from "@/components/ui/file-input";
import { FileUpload } from "@/components/ui/file-upload";

const PortraitEditor = lazy(() => import("@/components/process/portrait-editor"));

export type PictureTexts = {
  current: string;
  replace: string;
  tooLarge: string;
  chosen: string;
  file: FileInputTexts;
  portrait: PortraitTexts;
};

type ImageFieldProps = {
  field: Extract<FieldView, { kind: "image" }>;
  /** A picture that arrived with a form that could not be saved for another reason. */
  kept: string | null;
  error: string | undefined;
  texts: PictureTexts;
};

/** A picture: what is there already, and the browser's file chooser. With JavaScript the choice is shown at once, a portrait in its frame. */
export function ImageField({ field, kept, error, texts }: ImageFieldProps) {
  const { name, label, hint, accept, maxBytes, portrait } = field;
  const [chosen, setChosen] = useState<{ readonly file: File; readonly url: string } | null>(null);
  const [isUnreadable, setUnreadable] = useState(false);
  const attachment = kept ?? field.attachment;
  const isPortrait = portrait !== null && !isUnreadable;
  const isTooLarge = chosen !== null && chosen.file.size > maxBytes && !isPortrait;

  useEffect(
    () => () => {
      if (chosen) URL.revokeObjectURL(chosen.url);
    },
    [chosen],
  );

  function onChange(event: ChangeEvent<HTMLInputElement>) {
    const file = event.currentTarget.files?.[0];
    setChosen(file ? { file, url: URL.createObjectURL(file) } : null);
    setUnreadable(false);
    // The form is not sent with it: a film over a slow line, only to be refused. A portrait is made smaller first.
    event.currentTarget.setCustomValidity(file && file.size > maxBytes ? texts.tooLarge : "");
  }

  const onUnreadable = useCallback(() => {
    setUnreadable(true);
  }, []);

  const shown =
    chosen && !isTooLarge && !isUnreadable ? chosen.url : attachment === null ? null : `/api/attachments/${attachment}`;
  const caption = shown === chosen?.url ? texts.chosen : texts.current;
  return (
    <>
      {chosen && isPortrait ? (
        <Suspense fallback={null}>
          <PortraitEditor
            {...chosen}
            frame={portrait}
            maxBytes={maxBytes}
            target={name}
            texts={texts.portrait}
            onUnreadable={onUnreadable}
          />
        </Suspense>
      ) : (
        shown !== null && (
          <figure className="ui-picture">
            <img src={shown} alt={caption} />
            <figcaption>{caption}</figcaption>
          </figure>
        )
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
        texts={texts.file}
      />
    </>
  );
}
