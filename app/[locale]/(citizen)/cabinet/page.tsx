import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { ApplicationCard } from "@/components/process/application-card";
import { CitizenPage } from "@/components/process/citizen-page";
import { ConsentList } from "@/components/process/consent-list";
import { Notices } from "@/components/process/notices";
import { outlookOf } from "@/components/process/standing-of";
import { ButtonGroup } from "@/components/ui/button-group";
import { ButtonLink } from "@/components/ui/button-link";
import { requireCitizen } from "@/lib/main/session";
import { viewConsents } from "@/lib/use-cases/consents/view-consents";
import type { OwnApplication } from "@/lib/use-cases/view-application";
import { viewCabinet } from "@/lib/use-cases/view-cabinet";
import { citizenMetadata } from "../page-metadata";

export async function generateMetadata(): Promise<Metadata> {
  return citizenMetadata((await getTranslations("cabinet"))("title"));
}

/** What waits for the person first, then what runs, then what is over. */
export default async function CabinetPage() {
  const { iin } = await requireCitizen();
  const locale = await getLocale();
  const t = await getTranslations("cabinet");
  const consents = await getTranslations("consents");
  const [{ applications, notices, unread }, requests] = await Promise.all([viewCabinet(iin), viewConsents(iin)]);
  const waiting = requests.filter(({ answer }) => answer === null);
  const running = applications.filter(({ state }) => state.outcome === null);
  const isTheirs = (application: OwnApplication) => outlookOf(application).party === "applicant";
  const groups = [
    { id: "yours", of: running.filter(isTheirs) },
    { id: "running", of: running.filter((application) => !isTheirs(application)) },
    { id: "finished", of: applications.filter(({ state }) => state.outcome !== null) },
  ] as const;

  return (
    <CitizenPage current="cabinet">
      <div className="ui-cabinet">
        <div>
          <h1>{t("title")}</h1>
          {waiting.length > 0 && (
            <section aria-labelledby="consents" className="ui-group ui-group--yours">
              <h2 id="consents">{consents("pending.title")}</h2>
              <ConsentList requests={waiting} />
            </section>
          )}
          {applications.length === 0 && (
            <div className="ui-prose">
              <p className="ui-lead">{t("empty")}</p>
              <ButtonGroup>
                <ButtonLink href={`/${locale}/services`}>{t("services")}</ButtonLink>
              </ButtonGroup>
            </div>
          )}
          {applications.length > 0 && groups[0].of.length === 0 && waiting.length === 0 && (
            <p className="ui-lead">{t("nothing")}</p>
          )}
          {groups.map(
            (group) =>
              group.of.length > 0 && (
                <section key={group.id} aria-labelledby={group.id} className={`ui-group ui-group--${group.id}`}>
                  <h2 id={group.id}>{t(`groups.${group.id}`)}</h2>
                  <ul>
                    {group.of.map((application) => (
                      <ApplicationCard key={application.id} application={application} />
                    ))}
                  </ul>
                </section>
              ),
          )}
          {applications.length > 0 && (
            <p>
              <a href={`/${locale}/services`}>{t("services")}</a>
            </p>
          )}
        </div>
        <aside aria-label={t("aside")}>
          <section aria-labelledby="notices">
            <h2 id="notices">{t("notices.title")}</h2>
            <Notices notices={notices} unread={unread} />
            {notices.length > 0 && (
              <p>
                <a href={`/${locale}/cabinet/notices`}>{t("notices.all")}</a>
              </p>
            )}
          </section>
          <section>
            <h2>{t("address.aside")}</h2>
            <p>{t("address.asideText")}</p>
            <p>
              <a href={`/${locale}/cabinet/address`}>{t("navigation.address")}</a>
            </p>
          </section>
          <section>
            <h2>{t("documents.aside")}</h2>
            <p>{t("documents.asideText")}</p>
            <p>
              <a href={`/${locale}/cabinet/documents`}>{t("navigation.documents")}</a>
            </p>
          </section>
          <section>
            <h2>{t("data.title")}</h2>
            <p>{t("data.text")}</p>
            <p>
              <a href={`/${locale}/cabinet/access-log`}>{t("navigation.access-log")}</a>
            </p>
            <p>
              <a href={`/${locale}/cabinet/profile`}>{t("navigation.profile")}</a>
            </p>
          </section>
        </aside>
      </div>
    </CitizenPage>
  );
}
