import { Icon } from "@/components/ui/icon";

type PaginationProps = {
  /** Names the landmark: "Pages". */
  label: string;
  previous?: { href: string; text: string } | undefined;
  next?: { href: string; text: string } | undefined;
  /** "Page 2 of 9". */
  position?: string | undefined;
};

/** To the page before and the page after. */
export function Pagination({ label, previous, next, position }: PaginationProps) {
  return (
    <nav className="ui-pagination" aria-label={label}>
      {previous !== undefined && (
        <a className="ui-pagination__link" href={previous.href} rel="prev">
          <Icon name="back" />
          {previous.text}
        </a>
      )}
      {position !== undefined && <span className="ui-pagination__position">{position}</span>}
      {next !== undefined && (
        <a className="ui-pagination__link" href={next.href} rel="next">
          {next.text}
          <Icon name="arrow" />
        </a>
      )}
    </nav>
  );
}
