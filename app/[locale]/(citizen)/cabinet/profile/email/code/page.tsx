import { getLocale, getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { CodeStep } from "@/components/account/code-step";
import { CitizenPage } from "@/components/process/citizen-page";
import { BackLink } from "@/components/ui/back-link";
import { requireCitizen } from "@/lib/main/session";
import { heldTicket } from "@/lib/main/sign-in-ticket";
import { pendingSignIn } from "@/lib/use-cases/sign-in/pending-sign-in";
import { askForEmailCode, giveEmailCode } from "../actions";
import { emailPage } from "../addresses";

type EmailCodePageProps = { searchParams: Promise<{ told?: string | string[] }> };

/** The code that came to the address which is to be confirmed. It is typed here: no link in a message changes anything. */
export default async function EmailCodePage({ searchParams }: EmailCodePageProps) {
  await requireCitizen();
  const locale = await getLocale();
  const ticket = await heldTicket();
  const pending = ticket === undefined ? null : await pendingSignIn(ticket, "email");
  if (!pending) redirect(emailPage(locale, "", "over"));
  const t = await getTranslations("sign-in.email");
  const email = pending.maskedEmail ?? "";
  return (
    <CitizenPage before={<BackLink href={emailPage(locale, "")} text={t("back")} />}>
      <div className="ui-prose">
        <CodeStep
          pending={pending}
          action={giveEmailCode}
          resend={askForEmailCode}
          isResent={(await searchParams).told === "sent"}
          errorKeys={["sign-in.email.errors"]}
          texts={{
            title: t("codeTitle"),
            label: t("codeLabel"),
            submit: t("codeSubmit"),
            hint: (time) => t("codeHint", { email, time }),
            limited: (time) => t("limited", { email, time }),
            notSent: t("notSent", { email }),
            expired: t("expired", { email }),
            locked: (time) => t("locked", { time }),
          }}
        >
          <p>{t("noCode")}</p>
        </CodeStep>
      </div>
    </CitizenPage>
  );
}
