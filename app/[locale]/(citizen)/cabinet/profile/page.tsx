import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { CitizenPage } from "@/components/process/citizen-page";
import { Button } from "@/components/ui/button";
import { NotificationBanner } from "@/components/ui/notification-banner";
import { SummaryList } from "@/components/ui/summary-list";
import { Table } from "@/components/ui/table";
import { Tag } from "@/components/ui/tag";
import { formatDateTime } from "@/lib/i18n/format";
import { requireCitizen } from "@/lib/main/session";
import { entitiesOf } from "@/lib/use-cases/sign-in/entity";
import { viewProfile } from "@/lib/use-cases/sign-in/view-profile";
import { citizenMetadata } from "../../page-metadata";
import { endOthersAction, endSessionAction } from "./actions";
import { deviceOf } from "@/lib/use-cases/sign-in/device";
import { emailPage } from "./email/addresses";
import { phonePage } from "./phone/addresses";

type ProfilePageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

const methods = ["password", "password-and-code", "eds", "egov-mobile", "recovery", "qa"] as const;
const outcomes = ["signed-in", "signed", "wrong-password", "wrong-code"] as const;
const news = {
  ended: "profile.ended",
  others: "profile.endedOthers",
  password: "password.change.done",
  account: "signUp.already",
  email: "email.done",
} as const;

function isNews(told: unknown): told is keyof typeof news {
  return typeof told === "string" && Object.hasOwn(news, told);
}

export async function generateMetadata(): Promise<Metadata> {
  return citizenMetadata((await getTranslations("sign-in.profile"))("title"));
}

/** The account, where one is signed in, and who tried to sign in. */
export default async function ProfilePage({ searchParams }: ProfilePageProps) {
  const { iin, sessionId } = await requireCitizen();
  const { told } = await searchParams;
  const locale = await getLocale();
  const t = await getTranslations("sign-in.profile");
  const texts = await getTranslations("sign-in");
  const ui = await getTranslations("ui");
  const profile = await viewProfile(iin);
  const entities = await entitiesOf(iin);
  const device = (userAgent: string | null) => deviceOf(userAgent) ?? t("unknownDevice");
  const time = (instant: Date) => formatDateTime(locale, instant);

  return (
    <CitizenPage current="profile">
      <h1>{t("title")}</h1>
      {isNews(told) && (
        <NotificationBanner kind="success" title={ui("done")}>
          <p>{texts(news[told])}</p>
        </NotificationBanner>
      )}
      <section className="mt-8">
        <h2 className="mb-4">{t("account")}</h2>
        <SummaryList
          rows={[
            { key: t("iin"), value: iin },
            {
              key: t("phone"),
              value: profile.maskedPhone?.replaceAll(" ", "\u00a0") ?? t("noPhone"),
              action: {
                href: phonePage(locale, ""),
                text: t(profile.maskedPhone === null ? "linkPhone" : "changePhone"),
                about: t("phone"),
              },
            },
            {
              key: t("email"),
              value:
                profile.email === null
                  ? t("noEmail")
                  : `${profile.email}${profile.isEmailVerified ? "" : ` (${t("emailUnconfirmed")})`}`,
              action: {
                href: emailPage(locale, iin, ""),
                text: t(profile.email === null ? "addEmail" : profile.isEmailVerified ? "changeEmail" : "confirmEmail"),
                about: t("email"),
              },
            },
            {
              key: t("key"),
              value: t("keyText"),
              action: { href: `/${locale}/cabinet/profile/key`, text: t("checkKey"), about: t("key") },
            },
            {
              key: t("passwordLabel"),
              value: "••••••••",
              action: {
                href: `/${locale}/cabinet/profile/password`,
                text: t("change"),
                about: t("passwordLabel"),
              },
            },
          ]}
        />
      </section>

      {entities.length > 0 && (
        <section className="mt-11">
          <h2 className="mb-4">{t("entities")}</h2>
          <p>
            {t("entitiesText", {
              names: entities.map((one) => (locale === "kk" ? one.nameKk : one.nameRu)).join(", "),
            })}
          </p>
          <p>
            <a href={`/${locale}/sign-in/organisation`}>{t("entitiesLink")}</a>
          </p>
        </section>
      )}

      <section className="mt-11">
        <h2 className="mb-4">{t("sessions")}</h2>
        <p>{t("sessionsText")}</p>
        <Table
          caption={t("sessions")}
          captionHidden
          columns={[
            { key: "device", title: t("device") },
            { key: "since", title: t("since") },
            { key: "seen", title: t("seen") },
            { key: "action", title: t("action") },
          ]}
          rows={profile.sessions.map((session) => ({
            id: session.id,
            cells: {
              device: device(session.userAgent),
              since: time(session.createdAt),
              seen: time(session.lastSeenAt),
              action:
                session.id === sessionId ? (
                  <Tag tone="info" text={t("thisOne")} />
                ) : (
                  <form action={endSessionAction}>
                    <input type="hidden" name="session" value={session.id} />
                    <Button variant="secondary">
                      {t("end")}
                      <span className="ui-visually-hidden">
                        {" — "}
                        {t("endAbout", { device: device(session.userAgent), time: time(session.createdAt) })}
                      </span>
                    </Button>
                  </form>
                ),
            },
          }))}
        />
        {profile.entitySessions > 0 && <p>{t("entitySessions", { count: profile.entitySessions })}</p>}
        {profile.sessions.length + profile.entitySessions > 1 && (
          <form action={endOthersAction} className="mt-6">
            <Button variant="warning">{t("endOthers")}</Button>
          </form>
        )}
        <p className="mt-6">
          <a href={`/${locale}/cabinet/profile/stranger`}>{texts("stranger.suspect")}</a>
        </p>
      </section>

      <section className="mt-11">
        <h2 className="mb-4">{t("history")}</h2>
        {profile.history.length === 0 ? (
          <p>{t("historyEmpty")}</p>
        ) : (
          <>
            <p>{t("historyText")}</p>
            <Table
              caption={t("history")}
              captionHidden
              columns={[
                { key: "when", title: t("when") },
                { key: "how", title: t("how") },
                { key: "device", title: t("device") },
                { key: "outcome", title: t("outcome") },
                { key: "action", title: t("action") },
              ]}
              rows={profile.history.map((record) => {
                const method = methods.find((known) => known === record.method);
                const outcome = outcomes.find((known) => known === record.outcome);
                return {
                  id: record.id,
                  cells: {
                    when: time(record.at),
                    how: method === undefined ? record.method : t(`methods.${method}`),
                    device: device(record.userAgent),
                    action: (outcome === "signed-in" || outcome === "signed") && (
                      <a href={`/${locale}/cabinet/profile/stranger?record=${record.id}`}>
                        {texts("stranger.link")}
                        <span className="ui-visually-hidden">
                          {" — "}
                          {texts("stranger.linkAbout", { time: time(record.at) })}
                        </span>
                      </a>
                    ),
                    outcome: (
                      <Tag
                        tone={outcome === "signed-in" ? "success" : "warning"}
                        text={outcome === undefined ? record.outcome : t(`outcomes.${outcome}`)}
                      />
                    ),
                  },
                };
              })}
            />
          </>
        )}
      </section>
    </CitizenPage>
  );
}
