import "server-only";
import { formatDateTime } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/locale";
import { differenceOf, type Difference } from "@/lib/process/recheck";
import type { ApplicationRecord } from "./application-record";
import type { Recheck } from "./recheck-task";
import { wordsOf } from "./words";

const kinds = ["same", "changed", "decisive", "unknown"] as const satisfies readonly Difference["kind"][];

/** For the document that an officer signs: when they asked the databases again, and which checks stood how. No value is named. */
export function recheckLines(
  { service, state }: ApplicationRecord,
  recheck: Recheck | null,
  locale: Locale,
): readonly string[] {
  const document = wordsOf(locale, "document");
  const words = wordsOf(locale, `services.${service.id}`);
  if (recheck === null) return [document("recheck.none")];
  const standing = recheck.results.map((now) => ({
    title: words(`stages.${now.stage}`),
    kind: differenceOf(state.evidence[now.stage] ?? {}, now).kind,
  }));
  return [
    `${document("recheck.at")}: ${formatDateTime(locale, recheck.at)}`,
    ...kinds.flatMap((kind) => {
      const titles = standing.filter((one) => one.kind === kind).map(({ title }) => title);
      return titles.length === 0 ? [] : [`${document(`recheck.${kind}`)}: ${titles.join("; ")}`];
    }),
  ];
}
