import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { locales } from "@/lib/i18n/locale";

/** Title and languages of a public page; `path` is its address after the language. */
export async function pageMetadata(title: string, path: string, description?: string): Promise<Metadata> {
  const t = await getTranslations("common.portal");
  return {
    title: `${title} — ${t("name")}`,
    ...(description === undefined ? {} : { description }),
    alternates: { languages: Object.fromEntries(locales.map((locale) => [locale, `/${locale}${path}`])) },
  };
}
