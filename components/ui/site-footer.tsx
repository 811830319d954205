type SiteFooterProps = {
  title: string;
  call: { number: string; title: string; note: string };
  links: { label: string; items: readonly { href: string; text: string }[] };
};

/** The number to call first, then the pages about the portal. */
export function SiteFooter({ title, call, links }: SiteFooterProps) {
  return (
    <footer className="ui-footer">
      <div className="ui-ornament" />
      <div className="ui-container ui-footer__columns">
        <h2 className="ui-visually-hidden">{title}</h2>
        <div>
          <p>{call.title}</p>
          <a className="ui-footer__call" href={`tel:${call.number}`}>
            {call.number}
          </a>
          <p className="ui-footer__note">{call.note}</p>
        </div>
        <nav className="ui-footer__links" aria-label={links.label}>
          {links.items.map((item) => (
            <span key={item.href}>
              <a href={item.href}>{item.text}</a>
            </span>
          ))}
        </nav>
      </div>
    </footer>
  );
}
