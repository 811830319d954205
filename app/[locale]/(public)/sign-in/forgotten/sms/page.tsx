import { getTranslations } from "next-intl/server";
import { formErrorTexts } from "@/components/shell/form-error-texts";
import { ForgottenStep } from "../forgotten-step";
import { RecoveryForm } from "./recovery-form";

/** A new password by SMS and identification: whose account it is. */
export default async function ForgottenSmsPage() {
  const t = await getTranslations("sign-in.forgotten");
  const iin = await getTranslations("sign-in.iin");
  return (
    <ForgottenStep>
      <RecoveryForm
        texts={{
          lead: t("smsLead"),
          iin: iin("label"),
          iinHint: iin("hint"),
          submit: t("smsSubmit"),
          errors: {
            ...(await formErrorTexts(t("smsTitle"), "sign-in.errors", "sign-in.forgotten.tooOften")),
          },
        }}
      />
    </ForgottenStep>
  );
}
