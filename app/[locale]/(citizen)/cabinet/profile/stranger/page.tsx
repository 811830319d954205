import { getLocale, getTranslations } from "next-intl/server";
import { CitizenPage } from "@/components/process/citizen-page";
import { BackLink } from "@/components/ui/back-link";
import { Button } from "@/components/ui/button";
import { formatDateTime } from "@/lib/i18n/format";
import { requireCitizen } from "@/lib/main/session";
import { viewProfile } from "@/lib/use-cases/sign-in/view-profile";
import { citizenMetadata } from "../../../page-metadata";
import { reportStrangerAction } from "../actions";
import { deviceOf } from "@/lib/use-cases/sign-in/device";

type StrangerPageProps = { searchParams: Promise<{ record?: string | string[] }> };

export async function generateMetadata() {
  return citizenMetadata((await getTranslations("sign-in.stranger"))("title"));
}

/** Somebody else has signed in, or may be about to: what will be done about it, before it is done. */
export default async function StrangerPage({ searchParams }: StrangerPageProps) {
  const { iin } = await requireCitizen();
  const locale = await getLocale();
  const { record } = await searchParams;
  const entry = (await viewProfile(iin)).history.find(({ id }) => id === record);
  const t = await getTranslations("sign-in.stranger");
  const profile = await getTranslations("sign-in.profile");
  const device = deviceOf(entry?.userAgent ?? null) ?? profile("unknownDevice");
  return (
    <CitizenPage before={<BackLink href={`/${locale}/cabinet/profile`} text={t("back")} />}>
      <div className="ui-prose">
        <h1>{t(entry ? "title" : "suspectTitle")}</h1>
        {entry && <p className="ui-lead">{t("lead", { device, time: formatDateTime(locale, entry.at) })}</p>}
        <p>{t("text")}</p>
        <form action={reportStrangerAction}>
          <Button variant="warning">{t("submit")}</Button>
        </form>
      </div>
    </CitizenPage>
  );
}
