import { getTranslations } from "next-intl/server";
import { NotificationBanner } from "@/components/ui/notification-banner";
import type { Service } from "@/lib/process/define-service";
import { evidenceTold } from "@/lib/process/evidence-told";
import type { State } from "@/lib/process/state";

type SentBackProps = {
  application: { readonly service: Service; readonly state: State };
  /** What it means to whoever reads; left out where they know. */
  meaning?: string | undefined;
};

/** Why the production centre's incoming control has sent an application back, until what it asked for is confirmed. */
export async function SentBack({ application: { service, state }, meaning }: SentBackProps) {
  const reasons = service.stages.flatMap((stage) => {
    if (stage.kind !== "order" || stage.returnsTo === undefined || state.stages[stage.id]?.status === "done") return [];
    return evidenceTold(service, state, stage.id)["explanation"] ?? [];
  });
  if (reasons.length === 0 || state.outcome !== null) return null;
  const t = await getTranslations("process.sentBack");
  return (
    <NotificationBanner title={t("title")} kind="warning" id="sent-back">
      {reasons.map((reason) => (
        <p key={reason}>{t("reason", { reason })}</p>
      ))}
      {meaning !== undefined && <p>{meaning}</p>}
    </NotificationBanner>
  );
}
