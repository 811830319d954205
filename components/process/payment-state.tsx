import { getLocale, getTranslations } from "next-intl/server";
import type { Standing } from "@/components/process/place";
import { ButtonGroup } from "@/components/ui/button-group";
import { ButtonLink } from "@/components/ui/button-link";
import { SummaryList } from "@/components/ui/summary-list";
import { formatDate, formatDateTime, formatTenge } from "@/lib/i18n/format";
import { localDateOf } from "@/lib/kernel/local-date";
import { tenge } from "@/lib/kernel/tenge";
import { evidenceTold } from "@/lib/process/evidence-told";
import type { ShownPayment } from "@/lib/use-cases/view-payment";

type PaymentStateProps = {
  application: Standing;
  payments: readonly ShownPayment[];
  /** On the pages of the payment itself, which have their own buttons and words. */
  isQuiet?: boolean | undefined;
};

/** What was, or is to be, paid: the amount, its last day and the way to pay; the receipt; or why nothing is, with the ground in words. */
export async function PaymentState({ application, payments, isQuiet = false }: PaymentStateProps) {
  const { id, service, state } = application;
  const stage = service.stages.find((one) => one.kind === "payment");
  const at = stage && state.stages[stage.id];
  const locale = await getLocale();
  const t = await getTranslations("payments.state");
  const of = await getTranslations(`services.${service.id}`);
  const paid = payments.filter(({ paidAt }) => paidAt !== null);
  if (paid.length > 0) return paid.map((payment) => <Receipt key={payment.invoice} payment={payment} />);
  if (at?.status === "open" && at.tenge !== null && at.dueAt !== null && state.outcome === null && !isQuiet) {
    const amount = formatTenge(locale, tenge(at.tenge));
    const date = formatDate(locale, localDateOf(new Date(at.dueAt)));
    return (
      <>
        <p>{t("due", { amount, date })}</p>
        <ButtonGroup>
          <ButtonLink href={`/${locale}/apply/${id}/payment`}>{t("pay")}</ButtonLink>
        </ButtonGroup>
      </>
    );
  }
  const ground = at?.status === "done" ? `grounds.${at.note ?? ""}` : "";
  if (!of.has(ground)) return null;
  const exemption = service.stages
    .map((one) => evidenceTold(service, state, one.id)["exemption"])
    .find((status) => status !== undefined);
  const words = `evidenceValues.exemption.${exemption ?? ""}`;
  return (
    <>
      <p>{of(ground)}</p>
      {of.has(words) && <p>{t("exempt", { ground: of(words) })}</p>}
    </>
  );
}

/** What was paid: the amount, when, and the number that stands for a receipt. */
async function Receipt({ payment }: { payment: ShownPayment }) {
  const locale = await getLocale();
  const t = await getTranslations("payments.state");
  const { invoice, paidAt, reversedAt } = payment;
  const amount = formatTenge(locale, payment.tenge);
  return (
    <>
      <p>{t("paid", { amount })}</p>
      <SummaryList
        rows={[
          ...(paidAt ? [{ key: t("paidOn"), value: formatDateTime(locale, paidAt) }] : []),
          { key: t("invoice"), value: invoice },
        ]}
      />
      {reversedAt ? (
        <p>{t("reversedOn", { amount, date: formatDate(locale, localDateOf(reversedAt)) })}</p>
      ) : (
        <p>{t("receipt")}</p>
      )}
    </>
  );
}
