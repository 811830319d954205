import { getLocale, getTranslations } from "next-intl/server";
import { ButtonGroup } from "@/components/ui/button-group";
import { ButtonLink } from "@/components/ui/button-link";
import type { Service } from "@/lib/process/define-service";
import type { State } from "@/lib/process/state";

type RefusalHelpProps = { service: Service; state: State };

/** After a refusal: what to do instead, in short, and how to object. */
export async function RefusalHelp({ service, state }: RefusalHelpProps) {
  const locale = await getLocale();
  const t = await getTranslations("apply.refused");
  const remedies = await getTranslations("process.remedies");
  const reasons = Object.values(state.stages).flatMap((stage) => (stage.status === "refused" ? [stage.reason] : []));
  const all = reasons.length > 0 ? reasons : [state.outcome?.reason ?? ""];
  // What an officer gives as a reason is not declared: its own text says what to do.
  const declared = all.flatMap((reason) => service.reasons[reason]?.instead ?? []);
  // Where nothing is to be done but what the reason itself says, the list says nothing.
  const instead = new Set(declared.filter((remedy) => remedy !== "none"));
  return (
    <section className="ui-prose">
      <h2>{t("instead")}</h2>
      {instead.size > 0 && (
        <ul>
          {[...instead].map((remedy) => (
            <li key={remedy}>{remedies(remedy)}</li>
          ))}
        </ul>
      )}
      <p>{t("call")}</p>
      <h2>{t("disagree")}</h2>
      <p>{t("appeal")}</p>
      <ButtonGroup>
        <ButtonLink href={`/${locale}/services/${service.id}`} variant="secondary">
          {t("service")}
        </ButtonLink>
        <a href={`/${locale}/cabinet`}>{t("cabinet")}</a>
      </ButtonGroup>
    </section>
  );
}
