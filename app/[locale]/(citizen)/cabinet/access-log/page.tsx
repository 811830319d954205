import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { CitizenPage } from "@/components/process/citizen-page";
import { Pagination } from "@/components/ui/pagination";
import { formatDate, formatTime } from "@/lib/i18n/format";
import { localDateOf } from "@/lib/kernel/local-date";
import { requireCitizen } from "@/lib/main/session";
import { viewAccessLog, type AccessEntry } from "@/lib/use-cases/view-access-log";
import { citizenMetadata } from "../../page-metadata";
import { missing } from "../../../missing";

type AccessLogPageProps = { searchParams: Promise<{ page?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  return citizenMetadata((await getTranslations("cabinet.accessLog"))("title"));
}

/** Who read this person's data, when, for what and from where, officers included. */
export default async function AccessLogPage({ searchParams }: AccessLogPageProps) {
  const { iin } = await requireCitizen();
  const locale = await getLocale();
  const t = await getTranslations("cabinet.accessLog");
  const ui = await getTranslations("ui.pages");
  const process = await getTranslations("process");
  const services = await getTranslations("services");
  const asked = (await searchParams).page ?? "1";
  const page = typeof asked === "string" && /^[1-9][0-9]{0,5}$/.test(asked) ? Number(asked) : await missing();
  const { entries, pages } = await viewAccessLog(iin, page);
  if (page > pages) return missing();

  const who = ({ readerKind, person, readerRole, operation }: AccessEntry) => {
    const role = readerRole?.split(":")[0] ?? "";
    const region = readerRole?.split(":")[1] ?? "";
    if (readerKind === "public") return t(operation === "open-shared" ? "opener" : "checker");
    if (person !== null) return person === "you" ? t("you") : t(`readers.${person}`);
    if (readerKind !== "officer") return t("portal");
    const name = t.has(`roles.${role}`) ? t(`roles.${role}`) : process("parties.officer");
    return process.has(`regions.${region}`) ? `${name} (${process(`regions.${region}`)})` : name;
  };
  const what = ({ operation, answer }: AccessEntry) => {
    const text = t.has(`operations.${operation}`) ? t(`operations.${operation}`) : t("operations.other");
    return t.has(`answers.${answer}`) ? `${text}. ${t(`answers.${answer}`)}` : text;
  };
  const why = ({ purpose }: AccessEntry) => {
    if (services.has(`${purpose}.title`)) return services(`${purpose}.title`);
    return t.has(`purposes.${purpose}`) ? t(`purposes.${purpose}`) : t("purposes.other");
  };
  const from = ({ database }: AccessEntry) =>
    process.has(`databases.${database}`) ? process(`databases.${database}`) : t("ownRecords");
  const days = [...new Set(entries.map((entry) => localDateOf(entry.at)))];
  const href = (to: number) => `/${locale}/cabinet/access-log?page=${String(to)}`;

  return (
    <CitizenPage current="access-log">
      <div className="ui-prose">
        <h1>{t("title")}</h1>
        <p className="ui-lead">{t("lead")}</p>
      </div>
      {entries.length === 0 && <p className="my-6">{t("empty")}</p>}
      {days.map((day) => (
        <section key={day} aria-labelledby={`day-${day}`}>
          <h2 id={`day-${day}`}>{formatDate(locale, day)}</h2>
          <ul className="ui-access">
            {entries
              .filter((entry) => localDateOf(entry.at) === day)
              .map((entry) => (
                <li key={entry.id} className={entry.readerKind === "officer" ? "ui-access__officer" : undefined}>
                  <time dateTime={entry.at.toISOString()}>{formatTime(locale, entry.at)}</time>
                  <div>
                    <p className="ui-access__what">{what(entry)}</p>
                    <p>{who(entry)}</p>
                    <p className="ui-access__from">{t("from", { source: from(entry) })}</p>
                    <p className="ui-access__why">
                      {t("why")}{" "}
                      {entry.applicationId === null ? (
                        why(entry)
                      ) : (
                        <a href={`/${locale}/cabinet/applications/${entry.applicationId}`}>{why(entry)}</a>
                      )}
                    </p>
                  </div>
                </li>
              ))}
          </ul>
        </section>
      ))}
      {pages > 1 && (
        <Pagination
          label={ui("label")}
          position={ui("position", { page: String(page), total: String(pages) })}
          previous={page > 1 ? { href: href(page - 1), text: ui("previous") } : undefined}
          next={page < pages ? { href: href(page + 1), text: ui("next") } : undefined}
        />
      )}
      <p className="mt-6">{t("strange")}</p>
    </CitizenPage>
  );
}
