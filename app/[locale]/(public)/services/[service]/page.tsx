import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { LegalPeriod } from "@/components/public/legal-period";
import { Lines } from "@/components/public/lines";
import { OutageBanner } from "@/components/public/outage-banner";
import { PortalPage } from "@/components/shell/portal-page";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { ButtonLink } from "@/components/ui/button-link";
import { Icon } from "@/components/ui/icon";
import { enforcesLegalPeriods } from "@/lib/use-cases/portal-mode";
import { missing } from "../../../missing";
import { pageMetadata } from "../../page-metadata";
import { catalogue } from "../catalogue";

type ServicePageProps = { params: Promise<{ service: string }> };

async function findEntry(id: string) {
  return (await catalogue()).find((entry) => entry.id === id);
}

export async function generateMetadata({ params }: ServicePageProps): Promise<Metadata> {
  const entry = await findEntry((await params).service);
  return entry === undefined ? {} : pageMetadata(entry.title, `/services/${entry.id}`, entry.summary);
}

export default async function ServicePage({ params }: ServicePageProps) {
  const { service: id } = await params;
  const entry = await findEntry(id);
  if (entry === undefined) return missing();

  const locale = await getLocale();
  const t = await getTranslations("public.start");
  const of = await getTranslations(`services.${entry.id}.start`);
  const words = await getTranslations(`services.${entry.id}`);
  const common = await getTranslations("common");
  const ui = await getTranslations("ui");
  const open = !(entry.legalBasis.ended && enforcesLegalPeriods());

  return (
    <PortalPage
      before={
        <Breadcrumbs
          label={ui("breadcrumbs")}
          items={[{ href: `/${locale}/services`, text: common("footer.services") }]}
        />
      }
    >
      <div className="ui-columns">
        <header className="ui-prose">
          <h1>{entry.title}</h1>
          <p className="ui-lead">{entry.summary}</p>
          <OutageBanner databases={entry.databases} note={words.has("onlineOnly") ? words("onlineOnly") : undefined} />
          {open && (
            <div className="ui-start">
              <ButtonLink href={`/${locale}/services/${entry.id}/start`} isStart>
                {t("button")}
              </ButtonLink>
              <p className="ui-hint">{t("buttonNote")}</p>
            </div>
          )}
        </header>
        <aside className="ui-aside" aria-label={t("summary")}>
          <dl className="ui-facts">
            <div>
              <dt>
                <Icon name="clock" />
                {t("time")}
              </dt>
              <dd>{of("time")}</dd>
            </div>
            <div>
              <dt>
                <Icon name="coin" />
                {t("cost")}
              </dt>
              <dd>{of("cost")}</dd>
            </div>
            <div>
              <dt>
                <Icon name="phone" />
                {t("help")}
              </dt>
              <dd>
                {t("helpText")} <a href={`/${locale}/help`}>{t("helpLink")}</a>
              </dd>
            </div>
          </dl>
        </aside>
        <div className="ui-prose">
          <h2>{t("who")}</h2>
          <Lines text={of("who")} />
          {entry.renews && (
            <p>
              {t("remind")} <a href={`/${locale}/cabinet/documents`}>{t("remindLink")}</a>
            </p>
          )}
          <h2>{t("need")}</h2>
          <Lines text={of("need")} />
          <h2>{t("steps")}</h2>
          <div className="ui-path">
            <Lines text={of("steps")} ordered />
          </div>
          <h2>{t("centre")}</h2>
          <p>{of("centre")}</p>
          <h2>{t("law")}</h2>
          <p>{of("law")}</p>
          <LegalPeriod {...entry.legalBasis} />
          {entry.legalBasis.ended && (
            <p>{t(open ? "periodEndedText" : "periodEndedClosed", { to: entry.legalBasis.to })}</p>
          )}
        </div>
      </div>
    </PortalPage>
  );
}
