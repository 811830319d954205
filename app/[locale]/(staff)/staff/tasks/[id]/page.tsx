import { getLocale, getTranslations } from "next-intl/server";
import { StaffPage } from "@/components/shell/staff-page";
import { DecisionForm } from "@/components/staff/decision-form";
import { HandoverForm } from "@/components/staff/handover-form";
import { TaskEvidence } from "@/components/staff/task-evidence";
import { BackLink } from "@/components/ui/back-link";
import { Button } from "@/components/ui/button";
import { InsetText } from "@/components/ui/inset-text";
import { PageTitle } from "@/components/ui/page-title";
import { WarningText } from "@/components/ui/warning-text";
import { formatDateTime, formatTime } from "@/lib/i18n/format";
import { requireStaff } from "@/lib/main/session";
import { viewTask, type OpenedTask } from "@/lib/use-cases/view-task";
import { formErrorTexts } from "@/components/shell/form-error-texts";
import { missing } from "../../../../missing";
import { claim, handover, prepare, release } from "../../actions";

type TaskPageProps = { params: Promise<{ id: string }>; searchParams: Promise<{ told?: string | string[] }> };

export default async function TaskPage({ params, searchParams }: TaskPageProps) {
  const officer = await requireStaff();
  const { told } = await searchParams;
  const opened = await viewTask((await params).id, officer);
  if (!opened) return missing();
  const locale = await getLocale();
  const t = await getTranslations("staff.task");
  const common = await getTranslations("common");
  const { task, application } = opened;
  const of = await getTranslations(`services.${application.service.id}`);

  return (
    <StaffPage before={<BackLink href={`/${locale}/staff`} text={t("back")} />}>
      {!opened.isMine && <PageTitle title={t("title", { number: task.number })} portal={common("portal.name")} />}
      <p className="ui-hint">{of("title")}</p>
      <h1>{t("title", { number: task.number })}</h1>
      <p className="ui-lead">{of(`tasks.${task.stage}.title`)}</p>
      <p className="staff-task__terms">
        {t("received")}: <time dateTime={task.openedAt.toISOString()}>{formatDateTime(locale, task.openedAt)}</time>
        <br />
        {t("dueAt")}: <time dateTime={task.dueAt.toISOString()}>{formatDateTime(locale, task.dueAt)}</time>
      </p>
      <div className="staff-task">
        <div className="staff-task__claim">
          <Claim opened={opened} officer={officer.iin} told={told} />
        </div>
        <div className="staff-task__evidence">
          <TaskEvidence opened={opened} />
        </div>
        {opened.isMine && (
          <div className="staff-task__deed">
            <Deed opened={opened} />
          </div>
        )}
      </div>
    </StaffPage>
  );
}

/** Who has the task, and how to take it or give it back. */
async function Claim({
  opened,
  officer,
  told,
}: {
  opened: OpenedTask;
  officer: string;
  told: string | string[] | undefined;
}) {
  const locale = await getLocale();
  const t = await getTranslations("staff.task");
  const ui = await getTranslations("ui");
  const { task, isMine } = opened;
  if (task.closedAt) return <WarningText prefix={ui("warning")}>{t("closed")}</WarningText>;
  const hidden = <input type="hidden" name="task" value={task.id} />;
  if (isMine && task.claimedUntil) {
    return (
      <InsetText>
        <p>{t("claimedUntil", { time: formatTime(locale, task.claimedUntil) })}</p>
        <div className="ui-button-group">
          <form action={claim}>
            {hidden}
            <Button variant="secondary">{t("prolong")}</Button>
          </form>
          <form action={release}>
            {hidden}
            <Button variant="quiet">{t("release")}</Button>
          </form>
        </div>
      </InsetText>
    );
  }
  const isFree = !opened.isHeld || task.claimedBy === officer;
  if (!isFree) return <WarningText prefix={ui("warning")}>{t("heldByAnother")}</WarningText>;
  if (told === "relative") return <WarningText prefix={ui("warning")}>{t("relative")}</WarningText>;
  return (
    <form action={claim}>
      {hidden}
      {told === "kinship-unknown" && <WarningText prefix={ui("warning")}>{t("kinshipUnknown")}</WarningText>}
      <p className="ui-hint">{t("claimHint")}</p>
      <Button>{t("claim")}</Button>
    </form>
  );
}

/** What the officer who holds the task can do with it. */
async function Deed({ opened }: { opened: OpenedTask }) {
  const t = await getTranslations("staff");
  const { task, application } = opened;
  const of = await getTranslations(`services.${application.service.id}`);
  const stage = application.service.stages.find((one) => one.id === task.stage);
  const errors = await formErrorTexts(t("task.title", { number: task.number }), "staff");
  if (stage?.kind === "task") {
    const decisions = Object.entries(stage.decisions).map(([decision, { outcome, ...rest }]) => ({
      value: decision,
      label: of(`tasks.${stage.id}.decisions.${decision}`),
      reasons:
        outcome === "annulled" && "reasons" in rest
          ? rest.reasons.map((reason) => ({ value: reason, label: of(`annulments.${reason}.title`) }))
          : [],
    }));
    return (
      <section aria-labelledby="deed">
        <h2 id="deed">{t("task.decision")}</h2>
        <DecisionForm
          action={prepare}
          task={task.id}
          decisions={decisions}
          texts={{
            decision: of(`tasks.${stage.id}.title`),
            decisionHint: t("task.decisionHint"),
            reason: t("task.reason"),
            comment: t("task.comment"),
            commentHint: t("task.commentHint"),
            submit: t("task.continue"),
            errors,
          }}
        />
      </section>
    );
  }
  return (
    <section aria-labelledby="deed">
      <h2 id="deed">{of(`tasks.${task.stage}.title`)}</h2>
      <p className="staff-task__law">{of(`tasks.${task.stage}.law`)}</p>
      <HandoverForm
        action={handover}
        task={task.id}
        texts={{
          coupon: t("handover.coupon"),
          couponHint: t("handover.couponHint"),
          person: t("handover.person"),
          submit: t("handover.submit"),
          errors,
        }}
      />
    </section>
  );
}
