import { getLocale, getTranslations } from "next-intl/server";
import { MarkedPicture } from "@/components/process/marked-picture";
import type { Standing } from "@/components/process/place";
import { marksIn, type Mark } from "@/lib/process/marks";
import { isPicture, type Picture } from "@/lib/process/summary";
import { reasonValues } from "@/lib/use-cases/words";

export interface Complaint {
  readonly check: string;
  readonly title: string;
  readonly explanation: string;
  readonly next: string;
  /** The picture that the complaint is about, and where in it. */
  readonly picture: Picture | undefined;
  readonly marks: readonly Mark[];
}

/** What the checks found against the answers of a step, all of it at once. */
export async function complaintsAbout({ service, state }: Standing, step: string): Promise<readonly Complaint[]> {
  const locale = await getLocale();
  const t = await getTranslations(`services.${service.id}.reasons`);
  const picture = Object.values(state.answers[step] ?? {}).find(isPicture);
  return service.stages.flatMap((stage): Complaint[] => {
    const at = state.stages[stage.id];
    if (stage.kind !== "check" || stage.returnsTo !== step || at?.status !== "refused") return [];
    const values = reasonValues(locale, service, at.reason, at.params);
    const words = (part: string) => t(`${at.reason}.${part}`, values);
    return [
      {
        check: stage.id,
        title: words("title"),
        explanation: words("explanation"),
        next: words("next"),
        picture,
        marks: marksIn(at.params),
      },
    ];
  });
}

/** Each complaint with its ground, what to do about it, and where in the picture it is. */
export async function Complaints({ complaints }: { complaints: readonly Complaint[] }) {
  if (complaints.length === 0) return null;
  const t = await getTranslations("apply.complaints");
  const texts = { alt: t("alt"), wrong: t("wrong"), wanted: t("wanted") };
  return (
    <div className="ui-complaints">
      {complaints.map(({ check, title, explanation, next, picture, marks }) => (
        <section key={check}>
          <div>
            <h2>{title}</h2>
            <p>{explanation}</p>
            <p>
              <strong>{next}</strong>
            </p>
          </div>
          {picture && marks.length > 0 && (
            <MarkedPicture
              attachment={picture.attachment}
              width={picture.width}
              height={picture.height}
              marks={marks}
              texts={texts}
            />
          )}
        </section>
      ))}
      <p>{t("saved")}</p>
    </div>
  );
}
