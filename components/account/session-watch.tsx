"use client";

import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";

export type SessionWatchTexts = {
  title: string;
  /** With `{minutes}`. */
  idle: string;
  last: string;
  stay: string;
  staying: string;
  endedTitle: string;
  ended: string;
  signIn: string;
  failed: string;
};

type SessionWatchProps = { endsInMs: number; isLastEnd: boolean; signInHref: string; texts: SessionWatchTexts };

/** How long before its end a session is said to end, in ms. */
const warningMs = 2 * 60_000;

type Standing =
  | { readonly kind: "quiet" }
  | { readonly kind: "staying" }
  | { readonly kind: "ended" }
  | { readonly kind: "ending"; readonly isLast: boolean; readonly minutes: number };

function standingOf(end: unknown): { standing: Standing; waitMs: number } {
  const endsInMs = fieldOf(end, "endsInMs");
  if (typeof endsInMs !== "number" || endsInMs <= 0) return { standing: { kind: "ended" }, waitMs: 0 };
  if (endsInMs > warningMs) return { standing: { kind: "quiet" }, waitMs: endsInMs - warningMs };
  const minutes = Math.max(1, Math.ceil(endsInMs / 60_000));
  const isLast = fieldOf(end, "isLastEnd") === true;
  // Another tab may have gone on meanwhile: it is asked again, at the end as well.
  return { standing: { kind: "ending", isLast, minutes }, waitMs: Math.min(endsInMs, 20_000) };
}

function fieldOf(value: unknown, name: "endsInMs" | "isLastEnd"): unknown {
  return typeof value === "object" && value !== null && name in value
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}

async function ask(method: "GET" | "POST"): Promise<unknown> {
  const answer = await fetch("/api/session", { method, cache: "no-store" });
  if (!answer.ok) throw new Error("The portal did not answer");
  return answer.json();
}

/** Says two minutes before its end that the session ends, lets one stay, and says when it has ended. The page stays as it is. */
export function SessionWatch({ endsInMs, isLastEnd, signInHref, texts }: SessionWatchProps) {
  const [standing, setStanding] = useState<Standing>({ kind: "quiet" });
  const [hasFailed, setFailed] = useState(false);
  const [round, setRound] = useState(0);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const wait = (ms: number) => {
      // A timer cannot wait longer than this.
      timer = setTimeout(() => void look(), Math.min(ms, 2_000_000_000));
    };
    const look = async () => {
      const end = await ask("GET").catch(() => undefined);
      if (isOver) return;
      // Without an answer nothing is known: it is asked again.
      if (end === undefined) {
        wait(20_000);
        return;
      }
      const { standing: next, waitMs } = standingOf(end);
      setStanding(next);
      if (next.kind !== "ended") wait(waitMs);
    };
    // A page that was asleep looks when it is seen again.
    const onVisible = () => {
      if (document.visibilityState !== "visible") return;
      clearTimeout(timer);
      void look();
    };
    wait(round === 0 ? standingOf({ endsInMs, isLastEnd }).waitMs : 60_000);
    document.addEventListener("visibilitychange", onVisible);
    return () => {
      isOver = true;
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", onVisible);
    };
  }, [endsInMs, isLastEnd, round]);

  async function stay() {
    const end = await ask("POST").catch(() => undefined);
    setFailed(end === undefined);
    if (end === undefined) return;
    const { standing: next } = standingOf(end);
    setStanding(next.kind === "quiet" ? { kind: "staying" } : next);
    setRound((before) => before + 1);
  }

  const isShown = standing.kind === "ending" || standing.kind === "ended";
  return (
    <>
      {/* Here before it has something to say, or it would not be heard. */}
      <div role="status" className="ui-visually-hidden">
        {standing.kind === "staying" && texts.staying}
      </div>
      <div role="alert">
        {isShown && (
          <section className="session-watch" aria-labelledby="session-watch">
            <h2 id="session-watch">{standing.kind === "ended" ? texts.endedTitle : texts.title}</h2>
            {standing.kind === "ended" ? (
              <>
                <p>{texts.ended}</p>
                <p>
                  <a className="ui-button ui-button--primary" href={signInHref} target="_blank" rel="noopener">
                    {texts.signIn}
                  </a>
                </p>
              </>
            ) : (
              <>
                <p>{(standing.isLast ? texts.last : texts.idle).replace("{minutes}", String(standing.minutes))}</p>
                {hasFailed && <p>{texts.failed}</p>}
                {!standing.isLast && (
                  <Button type="button" onClick={() => void stay()}>
                    {texts.stay}
                  </Button>
                )}
              </>
            )}
          </section>
        )}
      </div>
    </>
  );
}
