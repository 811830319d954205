import type { ComponentProps } from "react";
import { classes, describedBy, type ControlProps } from "@/components/ui/control";
import { Field } from "@/components/ui/field";

type FileUploadProps = Omit<ControlProps, "defaultValue"> &
  Pick<ComponentProps<"input">, "capture" | "ref" | "onChange" | "multiple"> & {
    /** Media types, such as `image/jpeg,image/png`. */
    accept?: string | undefined;
  };

/** The browser's own file chooser, in a large drop target. */
export function FileUpload(props: FileUploadProps) {
  const { id, label, hint, error, labelIsHeading, ...native } = props;
  return (
    <Field id={id} label={label} hint={hint} error={error} labelIsHeading={labelIsHeading}>
      <input
        {...native}
        id={id}
        type="file"
        className={classes("ui-file", error !== undefined && "ui-file--error")}
        aria-describedby={describedBy(id, { hint, error })}
        aria-invalid={error === undefined ? undefined : true}
      />
    </Field>
  );
}
