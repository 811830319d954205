import type { ComponentProps } from "react";
import { describedBy, type ControlProps } from "@/components/ui/control";
import { Field } from "@/components/ui/field";
import { FileInput, type FileInputTexts } from "@/components/ui/file-input";

type FileUploadProps = Omit<ControlProps, "defaultValue"> &
  Pick<ComponentProps<"input">, "capture" | "ref" | "onChange" | "multiple"> & {
    /** Media types, such as `image/jpeg,image/png`. */
    accept?: string | undefined;
    texts: FileInputTexts;
  };

/** The browser's own file chooser, in a large drop target. */
export function FileUpload(props: FileUploadProps) {
  const { id, label, hint, error, labelIsHeading, ...native } = props;
  return (
    <Field id={id} label={label} hint={hint} error={error} labelIsHeading={labelIsHeading}>
      <FileInput
        {...native}
        id={id}
        isWrong={error !== undefined}
        aria-describedby={describedBy(id, { hint, error })}
        aria-invalid={error === undefined ? undefined : true}
      />
    </Field>
  );
}
