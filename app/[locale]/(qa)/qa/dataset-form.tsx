"use client";

import { useActionState } from "react";
import { FileInput, type FileInputTexts } from "@/components/ui/file-input";
import { idle } from "@/lib/main/action-state";
import { datasetAction } from "./actions";

type DatasetFormProps = {
  texts: Readonly<Record<"file" | "mode" | "merge" | "replace" | "load" | "wrong" | "required", string>>;
  chooser: FileInputTexts;
};

/** Sends a dataset; everything wrong with it is listed by its place in the file. */
export function DatasetForm({ texts, chooser }: DatasetFormProps) {
  const [state, submit] = useActionState(datasetAction, idle);
  const errors =
    state.status === "invalid"
      ? state.errors.map(({ field, message }) => ({
          path: field,
          message: message.startsWith("action.") ? texts.required : message,
        }))
      : state.status === "failed"
        ? [{ path: state.message, message: state.reference ?? "" }]
        : [];
  const mode = "values" in state ? (state.values["mode"] ?? "merge") : "merge";
  return (
    <form action={submit} className="qa-stack">
      {errors.length > 0 && (
        <div role="alert" className="qa-errors">
          <h3>{texts.wrong}</h3>
          <ul>
            {errors.map(({ path, message }) => (
              <li key={`${path} ${message}`}>
                <code>{path}</code> {message}
              </li>
            ))}
          </ul>
        </div>
      )}
      <div className="qa-control">
        <label htmlFor="dataset-file">{texts.file}</label>
        <FileInput id="dataset-file" name="file" accept="application/json,.json" required texts={chooser} />
      </div>
      <div className="qa-line">
        <div className="qa-control">
          <label htmlFor="dataset-mode">{texts.mode}</label>
          <select id="dataset-mode" key={mode} name="mode" defaultValue={mode} className="ui-input ui-select">
            <option value="merge">{texts.merge}</option>
            <option value="replace">{texts.replace}</option>
          </select>
        </div>
        <button type="submit" className="ui-button ui-button--small ui-button--primary">
          {texts.load}
        </button>
      </div>
    </form>
  );
}
