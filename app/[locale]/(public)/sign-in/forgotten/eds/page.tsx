import { getLocale, getTranslations } from "next-intl/server";
import { ChallengePanel } from "@/components/account/challenge-panel";
import { actingPerson } from "@/lib/main/session";
import { viewEntity } from "@/lib/use-cases/sign-in/entity";
import { giveSignature } from "../../actions";
import { forgottenPage } from "../../addresses";
import { ForgottenStep } from "../forgotten-step";

type ForgottenEdsPageProps = { searchParams: Promise<{ way?: string | string[]; told?: string | string[] }> };

/** A new password with an EDS key; for whoever comes from an organisation's cabinet, with that organisation's and for its account alone. */
export default async function ForgottenEdsPage({ searchParams }: ForgottenEdsPageProps) {
  const locale = await getLocale();
  const t = await getTranslations("sign-in.forgotten");
  const { way, told } = await searchParams;
  const acting = told === "organisation" ? await actingPerson() : null;
  const name = acting && (await viewEntity({ iin: acting.iin, bin: acting.entity.bin }));
  return (
    <ForgottenStep>
      <ChallengePanel
        purpose="new-password"
        isForEntity={name !== null}
        action={giveSignature}
        hidden={{ for: "new-password", ...(name && { bin: name.bin }) }}
        path={forgottenPage(locale, "/eds", name ? "organisation" : undefined)}
        way={way}
        title={t("edsTitle")}
        submit={t("edsSubmit")}
      >
        <p className="ui-lead">
          {name ? t("edsEntity", { name: locale === "kk" ? name.nameKk : name.nameRu, bin: name.bin }) : t("edsLead")}
        </p>
      </ChallengePanel>
    </ForgottenStep>
  );
}
