import { getLocale, getTranslations } from "next-intl/server";
import { CitizenPage } from "@/components/process/citizen-page";
import { BackLink } from "@/components/ui/back-link";
import { requireCitizen } from "@/lib/main/session";
import { viewProfile } from "@/lib/use-cases/sign-in/view-profile";
import { startEmailAction } from "./actions";
import { EmailQuestion } from "./email-question";

type EmailPageProps = { searchParams: Promise<{ told?: string | string[] }> };

/** The address of the account, and confirming it or another. */
export default async function EmailPage({ searchParams }: EmailPageProps) {
  const { iin } = await requireCitizen();
  const { told } = await searchParams;
  const t = await getTranslations("sign-in.email");
  const profile = await getTranslations("sign-in.profile");
  const { email, isEmailVerified } = await viewProfile(iin);
  return (
    <CitizenPage before={<BackLink href={`/${await getLocale()}/cabinet/profile`} text={profile("title")} />}>
      <EmailQuestion
        action={startEmailAction}
        email={email}
        isEmailVerified={isEmailVerified}
        told={told}
        lead={t("lead")}
      />
    </CitizenPage>
  );
}
