import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { SessionNotice } from "@/components/account/session-notice";
import { PortalPage } from "@/components/shell/portal-page";
import { SignOutForm } from "@/components/shell/sign-out-form";

type StaffPageProps = {
  before?: ReactNode;
  /** What is posted here after the session's end is kept. */
  keepsAnswer?: boolean | undefined;
  children: ReactNode;
};

/** The frame of the officers' pages. */
export async function StaffPage({ before, keepsAnswer, children }: StaffPageProps) {
  const locale = await getLocale();
  const t = await getTranslations("staff");
  const href = `/${locale}/staff`;
  return (
    <PortalPage
      account={{ kind: "signed-in", href, text: t("title"), signOut: <SignOutForm /> }}
      before={before === undefined ? undefined : <nav aria-label={t("task.back")}>{before}</nav>}
    >
      {children}
      <SessionNotice keepsAnswer={keepsAnswer} />
    </PortalPage>
  );
}
