import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { StoredSignatures } from "@/components/process/stored-signatures";
import { StaffPage } from "@/components/shell/staff-page";
import { BackLink } from "@/components/ui/back-link";
import { requireStaff } from "@/lib/main/session";
import { viewSignaturesOfTask } from "@/lib/use-cases/signing/stored-signatures";
import { missing } from "../../../../../missing";

type SignaturesPageProps = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("signing.stored");
  const common = await getTranslations("common");
  return { title: `${t("title")} — ${common("portal.name")}` };
}

/** What was signed under the application of a task, and all that speaks for it. */
export default async function TaskSignaturesPage({ params }: SignaturesPageProps) {
  const officer = await requireStaff();
  const { id } = await params;
  const found = await viewSignaturesOfTask(id, officer);
  if (!found || found.signatures.length === 0) return missing();
  const locale = await getLocale();
  const t = await getTranslations("signing.stored");
  const task = `/${locale}/staff/tasks/${encodeURIComponent(id)}`;
  const { number } = found.application.state;
  return (
    <StaffPage before={<BackLink href={task} text={t("backToTask")} />}>
      <div className="ui-prose">
        <span className="ui-caption">{number}</span>
        <h1>{t("title")}</h1>
        <p className="ui-lead">{t("lead")}</p>
        <StoredSignatures number={number} signatures={found.signatures} href={`${task}/signatures`} />
      </div>
    </StaffPage>
  );
}
