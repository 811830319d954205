"use client";

import { BrandMark } from "@/components/ui/brand-mark";
import { Button } from "@/components/ui/button";
import { ButtonGroup } from "@/components/ui/button-group";
import { ButtonLink } from "@/components/ui/button-link";
import { isLocale, defaultLocale, type Locale } from "@/lib/i18n/locale";
import en from "@/lib/i18n/messages/en/errors.json";
import kk from "@/lib/i18n/messages/kk/errors.json";
import ru from "@/lib/i18n/messages/ru/errors.json";

// An error page cannot ask the server for its words: the server may be what failed.
const texts = { kk: kk.unexpected, ru: ru.unexpected, en: en.unexpected };
const outdated = { kk: kk.outdated, ru: ru.outdated, en: en.outdated };

/** The language that an address of the portal is in. */
export function localeOfPath(pathname: string | null): Locale {
  const first = pathname?.split("/")[1];
  return isLocale(first) ? first : defaultLocale;
}

function Brand({ locale }: { locale: Locale }) {
  return (
    <header className="ui-header">
      <div className="ui-container ui-header__bar">
        <a className="ui-brand" href={`/${locale}`}>
          <BrandMark />
          <span className="ui-brand__name" lang="kk">
            Ашық есік
          </span>
        </a>
      </div>
    </header>
  );
}

/** A page of an earlier build has sent what this one does not know: nothing was submitted, and loading the page anew helps. */
export function OutdatedPage({ locale }: { locale: Locale }) {
  const t = outdated[locale];
  return (
    <>
      <Brand locale={locale} />
      <main id="main" className="ui-main ui-container ui-main--page">
        <div className="ui-prose" role="alert">
          <title>{`${t.title} — Ашық есік`}</title>
          <h1>{t.title}</h1>
          <p className="ui-lead">{t.text}</p>
          <p>{t.saved}</p>
          <Button
            type="button"
            onClick={() => {
              window.location.reload();
            }}
          >
            {t.reload}
          </Button>
        </div>
      </main>
    </>
  );
}

type UnexpectedErrorProps = { locale: Locale; error: unknown; retry: () => void };

/** What went wrong, what was saved, what to do, and the number under which the log knows it. */
export function UnexpectedError({ locale, error, retry }: UnexpectedErrorProps) {
  const t = texts[locale];
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : t.noReference;
  return (
    <>
      <Brand locale={locale} />
      <main id="main" className="ui-main ui-container ui-main--page">
        <div className="ui-prose" role="alert">
          <title>{`${t.title} — Ашық есік`}</title>
          <h1>{t.title}</h1>
          <p className="ui-lead">{t.text}</p>
          <p>{t.saved}</p>
          <p>{t.advice}</p>
          <div className="ui-number">
            <span className="ui-number__label">{t.reference}</span>
            <strong className="ui-number__value">{digest}</strong>
          </div>
          <ButtonGroup>
            <Button type="button" onClick={retry}>
              {t.retry}
            </Button>
            <ButtonLink href={`/${locale}/cabinet`} variant="secondary">
              {t.cabinet}
            </ButtonLink>
            <ButtonLink href="tel:1414" variant="quiet">
              1414
            </ButtonLink>
            <ButtonLink href={`/${locale}`} variant="quiet">
              {t.home}
            </ButtonLink>
          </ButtonGroup>
        </div>
      </main>
    </>
  );
}
