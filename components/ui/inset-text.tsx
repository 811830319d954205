import type { ReactNode } from "react";

/** Words set apart from the text around them. */
export function InsetText({ children }: { children: ReactNode }) {
  return <div className="ui-inset">{children}</div>;
}
