import { getLocale, getTranslations } from "next-intl/server";
import type { Standing } from "@/components/process/place";
import { formatDate, formatTenge } from "@/lib/i18n/format";
import { localDateOf } from "@/lib/kernel/local-date";
import { tenge } from "@/lib/kernel/tenge";

/** What was, or is to be, paid: the amount and its last day, or why nothing is. */
export async function PaymentState({ application }: { application: Standing }) {
  const { service, state } = application;
  const stage = service.stages.find((one) => one.kind === "payment");
  const at = stage && state.stages[stage.id];
  if (!at) return null;
  const locale = await getLocale();
  const t = await getTranslations("cabinet.payment");
  const grounds = await getTranslations(`services.${service.id}.grounds`);
  if (at.status === "open" && at.tenge !== null && at.dueAt !== null) {
    return (
      <p>
        {t("due", {
          amount: formatTenge(locale, tenge(at.tenge)),
          date: formatDate(locale, localDateOf(new Date(at.dueAt))),
        })}
      </p>
    );
  }
  if (at.status !== "done") return null;
  const ground = at.note ?? "";
  return <p>{grounds.has(ground) ? grounds(ground) : t("paid")}</p>;
}
