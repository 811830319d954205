"use client";

import { useState, useSyncExternalStore } from "react";
import { Button } from "@/components/ui/button";
import { Tag } from "@/components/ui/tag";

type NcaLayerPresenceProps = {
  url: string;
  texts: { title: string; ask: string; check: string; running: string; silent: string; ready: string; missing: string };
};

/** How long NCALayer may take to answer, in ms: it runs on the same computer. */
const limit = 5_000;
const stayQuiet = () => () => undefined;

/** Whether NCALayer runs on this computer, when asked: a program of the person's own is not called without their wish. */
export function NcaLayerPresence({ url, texts }: NcaLayerPresenceProps) {
  const hasScript = useSyncExternalStore(
    stayQuiet,
    () => true,
    () => false,
  );
  const [isRunning, setRunning] = useState<boolean | null>(null);
  const [isAsking, setAsking] = useState(false);
  if (!hasScript) return null;

  async function check() {
    setAsking(true);
    setRunning(await answers(url));
    setAsking(false);
  }
  return (
    <li className="ui-tasks__item">
      <div className="ui-tasks__name">
        <strong>{texts.title}</strong>
        <div className="ui-hint" role="status">
          {isRunning === null ? texts.ask : isRunning ? texts.running : texts.silent}
        </div>
        <p>
          <Button
            type="button"
            variant="quiet"
            aria-disabled={isAsking || undefined}
            onClick={() => {
              if (!isAsking) void check();
            }}
          >
            {texts.check}
          </Button>
        </p>
      </div>
      <div className="ui-tasks__status">
        {isRunning !== null && (
          <Tag tone={isRunning ? "success" : "warning"} text={isRunning ? texts.ready : texts.missing} />
        )}
      </div>
    </li>
  );
}

/** Whether a connection comes about; it is closed at once. */
function answers(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    let socket: WebSocket;
    try {
      socket = new WebSocket(url);
    } catch {
      resolve(false);
      return;
    }
    const end = (found: boolean) => {
      clearTimeout(timer);
      socket.close();
      resolve(found);
    };
    const timer = setTimeout(() => {
      end(false);
    }, limit);
    socket.addEventListener("open", () => {
      end(true);
    });
    socket.addEventListener("error", () => {
      end(false);
    });
  });
}
