import type { ReactNode } from "react";
import { Icon } from "@/components/ui/icon";

/** What happens if people do, or do not do, something. `prefix` is read out before it ("Warning"). */
export function WarningText({ prefix, children }: { prefix: string; children: ReactNode }) {
  return (
    <div className="ui-warning">
      <Icon name="alert" size="2rem" />
      <div className="ui-warning__text">
        <span className="ui-visually-hidden">{prefix} </span>
        {children}
      </div>
    </div>
  );
}
