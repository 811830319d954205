import { getLocale } from "next-intl/server";
import type { Standing } from "@/components/process/place";
import { SummaryList } from "@/components/ui/summary-list";
import { evidenceTold } from "@/lib/process/evidence-told";
import { evidenceLines, wordsOf } from "@/lib/use-cases/words";

/** What the orders of an application have brought so far: registration number, coupon, the new document's number. */
export async function Findings({ application }: { application: Standing }) {
  const { service, state } = application;
  const locale = await getLocale();
  const words = wordsOf(locale, `services.${service.id}`);
  const lines = service.stages.flatMap((stage) =>
    // What an order that was sent back left behind is its reason, and stands above.
    stage.kind === "order" && state.stages[stage.id]?.status === "done"
      ? evidenceLines(evidenceTold(service, state, stage.id), words, locale)
      : [],
  );
  if (lines.length === 0) return null;
  return <SummaryList rows={lines.map(({ label, text }) => ({ key: label, value: text }))} />;
}
