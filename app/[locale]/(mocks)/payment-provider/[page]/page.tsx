import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { formatTenge } from "@/lib/i18n/format";
import { isTrial } from "@/lib/use-cases/portal-mode";
import { missing } from "../../../missing";
import { payerAction } from "./actions";
import "./provider.css";

type ProviderPageProps = {
  params: Promise<{ page: string }>;
  searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
};

export async function generateMetadata(): Promise<Metadata> {
  if (!isTrial()) notFound();
  const t = await getTranslations("payments.provider");
  return { title: `${t("title")} — ${t("name")}`, robots: { index: false } };
}

/** The page of the played payment provider: not the portal's, and made to look so. It has no script of its own. */
export default async function ProviderPage({ params, searchParams }: ProviderPageProps) {
  if (!isTrial()) notFound();
  const { page } = await params;
  const told = await searchParams;
  const { viewProviderInvoice } = await import("@/lib/use-cases/qa/provider-page");
  const invoice = (await viewProviderInvoice(page)) ?? (await missing());
  const locale = await getLocale();
  const t = await getTranslations("payments.provider");
  const amount = formatTenge(locale, invoice.tenge);
  const back = `/${locale}${invoice.returnTo}`;
  const isLost = "lost" in told && invoice.state === "paid";
  const isRefused = "refuse" in told && invoice.state === "open";

  return (
    <div className="pay-frame">
      <header className="pay-head">
        <p className="pay-name">{t("name")}</p>
        <p className="pay-trial">{t("trial")}</p>
      </header>
      <main className="pay-body">
        <h1>{isLost ? t("lostTitle") : t("title")}</h1>
        {isRefused && (
          <div className="pay-alert" role="alert">
            <p>
              <strong>{t("refusedTitle")}</strong>
            </p>
            <p>{t("refusedText")}</p>
          </div>
        )}
        {isLost ? (
          <p>{t("lostText")}</p>
        ) : (
          <dl className="pay-facts">
            <div>
              <dt>{t("amount")}</dt>
              <dd className="pay-sum">{amount}</dd>
            </div>
            <div>
              <dt>{t("what")}</dt>
              <dd>{invoice.description[locale]}</dd>
            </div>
            <div>
              <dt>{t("invoice")}</dt>
              <dd>{invoice.number}</dd>
            </div>
            <div>
              <dt>{t("card")}</dt>
              <dd>•••• •••• •••• 4242</dd>
            </div>
          </dl>
        )}
        {invoice.state === "open" ? (
          <>
            <Deeds page={page} label={t("choose")} deeds={["pay", "refuse", "close"]} amount={amount} />
            <Deeds page={page} label={t("qa")} deeds={["lost", "twice"]} amount={amount} />
          </>
        ) : (
          <>
            {!isLost && <p>{t(invoice.state)}</p>}
            <p>
              <a className="pay-button" href={back}>
                {t("back")}
              </a>
            </p>
          </>
        )}
      </main>
    </div>
  );
}

type DeedsProps = {
  page: string;
  label: string;
  deeds: readonly ("pay" | "refuse" | "close" | "lost" | "twice")[];
  amount: string;
};

async function Deeds({ page, label, deeds, amount }: DeedsProps) {
  const t = await getTranslations("payments.provider");
  return (
    <section className="pay-deeds" aria-label={label}>
      <h2>{label}</h2>
      {deeds.map((deed) => (
        <form key={deed} action={payerAction}>
          <input type="hidden" name="page" value={page} />
          <button name="deed" value={deed} className={deed === "pay" ? "pay-button pay-button--first" : "pay-button"}>
            {t(deed, { amount })}
          </button>
        </form>
      ))}
    </section>
  );
}
