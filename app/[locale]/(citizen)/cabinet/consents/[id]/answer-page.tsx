import { getLocale, getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { CitizenPage } from "@/components/process/citizen-page";
import { SignPanel } from "@/components/process/sign-panel";
import "@/components/process/consents.css";
import { BackLink } from "@/components/ui/back-link";
import { PageTitle } from "@/components/ui/page-title";
import { requireCitizen } from "@/lib/main/session";
import { signedByCode, signingWayOf } from "@/lib/process/signing-ways";
import { consentWords } from "@/lib/use-cases/consents/consent-words";
import { prepareAnswer, type OwnerAnswer } from "@/lib/use-cases/consents/prepare-answer";
import { showMobileCode } from "@/lib/use-cases/signing/mobile-code";
import { viewSigningCode } from "@/lib/use-cases/signing/view-signing-code";
import { missing } from "../../../../missing";
import { answerByCodeAction, answerConsentAction, newConsentMobileCode, orderConsentCodeAction } from "../actions";

export interface AnswerPageProps {
  readonly params: Promise<{ id: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** The text of an answer, and the ways to sign it. Nothing is answered by opening it. */
export async function AnswerPage({ params, searchParams, said }: AnswerPageProps & { readonly said: OwnerAnswer }) {
  const viewer = await requireCitizen();
  const { id } = await params;
  const { way: wanted, told } = await searchParams;
  const locale = await getLocale();
  const request = `/${locale}/cabinet/consents/${id}`;
  const prepared = await prepareAnswer(id, viewer.iin, said, locale);
  if (!prepared.ok && prepared.error.kind === "not-found") return missing();
  // Answered, perhaps on the phone while this page waited: the request says what has come of it.
  if (!prepared.ok) return redirect(request);

  const { document, service, now, reasons } = prepared.value;
  const { text, nonce, hash } = document;
  const view = await viewSigningCode(nonce, viewer.iin);
  const takesCodes = view !== null && view.kind !== "eds-only";
  // Whoever can sign by a code needs no key for it: that way comes first.
  const isByCode = takesCodes && (wanted === signedByCode || (wanted === undefined && view.kind === "open"));
  const way = isByCode ? signedByCode : signingWayOf(wanted);
  const t = consentWords(locale, service.id);
  const of = await getTranslations(`services.${service.id}`);
  const portal = await getTranslations("common.portal");
  const title = t(`sign.${said.answer}`);
  const area = of("title");
  const page = `${request}/${said.answer}`;
  const here = said.reason === null ? page : `${page}?reason=${encodeURIComponent(said.reason)}`;
  return (
    <CitizenPage before={<BackLink href={request} text={t("title")} />}>
      {!isByCode && <PageTitle title={title} area={area} portal={portal("name")} />}
      <div className="ui-prose">
        <SignPanel
          path={here}
          way={way}
          service={service}
          textKeys={["consents.sign"]}
          action={answerConsentAction}
          hidden={{ request: id, nonce, answer: said.answer, reason: said.reason ?? "" }}
          documentBase64={Buffer.from(text, "utf8").toString("base64")}
          now={now}
          expectedIin={viewer.iin}
          restart={{ href: here, text: t("sign.reload") }}
          mobile={
            way === "egov-mobile" ? { code: await showMobileCode(nonce, viewer), renew: newConsentMobileCode } : null
          }
          code={
            takesCodes
              ? {
                  view,
                  order: orderConsentCodeAction,
                  give: answerByCodeAction,
                  told,
                  title,
                  area,
                  textKeys: ["consents.sign"],
                }
              : undefined
          }
        >
          <header>
            <span className="ui-caption">{area}</span>
            <h1>{title}</h1>
          </header>
          <p className="ui-lead">{t("sign.lead")}</p>
          {said.reason !== null && (
            <section aria-labelledby="reasons">
              <h2 id="reasons">{t("sign.reason")}</h2>
              <p className="ui-hint">{t("sign.reasonHint")}</p>
              <ul className="consent-reasons">
                {reasons.map((reason) => (
                  <li key={reason}>
                    <a
                      href={`${page}?reason=${encodeURIComponent(reason)}#reasons`}
                      aria-current={reason === said.reason ? "true" : undefined}
                    >
                      {t(`reasons.${reason}`)}
                    </a>
                  </li>
                ))}
              </ul>
            </section>
          )}
          <h2 id="document-title">{t("sign.document")}</h2>
          <pre className="ui-document" aria-labelledby="document-title">
            {text}
          </pre>
          <p className="ui-hint">{t("sign.hash", { hash })}</p>
        </SignPanel>
      </div>
    </CitizenPage>
  );
}
