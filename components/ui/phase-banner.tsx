import type { ReactNode } from "react";
import { Tag } from "@/components/ui/tag";

/** Says on every page that this is not the real thing. */
export function PhaseBanner({ tag, children }: { tag: string; children: ReactNode }) {
  return (
    <div className="ui-phase">
      <div className="ui-container">
        <Tag tone="gold" text={tag} />
        <span>{children}</span>
      </div>
    </div>
  );
}
