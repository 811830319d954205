"use client";

import { useState } from "react";
import { classes, describedBy, type ControlProps } from "@/components/ui/control";
import { Field } from "@/components/ui/field";

type PasswordInputProps = Omit<ControlProps, "defaultValue"> & {
  autoComplete: "current-password" | "new-password";
  texts: { show: string; hide: string; shown: string; hidden: string };
};

/** A password that can be looked at; without JavaScript it is a plain password field. It never gets a value back. */
export function PasswordInput(props: PasswordInputProps) {
  const { id, label, hint, error, labelIsHeading, texts, ...native } = props;
  const [visible, setVisible] = useState(false);
  const [announced, setAnnounced] = useState("");
  return (
    <Field id={id} label={label} hint={hint} error={error} labelIsHeading={labelIsHeading}>
      <div className="ui-input-wrapper">
        <input
          {...native}
          id={id}
          type={visible ? "text" : "password"}
          spellCheck={false}
          autoCapitalize="none"
          className={classes("ui-input", "ui-input--width-20", error !== undefined && "ui-input--error")}
          aria-describedby={describedBy(id, { hint, error })}
          aria-invalid={error === undefined ? undefined : true}
        />
        <button
          type="button"
          className="ui-button ui-button--secondary ui-only-with-script"
          aria-controls={id}
          onClick={() => {
            setVisible(!visible);
            setAnnounced(visible ? texts.hidden : texts.shown);
          }}
        >
          {visible ? texts.hide : texts.show}
        </button>
      </div>
      <div className="ui-visually-hidden" aria-live="polite">
        {announced}
      </div>
    </Field>
  );
}
