import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { cache } from "react";
import { AutoRefresh } from "@/components/process/auto-refresh";
import { CitizenPage } from "@/components/process/citizen-page";
import { PaymentState } from "@/components/process/payment-state";
import { WhoActs } from "@/components/process/who-acts";
import { ButtonGroup } from "@/components/ui/button-group";
import { ButtonLink } from "@/components/ui/button-link";
import { formatDate, formatTenge } from "@/lib/i18n/format";
import { localDateOf } from "@/lib/kernel/local-date";
import { requireApplicant } from "@/lib/main/session";
import { returnFromPayment } from "@/lib/use-cases/pay-duty";
import { openOwnApplication } from "@/lib/use-cases/view-application";
import { viewPayments } from "@/lib/use-cases/view-payment";
import { missing } from "../../../../../missing";
import { citizenMetadata } from "../../../../page-metadata";

type ReturnPageProps = { params: Promise<{ id: string }> };

type Outcome = "paid" | "open" | "silent" | "wrong" | "too-often" | "late" | "ended" | "reversed";

/** Asks the provider once for a page, and reads the application only after that. */
const view = cache(async (id: string) => {
  const applicant = await requireApplicant();
  const settled = await returnFromPayment(id, applicant);
  const application = (await openOwnApplication(id, applicant)) ?? (await missing());
  const payments = await viewPayments(id);
  const isEnded = application.state.outcome !== null && application.state.outcome.kind !== "granted";
  const outcome = (): Outcome => {
    switch (settled) {
      case "paid":
        return payments.some(({ refund }) => refund?.ground === "too-late") ? "late" : "paid";
      case "reversed":
      case "silent":
      case "wrong":
      case "too-often":
        return settled;
      case "open":
      case "cancelled":
      case "none":
      case "unknown-invoice":
        return isEnded ? "ended" : "open";
    }
  };
  return { application, payments, outcome: outcome() };
});

export async function generateMetadata({ params }: ReturnPageProps): Promise<Metadata> {
  const { application, outcome } = await view((await params).id);
  const t = await getTranslations("payments.return");
  const of = await getTranslations(`services.${application.service.id}`);
  return citizenMetadata(t(`${outcome}.title`), of("title"));
}

/** Where the payer comes back to. What the browser brings along is not read: the provider is asked. */
export default async function ReturnPage({ params }: ReturnPageProps) {
  const { id } = await params;
  const { application, payments, outcome } = await view(id);
  const locale = await getLocale();
  const t = await getTranslations("payments.return");
  const of = await getTranslations(`services.${application.service.id}`);
  const [payment] = payments;
  const stage = application.service.stages.find(({ kind }) => kind === "payment");
  const at = stage && application.state.stages[stage.id];
  const dueAt = at?.status === "open" ? at.dueAt : null;
  const amount = payment ? formatTenge(locale, payment.tenge) : "";
  return (
    <CitizenPage>
      <div className="ui-prose">
        <header>
          <span className="ui-caption">{of("title")}</span>
          <h1>{t(`${outcome}.title`)}</h1>
        </header>
        <p className="ui-lead" role="status">
          {t(`${outcome}.lead`, { amount })}
        </p>
        {outcome === "open" && dueAt !== null && (
          <p>{t("kept", { date: formatDate(locale, localDateOf(new Date(dueAt))) })}</p>
        )}
        {outcome === "silent" && <AutoRefresh seconds={10} times={18} />}
        {outcome === "too-often" && <AutoRefresh seconds={60} times={3} />}
        {outcome === "paid" && <WhoActs application={application} />}
        <PaymentState application={application} payments={payments} isQuiet />
        <ButtonGroup>
          {outcome === "open" && <ButtonLink href={`/${locale}/apply/${id}/payment`}>{t("again")}</ButtonLink>}
          {outcome === "silent" && <ButtonLink href={`/${locale}/apply/${id}/payment/return`}>{t("check")}</ButtonLink>}
          <ButtonLink
            href={`/${locale}/cabinet/applications/${id}`}
            variant={outcome === "open" || outcome === "silent" ? "secondary" : undefined}
          >
            {t("follow")}
          </ButtonLink>
        </ButtonGroup>
      </div>
    </CitizenPage>
  );
}
