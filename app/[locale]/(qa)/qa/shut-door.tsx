import { getTranslations } from "next-intl/server";
import { formErrorTexts } from "@/components/shell/form-error-texts";
import { PortalPage } from "@/components/shell/portal-page";
import { TokenForm } from "./token-form";

/** In production the console is for those who hold the QA token. */
export async function ShutDoor() {
  const t = await getTranslations("qa.door");
  const console = await getTranslations("qa");
  const ui = await getTranslations("ui.password");
  return (
    <PortalPage>
      <div className="ui-prose">
        <h1>{console("title")}</h1>
        <p className="ui-lead">{t("lead")}</p>
        <TokenForm
          texts={{
            token: t("token"),
            hint: t("hint"),
            enter: t("enter"),
            password: { show: ui("show"), hide: ui("hide"), shown: ui("shown"), hidden: ui("hidden") },
            errors: await formErrorTexts(console("title"), "qa.door.errors"),
          }}
        />
      </div>
    </PortalPage>
  );
}
