import { getLocale, getTranslations } from "next-intl/server";
import { EmailQuestion } from "@/app/[locale]/(citizen)/cabinet/profile/email/email-question";
import { OrganisationPage } from "@/components/account/organisation-page";
import { BackLink } from "@/components/ui/back-link";
import { requireActingPerson } from "@/lib/main/session";
import { viewEntity } from "@/lib/use-cases/sign-in/entity";
import { startEntityEmailAction } from "./actions";

type EmailPageProps = { searchParams: Promise<{ told?: string | string[] }> };

/** The address of the account by which one acts for the entity, and confirming it or another. */
export default async function EntityEmailPage({ searchParams }: EmailPageProps) {
  const { iin, entity } = await requireActingPerson();
  const { told } = await searchParams;
  const cabinet = await getTranslations("sign-in.organisationCabinet");
  const t = await getTranslations("organisation.email");
  const { email, isEmailVerified } = await viewEntity({ iin, bin: entity.bin });
  return (
    <OrganisationPage before={<BackLink href={`/${await getLocale()}/organisation`} text={cabinet("caption")} />}>
      <EmailQuestion
        action={startEntityEmailAction}
        email={email}
        isEmailVerified={isEmailVerified}
        told={told}
        lead={t("lead")}
      />
    </OrganisationPage>
  );
}
