import { getLocale, getTranslations } from "next-intl/server";
import { CitizenPage } from "@/components/process/citizen-page";
import { BackLink } from "@/components/ui/back-link";
import { requireCitizen } from "@/lib/main/session";
import { askForEmailCode, giveEmailCode } from "../actions";
import { emailPage } from "../addresses";
import { EmailCode } from "./email-code";

type EmailCodePageProps = { searchParams: Promise<{ told?: string | string[] }> };

/** The code for the address of a person's own account. */
export default async function EmailCodePage({ searchParams }: EmailCodePageProps) {
  const { iin } = await requireCitizen();
  const t = await getTranslations("sign-in.email");
  const { told } = await searchParams;
  return (
    <CitizenPage before={<BackLink href={emailPage(await getLocale(), iin, "")} text={t("back")} />}>
      <EmailCode who={iin} told={told} action={giveEmailCode} resend={askForEmailCode} />
    </CitizenPage>
  );
}
