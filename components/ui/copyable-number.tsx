"use client";

import { useState } from "react";

type CopyableNumberProps = {
  label: string;
  value: string;
  texts: { copy: string; copied: string };
};

/** A number that people write down or dictate; with JavaScript it can be copied by one tap. */
export function CopyableNumber({ label, value, texts }: CopyableNumberProps) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      setCopied(true);
    } catch {
      // The browser may forbid it; the number can still be selected by hand.
      setCopied(false);
    }
  };
  return (
    <div className="ui-number">
      <span className="ui-number__label">{label}</span>
      <strong className="ui-number__value">{value}</strong>
      <button
        type="button"
        className="ui-button ui-button--secondary ui-button--small ui-only-with-script"
        onClick={() => void copy()}
      >
        {copied ? texts.copied : texts.copy}
        {!copied && <span className="ui-visually-hidden"> — {label}</span>}
      </button>
      <span className="ui-visually-hidden" aria-live="polite">
        {copied ? texts.copied : ""}
      </span>
    </div>
  );
}
