import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { MarkedPicture } from "@/components/process/marked-picture";
import { Details } from "@/components/ui/details";
import { Table } from "@/components/ui/table";
import { Tag, type TagTone } from "@/components/ui/tag";
import { formatDateTime } from "@/lib/i18n/format";
import { marksIn } from "@/lib/process/marks";
import { differenceOf, type Difference, type Rechecked } from "@/lib/process/recheck";
import type { CheckStage } from "@/lib/process/stages";
import { isPicture } from "@/lib/process/summary";
import type { OpenedTask } from "@/lib/use-cases/view-task";
import { taskStage } from "@/lib/use-cases/task-access";
import { evidenceInWords, reasonValues, wordsOf, type Line } from "@/lib/use-cases/words";

/** The sign of a difference: it says with a mark what the words say, and colour only supports both. */
const signs: Record<Difference["kind"], { readonly mark: string; readonly tone: TagTone }> = {
  same: { mark: "=", tone: "success" },
  changed: { mark: "≠", tone: "warning" },
  decisive: { mark: "✗", tone: "error" },
  unknown: { mark: "?", tone: "neutral" },
};

/** Every check: what it said when the application was submitted, and what its databases say now. */
export async function TaskChecks({ opened, ask }: { opened: OpenedTask; ask: ReactNode }) {
  const locale = await getLocale();
  const t = await getTranslations("staff");
  const process = await getTranslations("process");
  const { service, state } = opened.application;
  const words = wordsOf(locale, `services.${service.id}`);
  const repeated = taskStage(opened)?.rechecks ?? [];
  const results = new Map(opened.recheck?.results.map((one) => [one.stage, one]));

  const sourceOf = (check: CheckStage) => {
    const databases = [...new Set(check.uses.map((name) => service.reads[name]?.database ?? name))];
    return databases.length === 0
      ? t("recheck.portal")
      : databases.map((database) => process(`databases.${database}`)).join(", ");
  };
  const passed = service.stages.flatMap((stage) => {
    const was = state.stages[stage.id];
    if (stage.kind !== "check" || was?.status !== "done") return [];
    const before = state.evidence[stage.id] ?? {};
    const time = formatDateTime(locale, new Date(was.at));
    const result = results.get(stage.id);
    return [
      {
        id: stage.id,
        isRepeated: repeated.includes(stage.id),
        cells: {
          check: (
            <>
              <strong>{words(`stages.${stage.id}`)}</strong>
              {stage.clause.includes("§") && (
                <span className="staff-checks__clause">{stage.clause.replace(/^S\d+(-A\d+)? /, "")}</span>
              )}
            </>
          ),
          before: (
            <>
              <Tag tone="success" text={`✓ ${t("recheck.met")}`} />
              <Values lines={evidenceInWords(before, words, locale)} />
              <p className="ui-hint">{`${sourceOf(stage)}, ${time}`}</p>
            </>
          ),
          now: result ? (
            <Now opened={opened} result={result} />
          ) : (
            <span className="ui-hint">{t("recheck.notAsked")}</span>
          ),
        },
      },
    ];
  });

  return (
    <section aria-labelledby="checks">
      <h2 id="checks">{t("task.checks")}</h2>
      <p className="ui-hint">
        {words("start.act")}. {repeated.length > 0 && t("recheck.lead")}
      </p>
      {opened.recheck && <p>{t("recheck.askedAt", { time: formatDateTime(locale, opened.recheck.at) })}</p>}
      {ask}
      <div className="staff-checks">
        {repeated.length > 0 && (
          <Table
            caption={t("task.checks")}
            captionHidden
            columns={(["check", "before", "now"] as const).map((key) => ({ key, title: t(`recheck.${key}`) }))}
            rows={passed.filter(({ isRepeated }) => isRepeated)}
          />
        )}
        <Details summary={t("recheck.otherChecks", { count: passed.filter(({ isRepeated }) => !isRepeated).length })}>
          <Table
            caption={t("recheck.others")}
            captionHidden
            columns={(["check", "before"] as const).map((key) => ({ key, title: t(`recheck.${key}`) }))}
            rows={passed.filter(({ isRepeated }) => !isRepeated)}
          />
        </Details>
      </div>
    </section>
  );
}

/** What a check says now, and how that differs. */
async function Now({ opened, result }: { opened: OpenedTask; result: Rechecked }) {
  const locale = await getLocale();
  const t = await getTranslations("staff.recheck");
  const process = await getTranslations("process");
  const { service, state } = opened.application;
  const words = wordsOf(locale, `services.${service.id}`);
  const before = state.evidence[result.stage] ?? {};
  const difference = differenceOf(before, result);
  const { mark, tone } = signs[difference.kind];
  return (
    <>
      <Tag tone={tone} text={`${mark} ${t(difference.kind)}`} />
      {result.kind === "refused" && (
        <>
          <p>{words(`reasons.${result.reason}.title`, reasonValues(locale, service, result.reason, result.params))}</p>
          <Where opened={opened} result={result} />
        </>
      )}
      {result.kind === "silent" && (
        <p className="ui-hint">{result.databases.map((database) => process(`databases.${database}`)).join(", ")}</p>
      )}
      {result.kind === "passed" && difference.kind === "changed" && (
        <dl className="staff-checks__changes">
          {evidenceInWords({ ...before, ...result.evidence }, words, locale)
            .filter(({ name }) => difference.names.includes(name))
            .map(({ name, label }) => {
              const [was] = evidenceInWords(only(before, name), words, locale);
              const [is] = evidenceInWords(only(result.evidence, name), words, locale);
              return (
                <div key={name}>
                  <dt>{label}</dt>
                  <dd>
                    <del>{t("was", { value: was?.text ?? t("nothing") })}</del>
                    <ins>{t("is", { value: is?.text ?? t("nothing") })}</ins>
                  </dd>
                </div>
              );
            })}
        </dl>
      )}
    </>
  );
}

/** The picture that a check refuses now, with marks where. */
async function Where({ opened, result }: { opened: OpenedTask; result: Extract<Rechecked, { kind: "refused" }> }) {
  const t = await getTranslations("apply.complaints");
  const picture = await getTranslations("staff.pictures");
  const { service, state } = opened.application;
  const marks = marksIn(result.params);
  const check = service.stages.find(
    (stage): stage is CheckStage => stage.kind === "check" && stage.id === result.stage,
  );
  const shown = Object.values(state.answers[check?.returnsTo ?? ""] ?? {}).find(isPicture);
  if (!shown || marks.length === 0) return null;
  const texts = { alt: picture("marked"), wrong: t("wrong"), wanted: t("wanted") };
  return <MarkedPicture {...shown} marks={marks} texts={texts} />;
}

function only(values: Readonly<Record<string, string>>, name: string): Readonly<Record<string, string>> {
  const value = values[name];
  return value === undefined ? {} : { [name]: value };
}

function Values({ lines }: { lines: readonly Line[] }) {
  if (lines.length === 0) return null;
  return (
    <dl className="staff-checks__values">
      {lines.map(({ name, label, text }) => (
        <div key={name}>
          <dt>{label}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}
