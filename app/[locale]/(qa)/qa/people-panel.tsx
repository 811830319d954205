import { getLocale, getTranslations } from "next-intl/server";
import type { Locale } from "@/lib/i18n/locale";
import type { ConsolePerson } from "@/lib/use-cases/qa/view-console";
import { chooseAction, signInAction } from "./actions";
import { Panel, Portrait, SmallButton } from "./panel";

/** Everybody who can be signed in, as cards. */
export async function PeoplePanel({ search, chosen }: { search: string; chosen: string | undefined }) {
  const { consolePeople } = await import("@/lib/use-cases/qa/view-console");
  const { listScenarios } = await import("@/lib/use-cases/qa/scenarios");
  const locale = await getLocale();
  const t = await getTranslations("qa.people");
  const { personas, staff, others } = await consolePeople(search);
  const shown = showsWhat(listScenarios(locale));
  const cards = (people: readonly ConsolePerson[]) => (
    <ul className="qa-cards">
      {people.map((person) => (
        <PersonCard
          key={person.iin}
          locale={locale}
          person={person}
          shows={shown.get(person.iin) ?? person.roles}
          isChosen={person.iin === chosen}
        />
      ))}
    </ul>
  );

  return (
    <Panel id="people" title={t("title")}>
      <search>
        <form className="qa-line" action={`/${locale}/qa#people`}>
          <div className="qa-control qa-control--wide">
            <label htmlFor="people-search">{t("search")}</label>
            <input id="people-search" name="q" type="search" defaultValue={search} className="ui-input" />
          </div>
          <SmallButton>{t("searchButton")}</SmallButton>
        </form>
      </search>
      {search === "" ? (
        <div className="qa-scroll">
          <h3>{t("personas")}</h3>
          {cards(personas)}
          <h3>{t("staff")}</h3>
          {cards(staff)}
          <details className="qa-more">
            <summary>{t("others")}</summary>
            {cards(others)}
          </details>
        </div>
      ) : (
        <>
          <h3>{t("found")}</h3>
          {others.length === 0 ? <p>{t("nobody")}</p> : cards(others)}
        </>
      )}
    </Panel>
  );
}

function showsWhat(scenarios: readonly { readonly persona: string; readonly title: string }[]) {
  const shown = new Map<string, string[]>();
  for (const { persona, title } of scenarios) shown.set(persona, [...(shown.get(persona) ?? []), title]);
  return shown;
}

type PersonCardProps = {
  locale: Locale;
  person: ConsolePerson;
  shows: readonly string[];
  isChosen: boolean;
};

async function PersonCard({ locale, person, shows, isChosen }: PersonCardProps) {
  const t = await getTranslations("qa");
  const { iin, portrait, roles } = person;
  const name = person.name === "" ? t("bench.unknown") : person.name;
  const [first, ...more] = shows;
  return (
    <li className="qa-card" data-chosen={isChosen || undefined}>
      <Portrait locale={locale} picture={portrait} />
      <div className="qa-card__words">
        <h4>{name}</h4>
        <p className="qa-card__shows" title={more.length > 0 ? shows.join("; ") : undefined}>
          {first}
          {more.length > 0 && ` +${String(more.length)}`}
        </p>
        <div className="qa-card__buttons">
          <form action={signInAction}>
            <input type="hidden" name="iin" value={iin} />
            <input type="hidden" name="to" value={roles.includes("citizen") ? "cabinet" : "staff"} />
            <SmallButton primary about={name}>
              {t("people.signIn")}
            </SmallButton>
          </form>
          <form action={chooseAction}>
            <input type="hidden" name="iin" value={iin} />
            <SmallButton about={name}>{t("people.choose")}</SmallButton>
          </form>
        </div>
      </div>
    </li>
  );
}
