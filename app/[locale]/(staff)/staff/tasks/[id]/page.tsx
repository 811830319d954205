import type { ReactNode } from "react";
import { getLocale, getTranslations } from "next-intl/server";
import { ActionForm } from "@/components/shell/action-form";
import { formErrorTexts } from "@/components/shell/form-error-texts";
import { SentBack } from "@/components/process/sent-back";
import { StaffPage } from "@/components/shell/staff-page";
import { DecisionForm } from "@/components/staff/decision-form";
import { HandoverForm } from "@/components/staff/handover-form";
import { TaskEvidence } from "@/components/staff/task-evidence";
import { Term } from "@/components/staff/term";
import { BackLink } from "@/components/ui/back-link";
import { Button } from "@/components/ui/button";
import { InsetText } from "@/components/ui/inset-text";
import { NotificationBanner } from "@/components/ui/notification-banner";
import { PageTitle } from "@/components/ui/page-title";
import { Unbroken } from "@/components/ui/unbroken";
import { WarningText } from "@/components/ui/warning-text";
import { formatDateTime, formatTime } from "@/lib/i18n/format";
import { decisiveAmong } from "@/lib/process/recheck";
import { offeredDecisions } from "@/lib/process/offered-decisions";
import { situationOf } from "@/lib/process/position";
import { offeredReasons } from "@/lib/process/refunds";
import type { Iin } from "@/lib/kernel/iin";
import { requireStaff } from "@/lib/main/session";
import { viewKeptDecision } from "@/lib/use-cases/keep-decision";
import { taskStage } from "@/lib/use-cases/task-access";
import { viewTask, type OpenedTask, type ShutTask } from "@/lib/use-cases/view-task";
import { reasonValues, wordsOf } from "@/lib/use-cases/words";
import { missing } from "../../../../missing";
import { askAgain, claim, handover, prepare, prolong, release } from "../../actions";

type TaskPageProps = { params: Promise<{ id: string }> };

export default async function TaskPage({ params }: TaskPageProps) {
  const officer = await requireStaff();
  const { id } = await params;
  const opened = await viewTask(id, officer);
  if (!opened) return missing();
  const locale = await getLocale();
  const t = await getTranslations("staff.task");
  const recheck = await getTranslations("staff.recheck");
  const ui = await getTranslations("ui");
  const common = await getTranslations("common");
  const back = <BackLink href={`/${locale}/staff`} text={t("back")} />;
  if (opened.kind !== "open") return <Shut shut={opened} back={back} href={`/${locale}/staff/tasks/${id}`} />;
  const { task, application } = opened;
  const of = await getTranslations(`services.${application.service.id}`);
  const stage = taskStage(opened);

  return (
    <StaffPage before={back} keepsAnswer>
      {!opened.isMine && <PageTitle title={t("title", { number: task.number })} portal={common("portal.name")} />}
      <p className="ui-hint">{of("title")}</p>
      <h1>
        <Unbroken text={t("title", { number: task.number })} part={task.number} />
      </h1>
      <p className="ui-lead">{of(`tasks.${task.stage}.title`)}</p>
      <SentBack application={application} />
      {decisiveAmong(opened.recheck?.results ?? []).length > 0 && (
        <div className="staff-warning staff-warning--early">
          <WarningText prefix={ui("warning")}>{recheck("early")}</WarningText>
          <p>
            <a href="#deed">{recheck("toDecision")}</a>
          </p>
        </div>
      )}
      <div className="staff-task__terms">
        <p>
          {t("received")}: <time dateTime={task.openedAt.toISOString()}>{formatDateTime(locale, task.openedAt)}</time>
        </p>
        {stage ? (
          <Term {...task} term={stage.term} now={opened.now} />
        ) : (
          <p>
            {t("remindAt")}: <time dateTime={task.dueAt.toISOString()}>{formatDateTime(locale, task.dueAt)}</time>
          </p>
        )}
      </div>
      <div className="staff-task">
        <div className="staff-task__claim">
          <Claim opened={opened} officer={officer.iin} />
        </div>
        <div className="staff-task__evidence">
          <TaskEvidence opened={opened} ask={opened.isMine && stage?.rechecks ? <AskAgain opened={opened} /> : null} />
        </div>
        {opened.isMine && (
          <div className="staff-task__deed">
            <Deed opened={opened} officer={officer.iin} />
          </div>
        )}
      </div>
    </StaffPage>
  );
}

/** Why the officer does not see this task; nothing of the application is told. */
async function Shut({ shut, back, href }: { shut: ShutTask; back: ReactNode; href: string }) {
  const t = await getTranslations("staff.task");
  const ui = await getTranslations("ui");
  const common = await getTranslations("common");
  const title = t("title", { number: shut.number });
  return (
    <StaffPage before={back}>
      <PageTitle title={title} portal={common("portal.name")} />
      <h1>
        <Unbroken text={title} part={shut.number} />
      </h1>
      <WarningText prefix={ui("warning")}>{t(`shut.${shut.kind}`)}</WarningText>
      {shut.kind !== "relative" && (
        <p>
          <a href={href}>{t("tryAgain")}</a>
        </p>
      )}
    </StaffPage>
  );
}

