import { getLocale, getTranslations } from "next-intl/server";
import { Icon } from "@/components/ui/icon";

/** A search over the services: a plain GET form. */
export async function SearchForm({ query, onBand }: { query?: string | undefined; onBand?: boolean | undefined }) {
  const locale = await getLocale();
  const t = await getTranslations("public.search");
  return (
    <form
      role="search"
      method="get"
      action={`/${locale}/services`}
      className={onBand ? "ui-search ui-search--on-band" : "ui-search"}
    >
      <label htmlFor="q" className="ui-search__label">
        {t("label")}
      </label>
      <div className="ui-search__row">
        <input
          id="q"
          name="q"
          type="search"
          className="ui-search__input"
          defaultValue={query}
          maxLength={200}
          autoComplete="off"
          enterKeyHint="search"
          aria-describedby="q-hint"
        />
        <button type="submit" className="ui-search__button">
          <Icon name="search" />
          <span>{t("submit")}</span>
        </button>
      </div>
      <p id="q-hint" className="ui-search__hint">
        {t("hint")}
      </p>
    </form>
  );
}
