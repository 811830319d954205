import type { ReactNode } from "react";
import { BrandMark } from "@/components/ui/brand-mark";

export type Account =
  | { kind: "signed-out"; href: string; text: string }
  | {
      kind: "signed-in";
      href: string;
      text: string;
      /** A form with its button: signing out changes something, so it is no link. */
      signOut?: ReactNode;
    };

export type NavigationItem = { href: string; text: string; current?: boolean | undefined };

type SiteHeaderProps = {
  /** Stands above all: that this is a trial, for example. */
  phase?: ReactNode;
  homeHref: string;
  name: string;
  about: string;
  account?: Account | undefined;
  /** For whom somebody acts who does not act for themselves, and the way back. */
  acting?: ReactNode;
  /** Language switch and appearance menu. */
  tools: ReactNode;
  navigation?: { label: string; items: readonly NavigationItem[] } | undefined;
};

/** The portal's name, the languages, the appearance and the way in. */
export function SiteHeader({ phase, homeHref, name, about, account, acting, tools, navigation }: SiteHeaderProps) {
  return (
    <header className="ui-header">
      {phase}
      <div className="ui-container ui-header__bar">
        <a className="ui-brand" href={homeHref}>
          <BrandMark />
          <span>
            <span className="ui-brand__name" lang="kk">
              {name}
            </span>{" "}
            <span className="ui-brand__about">{about}</span>
          </span>
        </a>
        <div className="ui-tools">{tools}</div>
        {account !== undefined && (
          <div className="ui-account">
            <a className="ui-button ui-button--small" href={account.href}>
              {account.text}
            </a>
            {account.kind === "signed-in" && account.signOut}
          </div>
        )}
      </div>
      {acting !== undefined && (
        <div className="ui-acting">
          <p className="ui-container">{acting}</p>
        </div>
      )}
      {navigation !== undefined && (
        <nav className="ui-navigation" aria-label={navigation.label}>
          <ul className="ui-container">
            {navigation.items.map((item) => (
              <li key={item.href}>
                <a href={item.href} aria-current={item.current ? "page" : undefined}>
                  {item.text}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </header>
  );
}
