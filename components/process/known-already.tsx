import { getLocale, getTranslations } from "next-intl/server";
import type { Standing } from "@/components/process/place";
import { SummaryList } from "@/components/ui/summary-list";
import { evidenceLines, wordsOf } from "@/lib/use-cases/words";

/** What a state database says, shown above a question so that it is not asked again. */
export async function KnownAlready({ application, check }: { application: Standing; check: string }) {
  const { service, state } = application;
  const evidence = state.evidence[check];
  if (!evidence) return null;
  const locale = await getLocale();
  const t = await getTranslations("apply.step");
  const process = await getTranslations("process.databases");
  const lines = evidenceLines(evidence, wordsOf(locale, `services.${service.id}`), locale);
  const stage = service.stages.find(({ id }) => id === check);
  const databases = stage?.kind === "check" ? stage.uses.map((name) => service.reads[name]?.database ?? "") : [];
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
