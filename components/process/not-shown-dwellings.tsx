import { getTranslations } from "next-intl/server";
import { InsetText } from "@/components/ui/inset-text";
import type { NotShown } from "@/lib/use-cases/dwellings/view-dwellings";

/** Why an owner's dwellings cannot be shown, and what to do. */
export async function NotShownDwellings({ why }: { why: NotShown }) {
  const t = await getTranslations("dwellings");
  const databases = await getTranslations("process.databases");
  return (
    <InsetText>{why.kind === "denied" ? t("denied") : t("silent", { database: databases(why.database) })}</InsetText>
  );
}
