import type { ReactNode } from "react";
import { classes } from "@/components/ui/control";

type PageShellProps = {
  skipText: string;
  header: ReactNode;
  /** Back link or breadcrumbs: above the main content, so that the skip link passes them. */
  before?: ReactNode;
  /** The page draws its own bands over the full width. */
  fullWidth?: boolean | undefined;
  footer: ReactNode;
  children: ReactNode;
};

/** The frame of every page. */
export function PageShell({ skipText, header, before, fullWidth, footer, children }: PageShellProps) {
  return (
    <>
      <a className="ui-skip" href="#main">
        {skipText}
      </a>
      {header}
      {before !== undefined && <div className="ui-container ui-before">{before}</div>}
      <main id="main" tabIndex={-1} className={classes("ui-main", !fullWidth && "ui-container ui-main--page")}>
        {children}
      </main>
      {footer}
    </>
  );
}
