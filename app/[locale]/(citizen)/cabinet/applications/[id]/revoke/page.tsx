import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { CitizenPage } from "@/components/process/citizen-page";
import { ActionForm } from "@/components/shell/action-form";
import { formErrorTexts } from "@/components/shell/form-error-texts";
import { BackLink } from "@/components/ui/back-link";
import { Button } from "@/components/ui/button";
import { ButtonGroup } from "@/components/ui/button-group";
import { ButtonLink } from "@/components/ui/button-link";
import { requireApplicant } from "@/lib/main/session";
import { mayRevoke, viewIssuedPaper } from "@/lib/use-cases/sealed-documents/revoke-paper";
import { missing } from "../../../../../missing";
import { ownApplication } from "../../../../own-application";
import { citizenMetadata } from "../../../../page-metadata";
import { revokePaperAction } from "./actions";

type RevokePageProps = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: RevokePageProps): Promise<Metadata> {
  const { service } = await ownApplication((await params).id);
  const t = await getTranslations("sealed-documents.revoke");
  const of = await getTranslations(`services.${service.id}`);
  return citizenMetadata(t("title"), of("title"));
}

/** Says what it means to revoke the paper that a service has ended with, and asks once more; or says that it is good no more. */
export default async function RevokePage({ params }: RevokePageProps) {
  const { id } = await params;
  const application = await ownApplication(id);
  const paper = await viewIssuedPaper(application);
  if (!paper || !mayRevoke(await requireApplicant())) return missing();
  const locale = await getLocale();
  const t = await getTranslations("sealed-documents.revoke");
  const common = await getTranslations("common.actions");
  const of = await getTranslations(`services.${application.service.id}`);
  const here = `/${locale}/cabinet/applications/${id}`;
  const isPossible = paper.standing === "valid";
  return (
    <CitizenPage before={<BackLink href={here} text={common("back")} />}>
      <div className="ui-prose">
        <header>
          <span className="ui-caption">{of("title")}</span>
          <h1>{t(isPossible ? "title" : "overTitle")}</h1>
        </header>
        {isPossible ? (
          <>
            <p className="ui-lead">{t("lead", { title: of("paper.title") })}</p>
            <ul>
              <li>{t("means")}</li>
              <li>{t("keeps")}</li>
              <li>{t("noReturn")}</li>
            </ul>
            <ActionForm
              action={revokePaperAction}
              hidden={{ applicationId: id }}
              texts={await formErrorTexts(t("title"))}
            >
              <ButtonGroup>
                <Button variant="warning">{t("confirm")}</Button>
                <ButtonLink href={here} variant="secondary">
                  {t("keep")}
                </ButtonLink>
              </ButtonGroup>
            </ActionForm>
          </>
        ) : (
          <>
            <p className="ui-lead">{t("overText")}</p>
            <ButtonGroup>
              <ButtonLink href={here}>{t("back")}</ButtonLink>
            </ButtonGroup>
          </>
        )}
      </div>
    </CitizenPage>
  );
}
