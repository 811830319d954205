import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";

/** The title of a citizen's page: what it is, the service where there is one, the portal. */
export async function citizenMetadata(title: string, area?: string): Promise<Metadata> {
  const t = await getTranslations("common.portal");
  return { title: [title, ...(area === undefined ? [] : [area]), t("name")].join(" — ") };
}
