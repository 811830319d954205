import { getLocale, getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { CodeStep } from "@/components/account/code-step";
import { heldTicket } from "@/lib/main/sign-in-ticket";
import { pendingSignIn } from "@/lib/use-cases/sign-in/pending-sign-in";
import { forgottenPage } from "../../addresses";
import { askForRecoveryCode, giveRecoveryCode } from "../actions";
import { ForgottenStep } from "../forgotten-step";

type RecoveryCodePageProps = { searchParams: Promise<{ told?: string | string[] }> };

/** The code for a new password. It says the same whether or not there is an account with a number. */
export default async function RecoveryCodePage({ searchParams }: RecoveryCodePageProps) {
  const locale = await getLocale();
  const ticket = await heldTicket();
  const pending = ticket === undefined ? null : await pendingSignIn(ticket, "recovery");
  if (!pending) redirect(forgottenPage(locale, "", "over"));
  const t = await getTranslations("sign-in.forgotten");
  return (
    <ForgottenStep>
      <CodeStep
        pending={pending}
        action={giveRecoveryCode}
        resend={askForRecoveryCode}
        isResent={(await searchParams).told === "sent"}
        texts={{
          title: t("codeTitle"),
          submit: t("codeSubmit"),
          hint: (time) => t("codeHint", { time }),
          limited: (time) => t("limited", { time }),
          notSent: t("notSent"),
          expired: t("expired"),
          locked: (time) => t("locked", { time }),
        }}
      >
        <p>{t("noCode")}</p>
      </CodeStep>
    </ForgottenStep>
  );
}
