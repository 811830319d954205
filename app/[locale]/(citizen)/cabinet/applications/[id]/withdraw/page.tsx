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
import { partyOf } from "@/lib/process/applicant";
import { available } from "@/lib/process/available";
import { isSigned } from "@/lib/process/position";
import { ownApplication } from "../../../../own-application";
import { citizenMetadata } from "../../../../page-metadata";
import { withdrawAction } from "../../../actions";

type WithdrawPageProps = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: WithdrawPageProps): Promise<Metadata> {
  const { service } = await ownApplication((await params).id);
  const t = await getTranslations("cabinet.withdraw");
  const of = await getTranslations(`services.${service.id}`);
  return citizenMetadata(t("title"), of("title"));
}

/** Asks once more before an application is withdrawn; or says why it cannot be any longer. */
export default async function WithdrawPage({ params }: WithdrawPageProps) {
  const { id } = await params;
  const application = await ownApplication(id);
  const { service, state, today } = application;
  const locale = await getLocale();
  const t = await getTranslations("cabinet.withdraw");
  const common = await getTranslations("common.actions");
  const of = await getTranslations(`services.${service.id}`);
  const here = `/${locale}/cabinet/applications/${id}`;
  const can = (party: "applicant" | "preparer") =>
    available(service, state, party, today).some(({ type }) => type === "withdraw");
  const isPossible = can(partyOf(await requireApplicant()));
  // Whoever only prepares it learns who can.
  const isOthers = !isPossible && can("applicant");
  const organisation = await getTranslations("organisation.withdraw");
  return (
    <CitizenPage before={<BackLink href={here} text={common("back")} />}>
      <div className="ui-prose">
        <header>
          <span className="ui-caption">{of("title")}</span>
          <h1>{t(isPossible ? "title" : "tooLate")}</h1>
        </header>
        {isPossible ? (
          <>
            <p className="ui-lead">{t(isSigned(service, state) ? "signed" : "draft", { number: state.number })}</p>
            <p>{t("again")}</p>
            <ActionForm action={withdrawAction} hidden={{ applicationId: id }} texts={await formErrorTexts(t("title"))}>
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
            <p className="ui-lead">{isOthers ? organisation("notYours") : t("tooLateText")}</p>
            <ButtonGroup>
              <ButtonLink href={here}>{t("look")}</ButtonLink>
            </ButtonGroup>
          </>
        )}
      </div>
    </CitizenPage>
  );
}
