"use client";

import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";

type ResendFormProps = {
  action: (form: FormData) => Promise<void>;
  /** Hidden fields that go along. */
  hidden: Readonly<Record<string, string>>;
  /** How long until another code may be asked for, when the page was made. */
  waitSeconds: number;
  texts: { submit: string; from: string; now: string; countdown: readonly [before: string, after: string] };
};

/** Without JavaScript it says from when; with it, it counts down. Pressed too early it changes nothing. */
export function ResendForm({ action, hidden, waitSeconds, texts }: ResendFormProps) {
  const [left, setLeft] = useState<number | null>(null);
  useEffect(() => {
    const end = performance.now() + waitSeconds * 1000;
    const tick = () => {
      setLeft(Math.max(0, Math.ceil((end - performance.now()) / 1000)));
    };
    tick();
    const timer = setInterval(tick, 1000);
    return () => {
      clearInterval(timer);
    };
  }, [waitSeconds]);

  const isWaiting = (left ?? waitSeconds) > 0;
  const [before, after] = texts.countdown;
  return (
    <form action={action}>
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <p className="ui-hint" id="resend-when">
        {!isWaiting ? texts.now : left === null ? texts.from : `${before}${String(left)}${after}`}
      </p>
      <Button variant="secondary" aria-describedby="resend-when" disabled={left !== null && isWaiting}>
        {texts.submit}
      </Button>
    </form>
  );
}
