import { getTranslations } from "next-intl/server";
import type { CheckItem } from "@/components/ui/check-list";
import type { Locale } from "@/lib/i18n/locale";
import { formatTime } from "@/lib/i18n/format";
import type { Service } from "@/lib/process/define-service";
import { evidenceTold } from "@/lib/process/evidence-told";
import type { CheckStage } from "@/lib/process/stages";
import type { State } from "@/lib/process/state";
import { ReasonText } from "@/components/process/reason-text";
import { readable } from "@/lib/use-cases/words";

type Checked = { readonly service: Service; readonly state: State };

/** Checks with their outcome in words: the rule, the database asked and the hour, and why not where it was not met. */
export async function checkItems(
  { service, state }: Checked,
  checks: readonly CheckStage[],
  locale: Locale,
): Promise<CheckItem[]> {
  const t = await getTranslations("apply.checks");
  const ui = await getTranslations("ui.checks");
  const of = await getTranslations(`services.${service.id}`);
  const process = await getTranslations("process");

  const sourceOf = (check: CheckStage) => {
    const databases = new Set(check.uses.map((name) => service.reads[name]?.database ?? ""));
    return databases.size === 0 ? t("portal") : [...databases].map((name) => process(`databases.${name}`)).join(", ");
  };

  const items = checks.flatMap((check): CheckItem[] => {
    const at = state.stages[check.id];
    const title = of(`checks.${check.id}.title`);
    const source = sourceOf(check);
    const dated = at ? t("source", { source, time: formatTime(locale, new Date(at.at)) }) : source;
    switch (at?.status) {
      case "done": {
        const evidence = evidenceTold(service, state, check.id);
        // A rule may have been met on a ground of its own, which is told in its own words.
        const special = `checks.${check.id}.passedAs.${evidence["ground"] ?? ""}`;
        const words = of(of.has(special) ? special : `checks.${check.id}.passed`, readable(locale, evidence));
        return [{ id: check.id, state: "passed", title, stateText: ui("passed"), source: dated, children: words }];
      }
      case "refused":
        return [
          {
            id: check.id,
            state: "refused",
            title,
            stateText: ui("refused"),
            source: dated,
            children: <ReasonText service={service} reason={at.reason} params={at.params} />,
          },
        ];
      case "unanswered":
        return [
          {
            id: check.id,
            state: "unavailable",
            title,
            stateText: ui("unavailable"),
            source: at.databases.map((name) => process(`databases.${name}`)).join(", "),
            children: t("silentSince", { time: formatTime(locale, new Date(at.at)) }),
          },
        ];
      case "open":
      case undefined:
        // What was never asked, because something before it stood in the way, is left out.
        return state.outcome ? [] : [{ id: check.id, state: "waiting", title, stateText: ui("waiting"), source }];
    }
  });
  // What stands against a person comes first: on a telephone the rest is far below.
  return items.toSorted((a, b) => Number(b.state === "refused") - Number(a.state === "refused"));
}
