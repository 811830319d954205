type BreadcrumbsProps = { label: string; items: readonly { href: string; text: string }[] };

/** The way down to this page, which itself is left out. */
export function Breadcrumbs({ label, items }: BreadcrumbsProps) {
  return (
    <nav className="ui-breadcrumbs" aria-label={label}>
      <ol>
        {items.map((item) => (
          <li key={item.href}>
            <a href={item.href}>{item.text}</a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
