import { getLocale, getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { CodeStep } from "@/components/account/code-step";
import { PortalPage } from "@/components/shell/portal-page";
import { BackLink } from "@/components/ui/back-link";
import { WarningText } from "@/components/ui/warning-text";
import { safeReturnPath } from "@/lib/i18n/return-path";
import { viewer } from "@/lib/main/session";
import { heldTicket } from "@/lib/main/sign-in-ticket";
import { pendingSignIn } from "@/lib/use-cases/sign-in/pending-sign-in";
import { askForNewCode, giveCode } from "../actions";
import { edsPage, organisationPage, signInPage } from "../addresses";

type CodePageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** The code of the SMS; when none is good any more, how to get another. */
export default async function CodePage({ searchParams }: CodePageProps) {
  const { next: given, told } = await searchParams;
  const next = safeReturnPath(given);
  const locale = await getLocale();
  const ticket = await heldTicket();
  const pending = ticket === undefined ? null : await pendingSignIn(ticket);
  if (!pending) redirect((await viewer()) ? (next ?? `/${locale}/cabinet`) : signInPage(locale, next, "over"));

  const t = await getTranslations("sign-in.code");
  const ui = await getTranslations("ui");
  const ways = await getTranslations("sign-in.ways");
  const phone = (pending.maskedPhone ?? "").replaceAll(" ", "\u00a0");
  return (
    <PortalPage
      before={
        <nav aria-label={t("back")}>
          <BackLink
            href={pending.isForEntity ? organisationPage(locale, next) : signInPage(locale, next)}
            text={t("back")}
          />
        </nav>
      }
    >
      <div className="ui-prose">
        <CodeStep
          pending={pending}
          action={giveCode}
          resend={askForNewCode}
          next={next}
          isResent={told === "sent"}
          texts={{
            title: t("title"),
            submit: t("submit"),
            hint: (time) => t("hint", { phone, time }),
            limited: (time) => t("limited", { phone, time }),
            notSent: t("notSent", { phone }),
            expired: t("expired", { phone }),
            locked: (time) => t("locked", { time }),
          }}
          lockedMore={<WarningText prefix={ui("warning")}>{t("lockedCall")}</WarningText>}
        >
          <p>{t("noPhone")}</p>
        </CodeStep>
        <p>
          <a href={edsPage(locale, next, pending.isForEntity ? "organisation" : undefined)}>{ways("eds")}</a>
        </p>
      </div>
    </PortalPage>
  );
}