/** Asks the task's databases once more. */
async function AskAgain({ opened }: { opened: OpenedTask }) {
  const t = await getTranslations("staff");
  const title = t("task.title", { number: opened.task.number });
  return (
    <ActionForm action={askAgain} hidden={{ task: opened.task.id }} texts={await formErrorTexts(title, "staff")}>
      <p className="ui-hint">{t("recheck.askHint")}</p>
      <Button variant="secondary">{t("recheck.ask")}</Button>
    </ActionForm>
  );
}

/** Who has the task, and how to take it or give it back. */
async function Claim({ opened, officer }: { opened: OpenedTask; officer: string }) {
  const locale = await getLocale();
  const t = await getTranslations("staff.task");
  const ui = await getTranslations("ui");
  const { task, isMine } = opened;
  if (task.closedAt) return <WarningText prefix={ui("warning")}>{t("closed")}</WarningText>;
  const hidden = { task: task.id };
  const texts = await formErrorTexts(t("title", { number: task.number }), "staff");
  if (isMine && task.claimedUntil) {
    return (
      <InsetText>
        <p>{t("claimedUntil", { time: formatTime(locale, task.claimedUntil) })}</p>
        <div className="ui-button-group">
          <ActionForm action={prolong} hidden={hidden} texts={texts}>
            <Button variant="secondary">{t("prolong")}</Button>
          </ActionForm>
          <ActionForm action={release} hidden={hidden} texts={texts}>
            <Button variant="quiet">{t("release")}</Button>
          </ActionForm>
        </div>
      </InsetText>
    );
  }
  const isFree = !opened.isHeld || task.claimedBy === officer;
  if (!isFree) return <WarningText prefix={ui("warning")}>{t("heldByAnother")}</WarningText>;
  return (
    <ActionForm action={claim} hidden={hidden} texts={texts}>
      <p className="ui-hint">{t("claimHint")}</p>
      <Button>{t("claim")}</Button>
    </ActionForm>
  );
}

/** What the officer who holds the task can do with it. */
async function Deed({ opened, officer }: { opened: OpenedTask; officer: Iin }) {
  const locale = await getLocale();
  const t = await getTranslations("staff");
  const ui = await getTranslations("ui");
  const { task, application } = opened;
  const of = await getTranslations(`services.${application.service.id}`);
  const stage = application.service.stages.find((one) => one.id === task.stage);
  const refusals = `services.${application.service.id}.tasks.${task.stage}.refusals`;
  const errors = await formErrorTexts(t("task.title", { number: task.number }), "staff", refusals);
  if (stage?.kind === "task") {
    const offered = offeredDecisions(stage, situationOf(application.state, opened.today));
    const decisions = [...offered].map(([decision, declared]) => ({
      value: decision,
      label: of(`tasks.${stage.id}.decisions.${decision}`),
      entry: declared.outcome === "continue" && declared.enters ? entryOf(declared.enters.name, of, stage.id) : null,
      reasons: offeredReasons(application.service, application.state, declared).map((reason) => ({
        value: reason,
        label: of(`annulments.${reason}.title`),
      })),
    }));
    const { service } = application;
    const kept = await viewKeptDecision(officer, task.id);
    const account = await getTranslations("sign-in.kept");
    const words = wordsOf(locale, `services.${service.id}`);
    const differences = decisiveAmong(opened.recheck?.results ?? []).map(
      ({ stage: check, reason, params }) =>
        `${words(`stages.${check}`)}: ${words(`reasons.${reason}.title`, reasonValues(locale, service, reason, params))}`,
    );
    return (
      <section aria-labelledby="deed">
        <h2 id="deed">{t("task.decision")}</h2>
        {differences.length > 0 && (
          <div className="staff-warning">
            <WarningText prefix={ui("warning")}>{t("recheck.warning")}</WarningText>
            <ul>
              {differences.map((difference) => (
                <li key={difference}>{difference}</li>
              ))}
            </ul>
          </div>
        )}
        {kept && (
          <NotificationBanner title={account("title")}>
            <p>{account("text")}</p>
          </NotificationBanner>
        )}
        <DecisionForm
          kept={kept}
          action={prepare}
          task={task.id}
          decisions={decisions}
          isDifferent={differences.length > 0}
          texts={{
            decision: of(`tasks.${stage.id}.title`),
            decisionHint: t("task.decisionHint"),
            reason: t("task.reason"),
            comment: t("task.comment"),
            commentHint: t("task.commentHint"),
            submit: t("task.continue"),
            seesDifference: t("recheck.see"),
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

/** The words of what a decision asks for. */
function entryOf(name: string, of: (key: string) => string, stage: string): { label: string; hint: string } {
  const key = `tasks.${stage}.entries.${name}`;
  return { label: of(`${key}.label`), hint: of(`${key}.hint`) };
}
