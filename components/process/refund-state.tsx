import { getLocale, getTranslations } from "next-intl/server";
import { SummaryList } from "@/components/ui/summary-list";
import { Tag } from "@/components/ui/tag";
import { formatDate, formatTenge } from "@/lib/i18n/format";
import { localDateOf } from "@/lib/kernel/local-date";
import type { ShownPayment } from "@/lib/use-cases/view-payment";

/** What is given back: how much, why, and whether it has been. */
export async function RefundState({ payments }: { payments: readonly ShownPayment[] }) {
  const locale = await getLocale();
  const t = await getTranslations("payments.refund");
  return payments.flatMap(({ invoice, refund }) => {
    if (!refund) return [];
    const { ground, orderedAt, doneAt } = refund;
    const day = (instant: Date) => formatDate(locale, localDateOf(instant));
    return [
      <section key={invoice} className="ui-prose" aria-labelledby="refund">
        <h2 id="refund">{t("title")}</h2>
        <SummaryList
          rows={[
            { key: t("amount"), value: formatTenge(locale, refund.tenge) },
            { key: t("why"), value: t(`grounds.${ground}`) },
            {
              key: t("state"),
              value: doneAt ? <Tag tone="success" text={t("done")} /> : <Tag tone="info" text={t("ordered")} />,
            },
            { key: t("orderedOn"), value: day(orderedAt) },
            ...(doneAt ? [{ key: t("doneOn"), value: day(doneAt) }] : []),
          ]}
        />
        <p>{t("bank")}</p>
        {ground === "annulled" && <p>{t("law")}</p>}
      </section>,
    ];
  });
}
