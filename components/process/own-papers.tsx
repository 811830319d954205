import { getLocale, getTranslations } from "next-intl/server";
import { ButtonGroup } from "@/components/ui/button-group";
import { ButtonLink } from "@/components/ui/button-link";
import { Tag } from "@/components/ui/tag";
import { formatDate } from "@/lib/i18n/format";
import type { OwnPaper } from "@/lib/use-cases/sharing/own-papers";

const tones = { valid: "success", expired: "neutral", revoked: "neutral" } as const;

/** The papers that a person has got from the portal: whether each is good still, its file, and who is shown it. */
export async function OwnPapers({ papers }: { papers: readonly OwnPaper[] }) {
  if (papers.length === 0) return null;
  const locale = await getLocale();
  const t = await getTranslations("sharing.papers");
  const of = await getTranslations("services");
  return (
    <section aria-labelledby="papers">
      <h2 id="papers">{t("title")}</h2>
      <ul className="ui-documents">
        {papers.map(({ application, number, service, validUntil, standing, openLinks }) => {
          const here = `/${locale}/cabinet/applications/${application}`;
          return (
            <li key={application} className="ui-own-document">
              <div className="ui-application__head">
                <h3>
                  <a href={here}>
                    {of(`${service}.paper.title`)}, {t("number", { number })}
                  </a>
                </h3>
                <Tag tone={tones[standing]} text={t(`standings.${standing}`)} />
              </div>
              {standing === "valid" && (
                <>
                  {validUntil !== null && <p>{t("until", { day: formatDate(locale, validUntil) })}</p>}
                  {openLinks > 0 && <p>{t("links", { count: openLinks })}</p>}
                  <ButtonGroup>
                    <ButtonLink href={`${here}/documents/result`} variant="secondary">
                      {of(`${service}.paper.download`)}
                    </ButtonLink>
                    <ButtonLink href={`${here}/share`} variant="secondary">
                      {t("share")}
                    </ButtonLink>
                  </ButtonGroup>
                </>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
