import { getTranslations } from "next-intl/server";
import { actionTexts } from "@/lib/main/action-texts";
import type { FormErrorTexts } from "./form-errors";

/** The words that `FormErrors` needs on a page with that title; `keys` are where the messages of its action are ("sign-in.errors"). */
export async function formErrorTexts(page: string, ...keys: readonly string[]): Promise<FormErrorTexts> {
  const ui = await getTranslations("ui");
  const t = await getTranslations();
  return {
    answers: await actionTexts(...keys),
    summary: ui("errorSummary"),
    prefix: ui("errorPrefix"),
    reference: t("action.reference"),
    page,
    portal: t("common.portal.name"),
  };
}
