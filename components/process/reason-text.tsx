import { getLocale, getTranslations } from "next-intl/server";
import type { Service } from "@/lib/process/define-service";
import type { Evidence } from "@/lib/process/facts";
import { reasonValues } from "@/lib/use-cases/words";

type ReasonTextProps = {
  service: Service;
  reason: string;
  params: Evidence;
  /** Reasons of refusals, or an officer's reasons for an annulment. */
  kind?: "reasons" | "annulments" | undefined;
  withTitle?: boolean | undefined;
};

/** Why not, by which law, and what to do instead. */
export async function ReasonText({ service, reason, params, kind = "reasons", withTitle = true }: ReasonTextProps) {
  const locale = await getLocale();
  const t = await getTranslations(`services.${service.id}.${kind}`);
  const values = reasonValues(locale, service, reason, params);
  return (
    <>
      {withTitle && (
        <p>
          <strong>{t(`${reason}.title`, values)}</strong>
        </p>
      )}
      <p>{t(`${reason}.explanation`, values)}</p>
      <p>{t(`${reason}.next`, values)}</p>
    </>
  );
}
