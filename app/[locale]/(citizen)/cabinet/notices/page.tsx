import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { CitizenPage } from "@/components/process/citizen-page";
import { Notices } from "@/components/process/notices";
import { BackLink } from "@/components/ui/back-link";
import { requireCitizen } from "@/lib/main/session";
import { viewNotices } from "@/lib/use-cases/view-cabinet";
import { citizenMetadata } from "../../page-metadata";

export async function generateMetadata(): Promise<Metadata> {
  return citizenMetadata((await getTranslations("cabinet.notices"))("title"));
}

/** Everything that the portal has told the person. */
export default async function NoticesPage() {
  const { iin } = await requireCitizen();
  const locale = await getLocale();
  const t = await getTranslations("cabinet");
  const notices = await viewNotices(iin);
  return (
    <CitizenPage current="cabinet" before={<BackLink href={`/${locale}/cabinet`} text={t("title")} />}>
      <div className="ui-prose">
        <h1>{t("notices.title")}</h1>
        <Notices notices={notices} unread={notices.filter((notice) => !notice.isRead).length} />
      </div>
    </CitizenPage>
  );
}
