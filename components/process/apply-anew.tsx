import { getLocale, getTranslations } from "next-intl/server";
import { startAction } from "@/app/[locale]/(citizen)/services/[service]/start/actions";
import type { Standing } from "@/components/process/place";
import { Button } from "@/components/ui/button";
import { ButtonGroup } from "@/components/ui/button-group";
import { formatDate } from "@/lib/i18n/format";
import { isBefore } from "@/lib/kernel/local-date";
import { anewUntil } from "@/lib/process/anew";

/** An annulled application whose term a new one keeps: until when, and the button that starts it. */
export async function ApplyAnew({ application }: { application: Standing }) {
  const { service, state, today } = application;
  const until = anewUntil(service, state);
  if (!until) return null;
  const locale = await getLocale();
  const t = await getTranslations("cabinet.ending");
  const date = formatDate(locale, until);
  if (isBefore(until, today)) return <p>{t("anewOver", { date })}</p>;
  return (
    <section aria-labelledby="anew">
      <h3 id="anew">{t("anewTitle")}</h3>
      <p>{t("anew", { date })}</p>
      <form action={startAction}>
        <input type="hidden" name="service" value={service.id} />
        <ButtonGroup>
          <Button>{t("anewButton")}</Button>
        </ButtonGroup>
      </form>
    </section>
  );
}
