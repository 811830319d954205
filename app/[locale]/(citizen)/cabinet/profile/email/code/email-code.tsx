import { getLocale, getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { CodeStep } from "@/components/account/code-step";
import { heldTicket } from "@/lib/main/sign-in-ticket";
import type { ServerAction } from "@/lib/main/server-action";
import type { Applicant } from "@/lib/process/applicant";
import { pendingSignIn } from "@/lib/use-cases/sign-in/pending-sign-in";
import { emailPage } from "../addresses";

type EmailCodeProps = {
  who: Applicant;
  told: string | string[] | undefined;
  action: ServerAction;
  resend: ServerAction;
};

/** The code that came to the address which is to be confirmed. It is typed here: no link in a message changes anything. */
export async function EmailCode({ who, told, action, resend }: EmailCodeProps) {
  const locale = await getLocale();
  const ticket = await heldTicket();
  const pending = ticket === undefined ? null : await pendingSignIn(ticket, "email");
  if (!pending) redirect(emailPage(locale, who, "", "over"));
  const t = await getTranslations("sign-in.email");
  const email = pending.maskedEmail ?? "";
  return (
    <div className="ui-prose">
      <CodeStep
        pending={pending}
        action={action}
        resend={resend}
        isResent={told === "sent"}
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
  );
}
