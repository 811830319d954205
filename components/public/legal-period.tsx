import { getTranslations } from "next-intl/server";
import { Tag } from "@/components/ui/tag";

type LegalPeriodProps = {
  /** The days in words; `to` is empty while no end is set. */
  from: string;
  to: string;
  /** The last day of the period has passed. */
  ended: boolean;
};

/** When the act that a service rests on is in force; an ended period is shown as ended. */
export async function LegalPeriod({ from, to, ended }: LegalPeriodProps) {
  const t = await getTranslations("public.start");
  return (
    <p>
      {to === "" ? t("periodOpen", { from }) : t("period", { from, to })}{" "}
      {ended && <Tag tone="warning" text={t("periodEnded")} />}
    </p>
  );
}
