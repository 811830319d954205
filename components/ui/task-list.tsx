import type { ReactNode } from "react";
import { classes } from "@/components/ui/control";

export type TaskListItem = {
  id: string;
  title: string;
  /** Left out while the task cannot be started. */
  href?: string | undefined;
  hint?: string | undefined;
  /** Words, or a `Tag`. */
  status: ReactNode;
};

/** Things to do or to look at, each with its state; the whole row can be tapped. */
export function TaskList({ items }: { items: readonly TaskListItem[] }) {
  return (
    <ul className="ui-tasks">
      {items.map((item) => (
        <li key={item.id} className={classes("ui-tasks__item", item.href !== undefined && "ui-tasks__item--link")}>
          <div className="ui-tasks__name">
            {item.href === undefined ? (
              <span>{item.title}</span>
            ) : (
              <a href={item.href} aria-describedby={`${item.id}-status`}>
                {item.title}
              </a>
            )}
            {item.hint !== undefined && <div className="ui-hint">{item.hint}</div>}
          </div>
          <div id={`${item.id}-status`} className="ui-tasks__status">
            {item.status}
          </div>
        </li>
      ))}
    </ul>
  );
}
