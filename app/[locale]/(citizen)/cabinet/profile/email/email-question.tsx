import { getTranslations } from "next-intl/server";
import type { ComponentProps } from "react";
import { formErrorTexts } from "@/components/shell/form-error-texts";
import { NotificationBanner } from "@/components/ui/notification-banner";
import { EmailForm } from "./email-form";

interface EmailQuestionProps {
  readonly action: ComponentProps<typeof EmailForm>["action"];
  /** The address so far. */
  readonly email: string | null;
  readonly isEmailVerified: boolean;
  /** What the page was told in its address. */
  readonly told: string | string[] | undefined;
  readonly lead: string;
}

/** Asks for the address of an account, a person's or an entity's. */
export async function EmailQuestion({ action, email, isEmailVerified, told, lead }: EmailQuestionProps) {
  const t = await getTranslations("sign-in.email");
  const ui = await getTranslations("ui");
  return (
    <div className="ui-prose">
      {told === "over" && (
        <NotificationBanner title={ui("important")}>
          <p>{t("over")}</p>
        </NotificationBanner>
      )}
      <EmailForm
        action={action}
        given={isEmailVerified ? null : email}
        texts={{
          label: t("label"),
          submit: t("submit"),
          errors: await formErrorTexts(t("title"), "sign-in.email.errors"),
        }}
      >
        <p className="ui-lead">{lead}</p>
        <p>
          {email === null ? t("none") : t("current", { email })}{" "}
          {email !== null && !isEmailVerified && t("unconfirmed")}
        </p>
      </EmailForm>
    </div>
  );
}
