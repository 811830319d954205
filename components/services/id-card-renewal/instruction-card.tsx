import type { ReactNode } from "react";

type InstructionCardProps = {
  title: string;
  items: readonly string[];
  /** The size of the drawing in its own units, and what is drawn. */
  viewBox: string;
  children: ReactNode;
};

/** What a picture must be like: drawn, and in words. */
export function InstructionCard({ title, items, viewBox, children }: InstructionCardProps) {
  return (
    <section className="ui-guide">
      <svg className="ui-guide__picture" viewBox={viewBox} aria-hidden="true" focusable="false">
        {children}
      </svg>
      <div>
        <h2>{title}</h2>
        <ul>
          {items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      </div>
    </section>
  );
}
