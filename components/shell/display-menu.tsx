import { getLocale, getTranslations } from "next-intl/server";
import { appearances, displayCookies, displaySettings, visions } from "@/app/display-settings";
import { AppearanceMenu } from "@/components/ui/appearance-menu";

/** The menu of colours and type size, showing what is chosen. */
export async function DisplayMenu() {
  const locale = await getLocale();
  const t = await getTranslations("common.appearance");
  const { appearance, vision } = await displaySettings();
  return (
    <AppearanceMenu
      title={t("title")}
      action={`/${locale}/appearance`}
      groups={[
        {
          name: displayCookies.vision,
          legend: t("text"),
          current: vision,
          options: visions.map((value) => ({ value, text: t(value) })),
        },
        {
          name: displayCookies.appearance,
          legend: t("colours"),
          current: appearance,
          options: appearances.map((value) => ({ value, text: t(value) })),
        },
      ]}
    />
  );
}
