import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { CitizenPage } from "@/components/process/citizen-page";
import { SharedLinkCard } from "@/components/process/shared-link-card";
import { formErrorTexts } from "@/components/shell/form-error-texts";
import { BackLink } from "@/components/ui/back-link";
import { InsetText } from "@/components/ui/inset-text";
import { formatDate } from "@/lib/i18n/format";
import { requireApplicant } from "@/lib/main/session";
import { mostLinks } from "@/lib/use-cases/sharing/link-rules";
import { mayShare, newLinkId, viewSharedPaper, type SharedPaper } from "@/lib/use-cases/sharing/own-links";
import { missing } from "../../../../../missing";
import { ownApplication } from "../../../../own-application";
import { citizenMetadata } from "../../../../page-metadata";
import { LinkForm } from "./link-form";

type SharePageProps = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: SharePageProps): Promise<Metadata> {
  const { service } = await ownApplication((await params).id);
  const of = await getTranslations(`services.${service.id}`);
  return citizenMetadata((await getTranslations("sharing"))("title"), of("title"));
}

/** The links by which the paper of an application is shown to others: one more is made here, each is looked after and ended. */
export default async function SharePage({ params }: SharePageProps) {
  const { id } = await params;
  const applicant = await requireApplicant();
  const shared = (await viewSharedPaper(id, applicant)) ?? (await missing());
  const isTheirs = mayShare(applicant);
  const { application, links } = shared;
  const locale = await getLocale();
  const t = await getTranslations("sharing");
  const common = await getTranslations("common.actions");
  const of = await getTranslations(`services.${application.service.id}`);
  return (
    <CitizenPage
      current="cabinet"
      before={<BackLink href={`/${locale}/cabinet/applications/${id}`} text={common("back")} />}
    >
      <div className="ui-prose">
        <header>
          <span className="ui-caption">{of("paper.title")}</span>
          <h1>{t("title")}</h1>
        </header>
        <p className="ui-lead">{t("lead")}</p>
        {links.length > 0 && (
          <section aria-labelledby="links">
            <h2 id="links">{t("links")}</h2>
            <ul className="ui-documents">
              {links.map((link, index) => (
                <SharedLinkCard
                  key={link.id}
                  applicationId={id}
                  link={link}
                  isFirst={index === 0}
                  isTheirs={isTheirs}
                />
              ))}
            </ul>
          </section>
        )}
        {isTheirs ? (
          <section aria-labelledby="new">
            <h2 id="new">{t(links.length === 0 ? "first" : "another")}</h2>
            <NewLink shared={shared} />
          </section>
        ) : (
          <InsetText>{t("signersOnly")}</InsetText>
        )}
        <p className="ui-hint">
          {t("logged")}
          {application.bin === null && (
            <>
              {" "}
              <a href={`/${locale}/cabinet/access-log`}>{t("accessLog")}</a>
            </>
          )}
        </p>
      </div>
    </CitizenPage>
  );
}

/** The form for one more link; or why there can be none. */
async function NewLink({ shared: { application, paper, terms, isFull } }: { shared: SharedPaper }) {
  const locale = await getLocale();
  const t = await getTranslations("sharing");
  if (terms.length === 0) return <InsetText>{t("over")}</InsetText>;
  if (isFull) return <InsetText>{t("full", { most: mostLinks })}</InsetText>;
  const day = paper.validUntil === null ? "" : formatDate(locale, paper.validUntil);
  return (
    <LinkForm
      applicationId={application.id}
      link={newLinkId()}
      terms={terms.map((term) => ({ value: term, label: t(`terms.${term}`, { day }) }))}
      chosen={terms.find((term) => term === "day") ?? terms[0] ?? "whole"}
      texts={{
        term: t("term"),
        hint: t("termHint"),
        submit: t("make"),
        errors: await formErrorTexts(t("title"), "sharing.errors"),
      }}
    />
  );
}
