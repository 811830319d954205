import { getLocale, getTranslations } from "next-intl/server";
import { Tag } from "@/components/ui/tag";
import { formatTenge } from "@/lib/i18n/format";
import type { Iin } from "@/lib/kernel/iin";
import { paymentAction } from "./actions";
import { Panel, SmallButton, SmallSelect } from "./panel";

/** What becomes of each invoice at the payment provider's, and whether the portal hears of it. */
export async function PaymentPanel({ applicant }: { applicant: Iin | null }) {
  const { consoleInvoices } = await import("@/lib/use-cases/qa/view-payments");
  const { paymentOutcomes } = await import("@/lib/use-cases/qa/payment-outcome");
  const locale = await getLocale();
  const t = await getTranslations("qa.payments");
  const invoices = await consoleInvoices(applicant);
  return (
    <Panel id="payments" title={t("title")} hint={t("hint")}>
      {invoices.length === 0 && <p>{t("empty")}</p>}
      <ul className="qa-work">
        {invoices.map(({ invoice, number, tenge, entries }) => (
          <li key={invoice}>
            <p className="qa-work__what">
              <a href={`/${locale}/qa?application=${number}#inspector`}>{number}</a>
              <code>{invoice}</code>
              <strong>{formatTenge(locale, tenge)}</strong>
              {entries.length === 0 ? (
                <Tag tone="warning" text={t("unpaid")} />
              ) : (
                entries.map((entry) => <Tag key={entry} tone="info" text={t(`entries.${entry}`)} />)
              )}
            </p>
            <form action={paymentAction} className="qa-line">
              <input type="hidden" name="invoice" value={invoice} />
              <SmallSelect
                id={`outcome-${invoice}`}
                name="outcome"
                label={`${t("outcome")}: ${number}`}
                options={paymentOutcomes.map((outcome) => ({ value: outcome, label: t(`outcomes.${outcome}`) }))}
              />
              <SmallButton primary={entries.length === 0} about={number}>
                {t("play")}
              </SmallButton>
            </form>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
