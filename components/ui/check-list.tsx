import type { ReactNode } from "react";
import { classes } from "@/components/ui/control";
import { Icon, type IconName } from "@/components/ui/icon";

export type CheckState = "passed" | "refused" | "unavailable" | "waiting";

export type CheckItem = {
  id: string;
  state: CheckState;
  /** The rule as a sentence. */
  title: string;
  /** The state in words: "Passed", "Not passed", "The database does not answer", "Checking". */
  stateText: string;
  /** Where the answer came from, and when. */
  source?: string | undefined;
  /** Why, and what to do. */
  children?: ReactNode;
};

const icons: Record<CheckState, IconName> = {
  passed: "check",
  refused: "cross",
  unavailable: "minus",
  waiting: "hourglass",
};

/** Rules and their outcome, by drawing and by words. */
export function CheckList({ items, label }: { items: readonly CheckItem[]; label: string }) {
  return (
    <ul className="ui-checks" aria-label={label}>
      {items.map((item) => (
        <li key={item.id} id={item.id} className={classes("ui-checks__item", `ui-checks__item--${item.state}`)}>
          <span className="ui-checks__mark">
            <Icon name={icons[item.state]} />
          </span>
          <div className="ui-checks__body">
            <p className="ui-checks__title">{item.title}</p>
            <p className="ui-checks__state">
              <strong>{item.stateText}</strong>
              {item.source !== undefined && <span className="ui-checks__source"> · {item.source}</span>}
            </p>
            {item.children !== undefined && <div className="ui-checks__more">{item.children}</div>}
          </div>
        </li>
      ))}
    </ul>
  );
}
