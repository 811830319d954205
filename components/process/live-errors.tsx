"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useEffect, type RefObject } from "react";
import { useForm } from "react-hook-form";
import * as z from "zod/mini";

type LiveErrorsProps = {
  form: RefObject<HTMLFormElement | null>;
  fields: readonly { name: string; isEmail: boolean }[];
  /** What an address that mail cannot be sent to is told. */
  message: string;
  onErrors: (errors: Readonly<Record<string, string>>) => void;
};

/** Looks at written answers while they are written, in the words of the server; draws nothing. The server decides. */
export default function LiveErrors({ form, fields, message, onErrors }: LiveErrorsProps) {
  const email = z.union([z.literal(""), z.email({ error: message })], { error: message });
  const schema = z.object(Object.fromEntries(fields.map(({ name, isEmail }) => [name, isEmail ? email : z.string()])));
  const { register, formState } = useForm<Record<string, string>>({
    mode: "onTouched",
    resolver: zodResolver(schema),
    shouldFocusError: false,
  });
  const { errors } = formState;

  useEffect(() => {
    const stop = new AbortController();
    for (const { name } of fields) {
      const control = form.current?.elements.namedItem(name);
      if (!(control instanceof HTMLInputElement)) continue;
      const { ref, onChange, onBlur } = register(name);
      ref(control);
      const tell = (handle: typeof onChange) => (event: Event) => {
        void handle({ target: event.target, type: event.type === "blur" ? "blur" : "change" });
      };
      control.addEventListener("input", tell(onChange), { signal: stop.signal });
      control.addEventListener("blur", tell(onBlur), { signal: stop.signal });
    }
    return () => {
      stop.abort();
    };
  });

  const told = JSON.stringify(Object.fromEntries(fields.map(({ name }) => [name, errors[name]?.message])));
  useEffect(() => {
    onErrors(JSON.parse(told) as Record<string, string>);
  }, [told, onErrors]);
  return null;
}
