import { getLocale, getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { CitizenPage } from "@/components/process/citizen-page";
import { MovedOn } from "@/components/process/moved-on";
import { pathOf, placeOf } from "@/components/process/place";
import { SignPanel } from "@/components/process/sign-panel";
import { BackLink } from "@/components/ui/back-link";
import { NotificationBanner } from "@/components/ui/notification-banner";
import { PageTitle } from "@/components/ui/page-title";
import { requireApplicant, requireCitizen } from "@/lib/main/session";
import { iinOf } from "@/lib/process/applicant";
import { signedByCode, signingWayOf } from "@/lib/process/signing-ways";
import { prepareSignature } from "@/lib/use-cases/prepare-signature";
import { showMobileCode } from "@/lib/use-cases/signing/mobile-code";
import { viewSigningCode } from "@/lib/use-cases/signing/view-signing-code";
import { ownApplication } from "../../../own-application";
import { newMobileCode, orderCodeAction, signAction, signByCodeAction } from "./actions";

type SignPageProps = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function SignPage({ params, searchParams }: SignPageProps) {
  const { id } = await params;
  const application = await ownApplication(id);
  const locale = await getLocale();
  const place = placeOf(application);
  const { way: wanted, told } = await searchParams;
  const isDone = place.kind === "signed" || place.kind === "ended";
  // Signed on the phone meanwhile: this page was waiting for it.
  if (isDone && wanted === "egov-mobile") return redirect(`/${locale}/apply/${id}/done`);
  if (isDone) return <MovedOn application={application} />;
  const applicant = await requireApplicant();
  const document = place.kind === "review" ? await prepareSignature(id, applicant, locale) : null;
  if (!document?.ok) return redirect(`/${locale}${pathOf(place, id)}`);

  const { text, nonce, hash } = document.value;
  const isForEntity = typeof applicant !== "string";
  const view = isForEntity ? null : await viewSigningCode(nonce, applicant);
  const takesCodes = view !== null && view.kind !== "eds-only";
  // Whoever can sign by a code needs no key for it: that way comes first.
  const isByCode = takesCodes && (wanted === signedByCode || (wanted === undefined && view.kind === "open"));
  const chosen = isByCode ? signedByCode : signingWayOf(wanted);
  // An organisation's key lies in a file or in NCALayer.
  const way = isForEntity && chosen === "egov-mobile" ? signingWayOf(undefined) : chosen;
  const organisation = await getTranslations("organisation.sign");
  const t = await getTranslations("apply.sign");
  const common = await getTranslations("common.actions");
  const of = await getTranslations(`services.${application.service.id}`);
  const portal = await getTranslations("common.portal");
  const here = `/${locale}/apply/${id}/sign`;
  const title = t("title");
  const area = of("title");
  return (
    <CitizenPage before={<BackLink href={`/${locale}/apply/${id}/review`} text={common("back")} />}>
      {!isByCode && <PageTitle title={title} area={area} portal={portal("name")} />}
      <div className="ui-prose">
        <SignPanel
          path={here}
          way={way}
          service={application.service}
          action={signAction}
          hidden={{ applicationId: id, nonce }}
          documentBase64={Buffer.from(text, "utf8").toString("base64")}
          now={application.now}
          expectedIin={iinOf(applicant)}
          isForEntity={isForEntity}
          restart={{ href: here, text: t("reload") }}
          mobile={
            way === "egov-mobile"
              ? { code: await showMobileCode(nonce, await requireCitizen()), renew: newMobileCode }
              : null
          }
          code={
            takesCodes
              ? { view, order: orderCodeAction, give: signByCodeAction, told, title, area, textKeys: ["apply.sign"] }
              : undefined
          }
        >
          <header>
            <span className="ui-caption">{area}</span>
            <h1>{title}</h1>
          </header>
          <p className="ui-lead">{isForEntity ? organisation("lead") : t(takesCodes ? "leadWithCode" : "lead")}</p>
          {isForEntity && applicant.right === "employee" && (
            <NotificationBanner title={organisation("employeeTitle")}>
              <p>{organisation("employee")}</p>
            </NotificationBanner>
          )}
          <h2 id="document-title">{t("document")}</h2>
          <p className="ui-hint">{t("documentNote")}</p>
          <pre className="ui-document" aria-labelledby="document-title">
            {text}
          </pre>
          <p>
            <a href={`${here}/document`} download>
              {t("download")}
            </a>
          </p>
          <p className="ui-hint">{t("hash", { hash })}</p>
        </SignPanel>
        <p>{t("stuck")}</p>
      </div>
    </CitizenPage>
  );
}
