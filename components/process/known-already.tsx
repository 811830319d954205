import { getLocale, getTranslations } from "next-intl/server";
import type { Standing } from "@/components/process/place";
import { SummaryList } from "@/components/ui/summary-list";
import { evidenceTold } from "@/lib/process/evidence-told";
import { evidenceLines, wordsOf } from "@/lib/use-cases/words";

/** What state databases say, shown above a question so that it is not asked again. */
export async function KnownAlready({ application, checks }: { application: Standing; checks: readonly string[] }) {
  const { service, state } = application;
  const known = checks.filter((check) => state.stages[check]?.status === "done");
  if (known.length === 0) return null;
  const locale = await getLocale();
  const t = await getTranslations("apply.step");
  const process = await getTranslations("process.databases");
  const words = wordsOf(locale, `services.${service.id}`);
  const lines = known.flatMap((check) => evidenceLines(evidenceTold(service, state, check), words, locale));
  const databases = service.stages.flatMap((stage) =>
    stage.kind === "check" && known.includes(stage.id)
      ? stage.uses.map((name) => service.reads[name]?.database ?? "")
      : [],
  );
  return (
    <div>
      <SummaryList rows={lines.map(({ label, text }) => ({ key: label, value: text }))} />
      {databases.length > 0 && (
        <p className="ui-hint">
          {t("source", { source: [...new Set(databases)].map((name) => process(name)).join(", ") })}
        </p>
      )}
    </div>
  );
}
