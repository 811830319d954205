"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import { TextInput } from "@/components/ui/text-input";

interface FoundAddress {
  readonly value: string;
  readonly kk: string;
  readonly ru: string;
}

type AddressFinderProps = {
  /** The id of the field that takes the code. */
  target: string;
  language: "kk" | "ru";
  texts: { label: string; hint: string; results: string; none: string; chosen: string; silent: string };
};

const fewestLetters = 3;
const pauseMs = 300;
const never = () => () => undefined;

function isFound(answer: unknown): answer is FoundAddress[] {
  return Array.isArray(answer) && answer.every((one) => typeof one === "object" && one !== null && "value" in one);
}

/** The addresses that a text means; null when nobody can tell. */
async function find(text: string, signal: AbortSignal): Promise<readonly FoundAddress[] | null> {
  const response = await fetch("/api/addresses", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ text }),
    signal,
  });
  const answer: unknown = response.ok ? await response.json() : null;
  return isFound(answer) ? answer : null;
}

/** Search as you type: each address found is a button that puts its code into the field below. */
export function AddressFinder({ target, language, texts }: AddressFinderProps) {
  const hasScript = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const [text, setText] = useState("");
  const [found, setFound] = useState<readonly FoundAddress[] | null>([]);
  const [isOpen, setIsOpen] = useState(false);
  const [chosen, setChosen] = useState("");

  useEffect(() => {
    if (text.trim().length < fewestLetters) return;
    const controller = new AbortController();
    const timer = setTimeout(() => {
      const show = (answer: readonly FoundAddress[] | null) => {
        if (controller.signal.aborted) return;
        setFound(answer);
        setIsOpen(true);
      };
      find(text, controller.signal).then(show, () => {
        show(null);
      });
    }, pauseMs);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [text]);

  if (!hasScript) return null;

  function choose(address: FoundAddress) {
    const field = document.getElementById(target);
    if (!(field instanceof HTMLInputElement)) return;
    field.value = address.value;
    field.focus();
    setChosen(address[language]);
    setIsOpen(false);
  }

  return (
    <div className="ui-finder">
      <TextInput
        id="address-text"
        name="address-text"
        label={texts.label}
        hint={texts.hint}
        autoComplete="off"
        onChange={(event) => {
          setText(event.currentTarget.value);
          setFound([]);
          setIsOpen(false);
        }}
      />
      <div role="status">
        {isOpen && found === null && <p>{texts.silent}</p>}
        {isOpen && found?.length === 0 && <p>{texts.none}</p>}
        {isOpen && found !== null && found.length > 0 && <p className="ui-hint">{texts.results}</p>}
        {chosen !== "" && (
          <p>
            {texts.chosen} <strong>{chosen}</strong>
          </p>
        )}
      </div>
      {isOpen && found !== null && (
        <ul className="ui-finder__list">
          {found.map((address) => (
            <li key={address.value}>
              <button
                type="button"
                className="ui-finder__choice"
                onClick={() => {
                  choose(address);
                }}
              >
                {address[language]}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
