import { getLocale, getTranslations } from "next-intl/server";
import type { Standing } from "@/components/process/place";
import type { Evidence } from "@/lib/process/facts";
import { readable } from "@/lib/use-cases/words";

export interface Complaint {
  readonly check: string;
  readonly title: string;
  readonly explanation: string;
  readonly next: string;
}

/** What the checks found against the answers of a step, all of it at once. */
export async function complaintsAbout({ service, state }: Standing, step: string): Promise<readonly Complaint[]> {
  const locale = await getLocale();
  const t = await getTranslations(`services.${service.id}.reasons`);
  return service.stages.flatMap((stage): Complaint[] => {
    const at = state.stages[stage.id];
    if (stage.kind !== "check" || stage.returnsTo !== step || at?.status !== "refused") return [];
    const values: Evidence = readable(locale, at.params);
    const words = (part: string) => t(`${at.reason}.${part}`, values);
    return [{ check: stage.id, title: words("title"), explanation: words("explanation"), next: words("next") }];
  });
}

/** Each complaint with its ground and what to do about it. */
export function Complaints({ complaints }: { complaints: readonly Complaint[] }) {
  if (complaints.length === 0) return null;
  return (
    <div className="ui-complaints">
      {complaints.map(({ check, title, explanation, next }) => (
        <section key={check}>
          <h2>{title}</h2>
          <p>{explanation}</p>
          <p>
            <strong>{next}</strong>
          </p>
        </section>
      ))}
    </div>
  );
}
