import { getLocale, getTranslations } from "next-intl/server";
import { Tag } from "@/components/ui/tag";
import { formatDate } from "@/lib/i18n/format";
import type { LocalDate } from "@/lib/kernel/local-date";

type LegalBasisProps = {
  act: string;
  from: LocalDate;
  to: LocalDate | null;
  /** The last day of the period has passed. */
  ended: boolean;
  /** New applications are accepted. */
  open: boolean;
};

/** The act that the service rests on, its period, and what it means when the period has ended. */
export async function LegalBasis({ act, from, to, ended, open }: LegalBasisProps) {
  const locale = await getLocale();
  const t = await getTranslations("public.start");
  const dates = { from: formatDate(locale, from), to: to === null ? "" : formatDate(locale, to) };
  return (
    <>
      <p>{act}</p>
      <p>
        {to === null ? t("periodOpen", { from: dates.from }) : t("period", dates)}{" "}
        {ended && <Tag tone="warning" text={t("periodEnded")} />}
      </p>
      {ended && <p>{open ? t("periodEndedText", { to: dates.to }) : t("periodEndedClosed", { to: dates.to })}</p>}
    </>
  );
}
