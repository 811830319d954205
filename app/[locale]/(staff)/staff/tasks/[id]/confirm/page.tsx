import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { StaffPage } from "@/components/shell/staff-page";
import { SignPanel } from "@/components/process/sign-panel";
import { signingWayOf } from "@/lib/process/signing-ways";
import { BackLink } from "@/components/ui/back-link";
import { InsetText } from "@/components/ui/inset-text";
import { WarningText } from "@/components/ui/warning-text";
import { requireStaff } from "@/lib/main/session";
import { numberSignedByMobile, showMobileCode } from "@/lib/use-cases/signing/mobile-code";
import { viewDecision, type PreparedDecision } from "@/lib/use-cases/view-decision";
import { decide, newMobileCode } from "../../../actions";

type ConfirmPageProps = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("staff");
  const common = await getTranslations("common");
  return { title: `${t("confirm.title")} — ${common("portal.name")}` };
}

export default async function ConfirmPage({ params, searchParams }: ConfirmPageProps) {
  const officer = await requireStaff();
  const { id } = await params;
  const { nonce, way: wanted } = await searchParams;
  const way = signingWayOf(wanted);
  const locale = await getLocale();
  const t = await getTranslations("staff.confirm");
  const ui = await getTranslations("ui");
  const prepared = typeof nonce === "string" ? await viewDecision(id, officer, nonce) : null;
  const taskPath = `/${locale}/staff/tasks/${encodeURIComponent(id)}`;
  const back = <BackLink href={taskPath} text={t("back")} />;

  if (!prepared) {
    const number = typeof nonce === "string" ? await numberSignedByMobile(nonce, officer) : null;
    if (number !== null) return redirect(`/${locale}/staff?done=${number}`);
    return (
      <StaffPage before={back}>
        <h1>{t("title")}</h1>
        <WarningText prefix={ui("warning")}>{t("gone")}</WarningText>
      </StaffPage>
    );
  }
  return (
    <StaffPage before={back}>
      <h1>{t("title")}</h1>
      <Preview prepared={prepared} />
      <SignPanel
        path={`${taskPath}/confirm?nonce=${prepared.nonce}`}
        way={way}
        service={prepared.application.service}
        textKeys={["staff"]}
        action={decide}
        hidden={{ task: prepared.task.id, nonce: prepared.nonce }}
        documentBase64={prepared.documentBase64}
        now={prepared.now}
        expectedIin={officer.iin}
        restart={{ href: taskPath, text: t("back") }}
        mobile={
          way === "egov-mobile" ? { code: await showMobileCode(prepared.nonce, officer), renew: newMobileCode } : null
        }
      >
        <h2>{t("text")}</h2>
        <pre className="ui-document">{prepared.text}</pre>
      </SignPanel>
    </StaffPage>
  );
}

/** What the citizen will read once the decision is signed. */
async function Preview({ prepared }: { prepared: PreparedDecision }) {
  const t = await getTranslations("staff.confirm");
  const { decision, application, task } = prepared;
  const of = await getTranslations(`services.${application.service.id}`);
  return (
    <section aria-labelledby="preview">
      <h2 id="preview">{t("preview")}</h2>
      <InsetText>
        {decision.reason === null ? (
          <p>{of(`tasks.${task.stage}.preview.${decision.decision}`)}</p>
        ) : (
          <>
            <p>
              <strong>{of(`annulments.${decision.reason}.title`)}</strong>
            </p>
            <p>{of(`annulments.${decision.reason}.explanation`)}</p>
            <p>{decision.comment}</p>
            <p>{of(`annulments.${decision.reason}.next`)}</p>
          </>
        )}
      </InsetText>
    </section>
  );
}
