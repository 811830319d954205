import { getLocale, getTranslations } from "next-intl/server";
import { ButtonGroup } from "@/components/ui/button-group";
import { ButtonLink } from "@/components/ui/button-link";
import { NotificationBanner } from "@/components/ui/notification-banner";
import { formatDate } from "@/lib/i18n/format";
import { viewIssuedPaper } from "@/lib/use-cases/sealed-documents/revoke-paper";
import type { OwnApplication } from "@/lib/use-cases/view-application";

type IssuedPaperStateProps = {
  application: OwnApplication;
  /** The application's address in the cabinet. */
  href: string;
  /** Whether the reader may revoke it. */
  isRevocable: boolean;
};

/** The paper that the service has ended with: to be downloaded while it is good, and revoked; or why it is good no more. */
export async function IssuedPaperState({ application, href, isRevocable }: IssuedPaperStateProps) {
  const paper = await viewIssuedPaper(application);
  if (!paper) return null;
  const { id } = application.service;
  const locale = await getLocale();
  const t = await getTranslations("sealed-documents.result");
  const own = await getTranslations(`services.${id}.paper`);
  const sharing = await getTranslations("sharing");
  const date = paper.validUntil && formatDate(locale, paper.validUntil);
  const again = (
    <ButtonGroup>
      <ButtonLink href={`/${locale}/services/${id}`}>{t("again")}</ButtonLink>
    </ButtonGroup>
  );
  switch (paper.standing) {
    case "valid":
      return (
        <NotificationBanner title={own("title")} kind="success" id="result">
          <p>{date === null ? t("validForGood") : t("validUntil", { date })}</p>
          <ButtonGroup>
            {/* A plain link: where there is no file the browser shows the page that it is led to. */}
            <ButtonLink href={`${href}/documents/result`}>{own("download")}</ButtonLink>
            <ButtonLink href={`${href}/share`} variant="secondary">
              {sharing("open")}
            </ButtonLink>
          </ButtonGroup>
          {isRevocable && (
            <p>
              <a href={`${href}/revoke`}>{t("revoke")}</a>
            </p>
          )}
        </NotificationBanner>
      );
    case "expired":
      return (
        <NotificationBanner title={own("title")} id="result">
          <p>
            <strong>{t("expired")}</strong>
          </p>
          <p>{t("expiredText", { date: date ?? "" })}</p>
          {again}
        </NotificationBanner>
      );
    case "revoked":
      return (
        <NotificationBanner title={own("title")} id="result">
          <p>
            <strong>{t("revoked")}</strong>
          </p>
          <p>{t(paper.revokedBy === "holder" ? "revokedByHolder" : "revokedByPortal")}</p>
          {again}
        </NotificationBanner>
      );
  }
}
