"use client";

import { useEffect, useImperativeHandle, useRef, useState, type ComponentProps } from "react";
import { classes } from "@/components/ui/control";

export type FileInputTexts = {
  /** On what looks like a button. */
  choose: string;
  /** Where the file's name will stand. */
  none: string;
};

type FileInputProps = Omit<ComponentProps<"input">, "type" | "className"> & {
  texts: FileInputTexts;
  isWrong?: boolean | undefined;
};

/** Told to a file control into which a program has put a file: a browser says nothing of that by itself. */
export const filePut = "ui:file-put";

/**
 * The browser's own file control, which keeps the keyboard, the drop and the screen reader, under a face in the page's language. Where
 * scripts are off the control itself is seen.
 */
export function FileInput({ texts, isWrong = false, ref, ...native }: FileInputProps) {
  const control = useRef<HTMLInputElement>(null);
  const [name, setName] = useState<string | null>(null);
  useImperativeHandle<HTMLInputElement | null, HTMLInputElement | null>(ref, () => control.current);

  useEffect(() => {
    const input = control.current;
    const form = input?.form;
    const look = () => {
      const chosen = [...(input?.files ?? [])].map((file) => file.name).join(", ");
      setName(chosen === "" ? null : chosen);
    };
    const lookLater = () => setTimeout(look);
    // Something may have been chosen before the page's program was there.
    look();
    input?.addEventListener("change", look);
    input?.addEventListener(filePut, look);
    form?.addEventListener("reset", lookLater);
    return () => {
      input?.removeEventListener("change", look);
      input?.removeEventListener(filePut, look);
      form?.removeEventListener("reset", lookLater);
    };
  }, []);

  return (
    <div className={classes("ui-file", isWrong && "ui-file--error")}>
      <input {...native} ref={control} type="file" className="ui-file__control" />
      <span className="ui-file__face" aria-hidden="true">
        <span className="ui-file__button">{texts.choose}</span>
        <span className="ui-file__name">{name ?? texts.none}</span>
      </span>
    </div>
  );
}
