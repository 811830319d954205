import type { ReactNode } from "react";
import { classes } from "@/components/ui/control";

export type TimelineEvent = {
  id: string;
  title: string;
  /** For people; `dateTime` is the same for machines. */
  time: string;
  dateTime: string;
  /** Who did it. */
  by?: string | undefined;
  state?: "done" | "now" | "ahead" | "stopped" | undefined;
  children?: ReactNode;
};

/** What happened, newest where the caller puts it, along a line. */
export function Timeline({ events, label }: { events: readonly TimelineEvent[]; label: string }) {
  return (
    <ol className="ui-timeline" aria-label={label}>
      {events.map((event) => (
        <li
          key={event.id}
          className={classes("ui-timeline__event", `ui-timeline__event--${event.state ?? "done"}`)}
          aria-current={event.state === "now" ? "step" : undefined}
        >
          <h3 className="ui-timeline__title">{event.title}</h3>
          <p className="ui-timeline__meta">
            <time dateTime={event.dateTime}>{event.time}</time>
            {event.by !== undefined && <span> · {event.by}</span>}
          </p>
          {event.children}
        </li>
      ))}
    </ol>
  );
}
