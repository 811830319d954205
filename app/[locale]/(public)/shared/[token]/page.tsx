import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { CheckedPaper } from "@/components/public/checked-paper";
import { ActionForm } from "@/components/shell/action-form";
import { formErrorTexts } from "@/components/shell/form-error-texts";
import { PortalPage } from "@/components/shell/portal-page";
import { Button } from "@/components/ui/button";
import { ButtonGroup } from "@/components/ui/button-group";
import { ButtonLink } from "@/components/ui/button-link";
import { InsetText } from "@/components/ui/inset-text";
import type { CheckedDocument } from "@/lib/use-cases/sealed-documents/check-document";
import { newVisit, viewShared } from "@/lib/use-cases/sharing/open-link";
import { sharedMetadata } from "../metadata";
import { openSharedAction } from "./actions";

type SharedPageProps = {
  params: Promise<{ token: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return sharedMetadata((await getTranslations("sharing.shared"))("title"));
}

/**
 * A paper that its holder shows by a link. The link itself only asks whether to open it, and looks nothing up: a preview in a messenger, a
 * prefetching browser and a search engine see no data and are not counted. The button opens it for some minutes.
 */
export default async function SharedPage({ params, searchParams }: SharedPageProps) {
  const { token } = await params;
  const { pass } = await searchParams;
  const locale = await getLocale();
  const t = await getTranslations("sharing.shared");
  const shown = typeof pass === "string" ? await viewShared(token, pass) : null;
  if (shown?.kind === "gone") return redirect(`/${locale}/shared/gone`);
  if (shown?.kind === "shown" && typeof pass === "string") {
    return <Shown document={shown.document} href={`/${locale}/shared/${token}/document?pass=${pass}`} />;
  }
  return (
    <PortalPage>
      <div className="ui-prose">
        {shown !== null && <InsetText>{t("over")}</InsetText>}
        <h1>{t("title")}</h1>
        <p className="ui-lead">{t("lead")}</p>
        <p>{t("counted")}</p>
        <ActionForm
          action={openSharedAction}
          hidden={{ token, visit: newVisit() }}
          texts={await formErrorTexts(t("title"))}
        >
          <ButtonGroup>
            <Button>{t("open")}</Button>
          </ButtonGroup>
        </ActionForm>
      </div>
    </PortalPage>
  );
}

async function Shown({ document, href }: { document: CheckedDocument; href: string }) {
  const locale = await getLocale();
  const t = await getTranslations("sharing.shared");
  return (
    <PortalPage>
      <div className="ui-prose">
        <CheckedPaper checked={document} explanation={t("compare")} />
        {document.paper?.standing === "valid" && (
          <ButtonGroup>
            {/* A plain link: where there is no file the browser shows the page that it is led to. */}
            <ButtonLink href={href} rel="noreferrer">
              {t("download")}
            </ButtonLink>
          </ButtonGroup>
        )}
        <p className="ui-hint">
          {t("minutes")} <a href={`/${locale}/verify`}>{t("verify")}</a>
        </p>
      </div>
    </PortalPage>
  );
}
