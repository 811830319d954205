import { getLocale, getTranslations } from "next-intl/server";
import type { OpenedTask } from "@/lib/use-cases/view-task";
import { evidenceInWords, linesOf, wordsOf } from "@/lib/use-cases/words";

/**
 * The pictures of an application, the first of them (the photo) beside the one that GBD FL holds, at equal size. A link enlarges them
 * all: the address alone does that, so that it needs no JavaScript and no second look at the database.
 */
export async function TaskPictures({ opened }: { opened: OpenedTask }) {
  const locale = await getLocale();
  const t = await getTranslations("staff");
  const { service, state } = opened.application;
  const isReview = service.stages.some(({ id, kind }) => id === opened.task.stage && kind === "task");
  // Whoever hands the result over has no part in the pictures.
  if (!isReview) return null;
  const pictures = linesOf(service, state, opened.today, locale).flatMap(({ picture, label, step }) =>
    picture === null ? [] : [{ src: `/api/attachments/${picture}`, label, alt: label, step }],
  );
  const [photo, ...others] = pictures;
  if (!photo) return null;
  const reference = {
    src: `/api/tasks/${opened.task.id}/reference-photo`,
    label: t("pictures.reference"),
    alt: t("pictures.referenceAlt"),
  };
  const figures = [photo, ...(opened.isMine ? [reference] : []), ...others];
  const steps = new Set(pictures.map(({ step }) => step));
  const words = wordsOf(locale, `services.${service.id}`);
  const measures = service.stages.flatMap((stage) =>
    stage.kind === "check" && stage.returnsTo !== undefined && steps.has(stage.returnsTo)
      ? evidenceInWords(state.evidence[stage.id] ?? {}, words, locale)
      : [],
  );

  return (
    <section aria-labelledby="pictures">
      <h2 id="pictures">{t("task.pictures")}</h2>
      <div id="closer" className="staff-pictures">
        {figures.map(({ src, label, alt }) => (
          <figure key={src}>
            <a href="#closer" aria-label={t("pictures.enlargeOf", { label })}>
              {/* Served by the portal to this officer alone; never through an image cache. */}
              <img src={src} alt={alt} />
            </a>
            <figcaption>{label}</figcaption>
          </figure>
        ))}
        <p className="staff-pictures__links">
          <a href="#closer" className="staff-pictures__open">
            {t("pictures.enlarge")}
          </a>
          <a href="#pictures" className="staff-pictures__close">
            {t("pictures.close")}
          </a>
        </p>
      </div>
      {!opened.isMine && !opened.task.closedAt && <p className="ui-hint">{t("pictures.afterClaim")}</p>}
      {measures.length > 0 && (
        <dl className="staff-measures" aria-label={t("pictures.measures")}>
          {measures.map(({ name, label, text }) => (
            <div key={name}>
              <dt>{label}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
