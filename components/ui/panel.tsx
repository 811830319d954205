import type { ReactNode } from "react";
import { Icon } from "@/components/ui/icon";

type PanelProps = { title: string; children?: ReactNode };

/** The heading of a page that says: it is done. */
export function Panel({ title, children }: PanelProps) {
  return (
    <div className="ui-panel">
      <span className="ui-panel__mark">
        <Icon name="check" size="1.75rem" />
      </span>
      <h1 className="ui-panel__title">{title}</h1>
      {children !== undefined && <div className="ui-panel__body">{children}</div>}
    </div>
  );
}
