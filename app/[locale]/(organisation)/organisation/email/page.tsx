import { getLocale, getTranslations } from "next-intl/server";
import { EmailForm } from "@/app/[locale]/(citizen)/cabinet/profile/email/email-form";
import { OrganisationPage } from "@/components/account/organisation-page";
import { formErrorTexts } from "@/components/shell/form-error-texts";
import { BackLink } from "@/components/ui/back-link";
import { NotificationBanner } from "@/components/ui/notification-banner";
import { requireActingPerson } from "@/lib/main/session";
import { viewEntity } from "@/lib/use-cases/sign-in/entity";
import { startEntityEmailAction } from "./actions";

type EmailPageProps = { searchParams: Promise<{ told?: string | string[] }> };

/** The address of the account by which one acts for the entity, and confirming it or another. */
export default async function EntityEmailPage({ searchParams }: EmailPageProps) {
  const { iin, entity } = await requireActingPerson();
  const { told } = await searchParams;
  const locale = await getLocale();
  const t = await getTranslations("sign-in.email");
  const cabinet = await getTranslations("sign-in.organisationCabinet");
  const organisation = await getTranslations("organisation.email");
  const ui = await getTranslations("ui");
  const { email, isEmailVerified } = await viewEntity({ iin, bin: entity.bin });
  return (
    <OrganisationPage before={<BackLink href={`/${locale}/organisation`} text={cabinet("caption")} />}>
      <div className="ui-prose">
        {told === "over" && (
          <NotificationBanner title={ui("important")}>
            <p>{t("over")}</p>
          </NotificationBanner>
        )}
        <EmailForm
          action={startEntityEmailAction}
          given={isEmailVerified ? null : email}
          texts={{
            label: t("label"),
            submit: t("submit"),
            errors: await formErrorTexts(t("title"), "sign-in.email.errors"),
          }}
        >
          <p className="ui-lead">{organisation("lead")}</p>
          <p>
            {email === null ? t("none") : t("current", { email })}{" "}
            {email !== null && !isEmailVerified && t("unconfirmed")}
          </p>
        </EmailForm>
      </div>
    </OrganisationPage>
  );
}
