import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { AutoRefresh } from "@/components/process/auto-refresh";
import { checkItems } from "@/components/process/check-items";
import { CitizenPage } from "@/components/process/citizen-page";
import { checksAfter, pathOf, placeAfter, placeOf, type Place } from "@/components/process/place";
import { RefusalHelp } from "@/components/process/refusal-help";
import { RemindMe } from "@/components/process/remind-me";
import { SilentDatabases } from "@/components/process/silent-databases";
import { ButtonGroup } from "@/components/ui/button-group";
import { ButtonLink } from "@/components/ui/button-link";
import { CheckList } from "@/components/ui/check-list";
import type { CheckStage } from "@/lib/process/stages";
import type { OwnApplication } from "@/lib/use-cases/view-application";
import { ownApplication } from "../../../own-application";
import { citizenMetadata } from "../../../page-metadata";
import { judgeChecksAction } from "../actions";

type ChecksPageProps = { params: Promise<{ id: string }>; searchParams: Promise<{ after?: string | string[] }> };

interface View {
  readonly kind: "running" | "silent" | "passed" | "refused";
  readonly application: OwnApplication;
  readonly checks: readonly CheckStage[];
  readonly after: string | null;
  readonly next: Place;
}

async function view({ params, searchParams }: ChecksPageProps): Promise<View> {
  const { id } = await params;
  const application = await ownApplication(id);
  const place = placeOf(application);
  const asked = (await searchParams).after;
  const steps = application.service.stages.filter((stage) => stage.kind === "step").map((stage) => stage.id);
  const given = typeof asked === "string" && steps.includes(asked) ? asked : null;
  const after = given ?? (place.kind === "checks" ? place.after : (steps[0] ?? null));
  const checks = checksAfter(application, after);
  const of = (kind: View["kind"]): View => ({
    kind,
    application,
    checks,
    after,
    next: after === null ? place : placeAfter(application, after),
  });

  const { state } = application;
  const statuses = checks.map((check) => state.stages[check.id]?.status);
  if (state.outcome) return place.kind === "checks" ? of("refused") : leave(pathOf(place, id));
  const back = checks.find((check) => state.stages[check.id]?.status === "refused")?.returnsTo;
  if (back !== undefined) return leave(pathOf({ kind: "step", step: back }, id));
  if (place.kind === "checks" && place.after === after) {
    return of(statuses.includes("unanswered") ? "silent" : "running");
  }
  // What stands for the whole application is worth a look; a good answer just goes on.
  const isForAll = checks.length > 0 && checks.every((check) => check.returnsTo === undefined);
  if (isForAll && statuses.every((status) => status === "done")) return of("passed");
  return leave(pathOf(after === null ? place : placeAfter(application, after), id));
}

async function leave(path: string): Promise<never> {
  return redirect(`/${await getLocale()}${path}`);
}

export async function generateMetadata(props: ChecksPageProps): Promise<Metadata> {
  const { kind, application } = await view(props);
  const t = await getTranslations("apply.checks");
  const of = await getTranslations(`services.${application.service.id}`);
  return citizenMetadata(t(`${kind}.title`), of("title"));
}

export default async function ChecksPage(props: ChecksPageProps) {
  const { kind, application, checks, after, next } = await view(props);
  const locale = await getLocale();
  const t = await getTranslations("apply.checks");
  const of = await getTranslations(`services.${application.service.id}`);
  const { id, service, state } = application;
  const items = await checkItems(application, checks, locale);
  const answered = items.filter((item) => item.state === "passed" || item.state === "refused").length;

  return (
    <CitizenPage>
      <div className="ui-prose">
        <header>
          <span className="ui-caption">{of("title")}</span>
          <h1>{t(`${kind}.title`)}</h1>
        </header>
        <p className="ui-lead" role="status">
          {t(`${kind}.lead`, { answered, all: checks.length, number: state.number })}
        </p>
        {kind === "running" && <AutoRefresh seconds={1} times={60} />}
        {kind === "silent" && <SilentDatabases application={application} action={judgeChecksAction} />}
        <CheckList items={items} label={t("list")} />
        {kind === "refused" && <RemindMe application={application} />}
        {kind === "refused" && <RefusalHelp service={service} state={state} />}
        {kind === "passed" && (
          <ButtonGroup>
            <ButtonLink href={`/${locale}${pathOf(next, id)}`}>{t("continue")}</ButtonLink>
          </ButtonGroup>
        )}
        {kind === "running" && (
          <p>
            {t("saved")} <a href={`/${locale}${pathOf({ kind: "checks", after }, id)}`}>{t("reload")}</a>
          </p>
        )}
      </div>
    </CitizenPage>
  );
}
