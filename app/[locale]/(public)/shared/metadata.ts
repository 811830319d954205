import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";

/** Of a shared paper's pages: nothing of it in a preview, and nothing for a search engine. */
export async function sharedMetadata(title: string): Promise<Metadata> {
  const t = await getTranslations("common.portal");
  return { title: `${title} — ${t("name")}`, robots: { index: false, follow: false, nocache: true } };
}
