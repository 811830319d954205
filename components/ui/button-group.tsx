import type { ReactNode } from "react";

/** Buttons and links that belong together; they wrap, and fill the width on a phone. */
export function ButtonGroup({ children }: { children: ReactNode }) {
  return <div className="ui-button-group">{children}</div>;
}
