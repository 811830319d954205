import { getLocale, getTranslations } from "next-intl/server";
import type { Standing } from "@/components/process/place";
import { CopyableNumber } from "@/components/ui/copyable-number";
import { NotificationBanner } from "@/components/ui/notification-banner";
import { currentStage, situationOf } from "@/lib/process/position";
import { summary } from "@/lib/process/summary";

/** The document is ready: the number to bring, where to, and that no proxy can come instead. */
export async function Collect({ application }: { application: Standing }) {
  const { service, state, today } = application;
  const stage = currentStage(service, state, today);
  if (stage?.kind !== "handover") return null;
  const locale = await getLocale();
  const t = await getTranslations("cabinet.collect");
  const ui = await getTranslations("ui.number");
  const of = await getTranslations(`services.${service.id}.steps`);
  // What a state database offered to choose from is where to go.
  const places = summary(service, state, today).flatMap(({ step, field, value }) =>
    value.kind === "named"
      ? [{ label: of(`${step}.${field}.label`), text: locale === "ru" ? value.ru : value.kk }]
      : [],
  );
  return (
    <NotificationBanner title={t("title")} kind="success" id="collect">
      <CopyableNumber
        label={t("coupon")}
        value={stage.proof(situationOf(state, today))}
        texts={{ copy: ui("copy"), copied: ui("copied") }}
      />
      {places.map(({ label, text }) => (
        <p key={label}>
          <strong>{label}:</strong> {text}
        </p>
      ))}
      <p>{t("bring")}</p>
      <p>{t("inPerson")}</p>
    </NotificationBanner>
  );
}
