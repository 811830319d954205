import { getLocale, getTranslations } from "next-intl/server";
import type { Standing } from "@/components/process/place";
import { Details } from "@/components/ui/details";
import { Timeline, type TimelineEvent as Shown } from "@/components/ui/timeline";
import { formatDateTime } from "@/lib/i18n/format";
import type { TimelineEvent } from "@/lib/use-cases/view-application";

type ApplicationTimelineProps = { application: Standing; events: readonly TimelineEvent[] };

const stops = new Set(["application-refused", "application-annulled", "application-withdrawn", "application-lapsed"]);

/** What people do themselves; all that follows from it is the portal's doing, whoever gave the occasion. */
const ofApplicants = new Set(["application-started", "step-saved", "document-signed", "application-withdrawn"]);
const done: Readonly<Record<Exclude<TimelineEvent["actor"], "portal">, ReadonlySet<string>>> = {
  citizen: ofApplicants,
  colleague: ofApplicants,
  officer: new Set(["task-decided", "handed-over", "application-annulled"]),
};

/** Everything that has happened, newest first; what came before the signature lies folded below. */
export async function ApplicationTimeline({ application, events }: ApplicationTimelineProps) {
  const locale = await getLocale();
  const t = await getTranslations("cabinet.timeline");
  const process = await getTranslations("process");
  const of = await getTranslations(`services.${application.service.id}.stages`);

  const who: Record<TimelineEvent["actor"], string> = {
    citizen: process("parties.applicant"),
    colleague: t("colleague"),
    officer: process("parties.officer"),
    portal: t("portal"),
  };
  const inWords = (event: TimelineEvent): Shown => ({
    id: String(event.seq),
    title: process(`events.${event.type}`, {
      stage: event.stage === null || event.stage === "" ? "" : of(event.stage),
    }),
    time: formatDateTime(locale, event.at),
    dateTime: event.at.toISOString(),
    by: who[event.actor !== "portal" && done[event.actor].has(event.type) ? event.actor : "portal"],
    state: stops.has(event.type) ? "stopped" : "done",
  });
  const signed = events.findIndex((event) => event.type === "document-signed");
  const draft = signed < 0 ? events : events.slice(0, signed);
  const later = signed < 0 ? [] : events.slice(signed);
  const newestFirst = (list: readonly TimelineEvent[]) => list.toReversed().map(inWords);
  return (
    <>
      {later.length > 0 && <Timeline events={newestFirst(later)} label={t("label")} />}
      {draft.length > 0 && (
        <Details summary={t("draft", { count: draft.length })} open={later.length === 0}>
          <Timeline events={newestFirst(draft)} label={t("draftLabel")} />
        </Details>
      )}
    </>
  );
}
