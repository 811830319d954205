import { getLocale, getTranslations } from "next-intl/server";
import { CitizenPage } from "@/components/process/citizen-page";
import { Lines } from "@/components/public/lines";
import { formErrorTexts } from "@/components/shell/form-error-texts";
import { BackLink } from "@/components/ui/back-link";
import { NotificationBanner } from "@/components/ui/notification-banner";
import { requireCitizen } from "@/lib/main/session";
import { viewProfile } from "@/lib/use-cases/sign-in/view-profile";
import { phonePage } from "./addresses";
import { PhoneForm } from "./phone-form";

type PhonePageProps = { searchParams: Promise<{ told?: string | string[] }> };

const news = ["linked", "removed", "over"] as const;

/** The number that is linked, and linking another. */
export default async function PhonePage({ searchParams }: PhonePageProps) {
  const { iin } = await requireCitizen();
  const { told: given } = await searchParams;
  const told = news.find((one) => one === given);
  const locale = await getLocale();
  const t = await getTranslations("sign-in.phone");
  const profile = await getTranslations("sign-in.profile");
  const ui = await getTranslations("ui");
  const { maskedPhone } = await viewProfile(iin);
  const phone = maskedPhone?.replaceAll(" ", "\u00a0");
  return (
    <CitizenPage before={<BackLink href={`/${locale}/cabinet/profile`} text={profile("title")} />}>
      <div className="ui-prose">
        {told !== undefined && (
          <NotificationBanner
            kind={told === "over" ? "info" : "success"}
            title={told === "over" ? ui("important") : ui("done")}
          >
            <p>{t(told)}</p>
          </NotificationBanner>
        )}
        <PhoneForm
          texts={{
            label: t("label"),
            hint: t("hint"),
            submit: t("submit"),
            errors: await formErrorTexts(t("title"), "sign-in.phone.errors"),
          }}
        >
          <p className="ui-lead">{t("lead")}</p>
          <p>{phone === undefined ? t("none") : t("current", { phone })}</p>
          <h2>{t("how")}</h2>
          <Lines text={t("steps")} ordered />
        </PhoneForm>
        {phone !== undefined && (
          <p>
            <a href={phonePage(locale, "/remove")}>{t("remove")}</a>
          </p>
        )}
      </div>
    </CitizenPage>
  );
}
