import { getLocale, getTranslations } from "next-intl/server";
import { ChallengePanel } from "@/components/account/challenge-panel";
import { giveSignature } from "../../actions";
import { forgottenPage } from "../../addresses";
import { ForgottenStep } from "../forgotten-step";

type ForgottenEdsPageProps = { searchParams: Promise<{ way?: string | string[] }> };

/** A new password with an EDS key. */
export default async function ForgottenEdsPage({ searchParams }: ForgottenEdsPageProps) {
  const locale = await getLocale();
  const t = await getTranslations("sign-in.forgotten");
  return (
    <ForgottenStep>
      <ChallengePanel
        purpose="new-password"
        action={giveSignature}
        hidden={{ for: "new-password" }}
        path={forgottenPage(locale, "/eds")}
        way={(await searchParams).way}
        title={t("edsTitle")}
        submit={t("edsSubmit")}
      >
        <p className="ui-lead">{t("edsLead")}</p>
      </ChallengePanel>
    </ForgottenStep>
  );
}
