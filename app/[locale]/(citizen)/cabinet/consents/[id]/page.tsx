import type { Metadata } from "next";
import type { ReactNode } from "react";
import { getLocale, getTranslations } from "next-intl/server";
import { CitizenPage } from "@/components/process/citizen-page";
import { ConsentAnswered } from "@/components/process/consent-answered";
import { ConsentCard, peopleInWords } from "@/components/process/consent-card";
import { OccupiedRooms } from "@/components/process/occupied-rooms";
import { ActionForm } from "@/components/shell/action-form";
import { formErrorTexts } from "@/components/shell/form-error-texts";
import { BackLink } from "@/components/ui/back-link";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Details } from "@/components/ui/details";
import { InsetText } from "@/components/ui/inset-text";
import { formatDateTime } from "@/lib/i18n/format";
import { requireCitizen } from "@/lib/main/session";
import { consentWords } from "@/lib/use-cases/consents/consent-words";
import { viewConsent } from "@/lib/use-cases/consents/view-consents";
import { missing } from "../../../../missing";
import { citizenMetadata } from "../../../page-metadata";
import { blockApplicantAction, unblockApplicantAction } from "../actions";

type ConsentPageProps = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return citizenMetadata((await getTranslations("consents"))("title"));
}

/** One request, for the owner who is asked: who, where, what for, until when, and two answers of equal weight. */
export default async function ConsentPage({ params }: ConsentPageProps) {
  const { iin } = await requireCitizen();
  const { id } = await params;
  const consent = await viewConsent(id, iin);
  if (!consent) return missing();
  const locale = await getLocale();
  const t = consentWords(locale, consent.service);
  const of = await getTranslations(`services.${consent.service}`);
  const common = await getTranslations("consents");
  const here = `/${locale}/cabinet/consents`;
  const { answer, matter, dueAt, others, isEntitled, isBlocked, occupied } = consent;
  const named = { applicant: matter.applicant, whom: peopleInWords(locale, matter) };
  // Whom a request is about is for owners alone: nobody answers what they cannot read.
  const isHidden = matter.whom?.length === 0;
  const who = (name: ReactNode) => <strong>{name}</strong>;
  return (
    <CitizenPage before={<BackLink href={here} text={t("list.title")} />}>
      <div className="ui-prose consent">
        <h1>{t("title")}</h1>
        {answer !== null && <ConsentAnswered consent={consent} href={`${here}/${id}/signature`} />}
        {answer === null && !isHidden && (
          <p className="ui-lead">
            {of.has("consents.asks") ? of("consents.asks", named) : common.rich("asks", { ...named, who })}
          </p>
        )}
        <ConsentCard consent={consent} />
        {answer === null && isEntitled === false && (
          <InsetText>
            <strong>{t("notOwner.title")}</strong>
            <br />
            {t("notOwner.text")}
          </InsetText>
        )}
        {answer === null && isHidden && isEntitled === null && <InsetText>{t("unknownOwner")}</InsetText>}
        {answer === null && !isHidden && (
          <>
            <p className="consent__effect">{t("effect")}</p>
            <p className="consent__until">
              <strong>{t("deadline", { until: formatDateTime(locale, dueAt) })}</strong> {t("silence")}
            </p>
            <div className="consent__answers">
              <ButtonLink variant="secondary" href={`${here}/${id}/give`}>
                {t("give")}
              </ButtonLink>
              <ButtonLink variant="secondary" href={`${here}/${id}/decline`}>
                {t("decline")}
              </ButtonLink>
            </div>
            {isEntitled === null && <p className="ui-hint">{t("unknownOwner")}</p>}
            {others > 0 && <p>{t("others", { count: others })}</p>}
            {occupied && <OccupiedRooms occupied={occupied} />}
            <h2>{t("means.title")}</h2>
            <ul>
              {(["registered", "ownership", "later", "sign"] as const).map((point) => (
                <li key={point}>{t(`means.${point}`)}</li>
              ))}
            </ul>
            <h2>{t("worried.title")}</h2>
            <p>{t("worried.text")}</p>
          </>
        )}
        <Details summary={t("block.title")} open={isBlocked}>
          <p>{t(isBlocked ? "block.done" : "block.text")}</p>
          <ActionForm
            action={isBlocked ? unblockApplicantAction : blockApplicantAction}
            hidden={{ request: id }}
            texts={await formErrorTexts(t("block.title"))}
          >
            <Button variant="secondary">{t(isBlocked ? "block.unblock" : "block.button")}</Button>
          </ActionForm>
        </Details>
      </div>
    </CitizenPage>
  );
}
