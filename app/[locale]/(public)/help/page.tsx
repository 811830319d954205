import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PortalPage } from "@/components/shell/portal-page";
import { ButtonLink } from "@/components/ui/button-link";
import { Details } from "@/components/ui/details";
import { pageMetadata } from "../page-metadata";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("public.help");
  return pageMetadata(t("title"), "/help", t("lead"));
}

const questions = ["signIn", "key", "phone", "saved", "sent", "wrong", "refused"] as const;

export default async function HelpPage() {
  const t = await getTranslations("public.help");
  return (
    <PortalPage>
      <div className="ui-prose">
        <h1>{t("title")}</h1>
        <p className="ui-lead">{t("lead")}</p>
        <h2>{t("callTitle")}</h2>
        <p>{t("callText")}</p>
        <p>
          <ButtonLink href="tel:1414">{t("call")}</ButtonLink>
        </p>
        <h2>{t("centreTitle")}</h2>
        <p>{t("centreText")}</p>
        <h2>{t("questions")}</h2>
        <div className="ui-questions">
          {questions.map((question) => (
            <Details key={question} summary={t(`${question}Q`)}>
              <p>{t(`${question}A`)}</p>
            </Details>
          ))}
        </div>
      </div>
    </PortalPage>
  );
}
