import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { CitizenPage } from "@/components/process/citizen-page";
import { NotShownDwellings } from "@/components/process/not-shown-dwellings";
import { ActionForm } from "@/components/shell/action-form";
import { formErrorTexts } from "@/components/shell/form-error-texts";
import { BackLink } from "@/components/ui/back-link";
import { Button } from "@/components/ui/button";
import { Details } from "@/components/ui/details";
import { formatDate } from "@/lib/i18n/format";
import { localDateOf } from "@/lib/kernel/local-date";
import { requireCitizen } from "@/lib/main/session";
import { viewResidents, type Resident } from "@/lib/use-cases/dwellings/view-dwellings";
import { missing } from "../../../../missing";
import { citizenMetadata } from "../../../page-metadata";
import { askToDeregisterAction, reportStrangerAction } from "../actions";

type ResidentsPageProps = { params: Promise<{ place: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return citizenMetadata((await getTranslations("dwellings.residents"))("title"));
}

/** Who is registered at a dwelling of the reader's own. */
export default async function ResidentsPage({ params }: ResidentsPageProps) {
  const { iin } = await requireCitizen();
  const { place } = await params;
  if (!/^[1-9][0-9]{0,2}$/.test(place)) return missing();
  const viewed = await viewResidents(iin, Number(place));
  if (!viewed) return missing();
  const locale = await getLocale();
  const t = await getTranslations("dwellings");
  return (
    <CitizenPage before={<BackLink href={`/${locale}/cabinet/dwellings`} text={t("title")} />}>
      <div className="ui-prose">
        {viewed.kind === "found" && (
          <span className="ui-caption">
            {locale === "kk" ? viewed.dwelling.address.kk : viewed.dwelling.address.ru}
          </span>
        )}
        <h1>{t("residents.title")}</h1>
        {viewed.kind !== "found" ? (
          <NotShownDwellings why={viewed} />
        ) : (
          <>
            <p className="ui-lead">{t(viewed.residents.length === 0 ? "residents.none" : "residents.lead")}</p>
            <ul className="ui-consents">
              {viewed.residents.map((resident) => (
                <SomebodyThere key={`${resident.token}/${resident.kind}`} resident={resident} place={place} />
              ))}
            </ul>
            {viewed.residents.some(({ report }) => report?.answer === null) && (
              <section aria-labelledby="next">
                <h2 id="next">{t("residents.next")}</h2>
                <p>{t("residents.nextText")}</p>
              </section>
            )}
          </>
        )}
      </div>
    </CitizenPage>
  );
}

async function SomebodyThere({ resident, place }: { resident: Resident; place: string }) {
  const locale = await getLocale();
  const t = await getTranslations("dwellings.residents");
  const { surname, givenName, patronymic, kind, from, to, token, isOwner, report } = resident;
  const begun = formatDate(locale, from);
  return (
    <li className="ui-application">
      <h2>{[surname, givenName, patronymic].filter(Boolean).join(" ")}</h2>
      <p>
        {kind === "temporary" && to !== undefined
          ? t("temporary", { from: begun, to: formatDate(locale, to) })
          : t("permanent", { from: begun })}
      </p>
      {isOwner && <p>{t("self")}</p>}
      {report && <p>{t("reported", { date: formatDate(locale, localDateOf(report.at)), number: report.number })}</p>}
      {report?.answer && (
        <>
          <p>
            {t("answered", {
              date: formatDate(locale, localDateOf(report.answer.at)),
              outcome: t(`outcomes.${report.answer.outcome}`),
            })}
          </p>
          {report.answer.comment !== "" && <p>{t("answeredBy", { comment: report.answer.comment })}</p>}
        </>
      )}
      {isOwner ? (
        <p>
          <a href={`/${locale}/services/deregistration`}>{t("removeSelf")}</a>
        </p>
      ) : (
        <ActionForm
          action={askToDeregisterAction}
          hidden={{ place, resident: token }}
          texts={await formErrorTexts(t("remove"))}
        >
          <Button variant="secondary">{t("remove")}</Button>
        </ActionForm>
      )}
      {!isOwner && !report && (
        <Details summary={t("stranger")}>
          <p>{t("confirm")}</p>
          <ActionForm
            action={reportStrangerAction}
            hidden={{ place, resident: token }}
            texts={await formErrorTexts(t("stranger"))}
          >
            <Button variant="secondary">{t("stranger")}</Button>
          </ActionForm>
        </Details>
      )}
    </li>
  );
}
