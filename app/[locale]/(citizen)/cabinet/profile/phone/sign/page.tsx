import { getLocale, getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { ChallengePanel } from "@/components/account/challenge-panel";
import { CitizenPage } from "@/components/process/citizen-page";
import { BackLink } from "@/components/ui/back-link";
import { spacedPhone } from "@/lib/kernel/phone";
import { requireCitizen } from "@/lib/main/session";
import { heldTicket } from "@/lib/main/sign-in-ticket";
import { phoneToSign } from "@/lib/use-cases/sign-in/link-phone";
import { linkPhoneAction } from "../actions";
import { phonePage } from "../addresses";

type PhoneSignPageProps = { searchParams: Promise<{ way?: string | string[] }> };

/** The link of a number, signed by its person. */
export default async function PhoneSignPage({ searchParams }: PhoneSignPageProps) {
  const { iin } = await requireCitizen();
  const locale = await getLocale();
  const ticket = await heldTicket();
  const waiting = ticket === undefined ? null : await phoneToSign(ticket, iin);
  if (!waiting) redirect(phonePage(locale, "", "over"));
  const t = await getTranslations("sign-in.phone");
  return (
    <CitizenPage before={<BackLink href={phonePage(locale, "")} text={t("back")} />}>
      <div className="ui-prose">
        <ChallengePanel
          purpose="link-phone"
          signer={iin}
          link={waiting}
          action={linkPhoneAction}
          path={phonePage(locale, "/sign")}
          way={(await searchParams).way}
          title={t("signTitle")}
          submit={t("signSubmit")}
        >
          <p className="ui-lead">{t("signLead", { phone: spacedPhone(waiting.phone) })}</p>
        </ChallengePanel>
      </div>
    </CitizenPage>
  );
}
