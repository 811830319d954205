import { getLocale, getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { CodeStep } from "@/components/account/code-step";
import { CitizenPage } from "@/components/process/citizen-page";
import { BackLink } from "@/components/ui/back-link";
import { requireCitizen } from "@/lib/main/session";
import { heldTicket } from "@/lib/main/sign-in-ticket";
import { pendingSignIn } from "@/lib/use-cases/sign-in/pending-sign-in";
import { askForPhoneCode, givePhoneCode } from "../actions";
import { phonePage } from "../addresses";

type PhoneCodePageProps = { searchParams: Promise<{ told?: string | string[] }> };

/** The code that came to the number which is to be linked. */
export default async function PhoneCodePage({ searchParams }: PhoneCodePageProps) {
  await requireCitizen();
  const locale = await getLocale();
  const ticket = await heldTicket();
  const pending = ticket === undefined ? null : await pendingSignIn(ticket, "phone");
  if (!pending) redirect(phonePage(locale, "", "over"));
  const t = await getTranslations("sign-in.phone");
  const code = await getTranslations("sign-in.code");
  const phone = (pending.maskedPhone ?? "").replaceAll(" ", "\u00a0");
  return (
    <CitizenPage before={<BackLink href={phonePage(locale, "")} text={t("back")} />}>
      <div className="ui-prose">
        <CodeStep
          pending={pending}
          action={givePhoneCode}
          resend={askForPhoneCode}
          isResent={(await searchParams).told === "sent"}
          texts={{
            title: t("codeTitle"),
            submit: t("codeSubmit"),
            hint: (time) => t("codeHint", { phone, time }),
            limited: (time) => code("limited", { phone, time }),
            notSent: code("notSent", { phone }),
            expired: code("expired", { phone }),
            locked: (time) => t("locked", { time }),
          }}
        >
          <p>
            <a href={phonePage(locale, "")}>{t("back")}</a>
          </p>
        </CodeStep>
      </div>
    </CitizenPage>
  );
}
