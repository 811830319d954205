import { getLocale, getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { formErrorTexts } from "@/components/shell/form-error-texts";
import { heldTicket } from "@/lib/main/sign-in-ticket";
import { awaitsIdentification } from "@/lib/use-cases/sign-in/recover-password";
import { forgottenPage } from "../../addresses";
import { ForgottenStep } from "../forgotten-step";
import { IdentifyForm } from "./identify-form";

/** The code was right; Digital ID says whether it is the account's person. */
export default async function IdentifyPage() {
  const locale = await getLocale();
  const ticket = await heldTicket();
  if (ticket === undefined || !(await awaitsIdentification(ticket))) redirect(forgottenPage(locale, "", "over"));
  const t = await getTranslations("sign-in.forgotten");
  return (
    <ForgottenStep>
      <IdentifyForm
        texts={{
          lead: t("identifyLead"),
          submit: t("identifySubmit"),
          errors: await formErrorTexts(t("identifyTitle"), "sign-in.forgotten.failures"),
        }}
      />
      <p>
        <a href={forgottenPage(locale, "/eds")}>{t("edsTitle")}</a>
      </p>
    </ForgottenStep>
  );
}
