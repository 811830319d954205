import { getLocale, getTranslations } from "next-intl/server";
import { emailPage } from "@/app/[locale]/(citizen)/cabinet/profile/email/addresses";
import { EmailCode } from "@/app/[locale]/(citizen)/cabinet/profile/email/code/email-code";
import { OrganisationPage } from "@/components/account/organisation-page";
import { BackLink } from "@/components/ui/back-link";
import { requireActingPerson } from "@/lib/main/session";
import { actsFor } from "@/lib/process/applicant";
import { askForEntityEmailCode, giveEntityEmailCode } from "../actions";

type EmailCodePageProps = { searchParams: Promise<{ told?: string | string[] }> };

/** The code for the address of the account by which one acts for the entity. */
export default async function EntityEmailCodePage({ searchParams }: EmailCodePageProps) {
  const who = actsFor(await requireActingPerson());
  const t = await getTranslations("sign-in.email");
  const { told } = await searchParams;
  return (
    <OrganisationPage before={<BackLink href={emailPage(await getLocale(), who, "")} text={t("back")} />}>
      <EmailCode who={who} told={told} action={giveEntityEmailCode} resend={askForEntityEmailCode} />
    </OrganisationPage>
  );
}
