import "./consents.css";
import { getLocale, getTranslations } from "next-intl/server";
import { Tag, type TagTone } from "@/components/ui/tag";
import { formatDate, formatDateTime } from "@/lib/i18n/format";
import { localDateOf } from "@/lib/kernel/local-date";
import { consentWords } from "@/lib/use-cases/consents/consent-words";
import type { ListedRequest } from "@/lib/use-cases/consents/view-consents";

/** Requests for consent, each leading to its page. They name the dwelling, which is the reader's own, and nobody else. */
export async function ConsentList({ requests }: { requests: readonly ListedRequest[] }) {
  const locale = await getLocale();
  return (
    <ul className="ui-consents">
      {await Promise.all(
        requests.map(async (request) => {
          const of = await getTranslations(`services.${request.service}`);
          const t = consentWords(locale, request.service);
          const { id, address, dueAt, askedAt, answer } = request;
          const [status, tone] = statusOf(request);
          return (
            <li key={id} className="ui-application">
              <div className="ui-application__head">
                <h3>
                  <a href={`/${locale}/cabinet/consents/${id}`}>{of("title")}</a>
                </h3>
                <Tag tone={tone} text={t(`status.${status}`)} />
              </div>
              <p>{locale === "kk" ? address.kk : address.ru}</p>
              <p className="ui-application__number">
                {answer === null
                  ? t("list.until", { until: formatDateTime(locale, dueAt) })
                  : t("list.answeredOn", { date: formatDate(locale, localDateOf(askedAt)) })}
              </p>
            </li>
          );
        }),
      )}
    </ul>
  );
}

function statusOf({ answer, outcome }: ListedRequest): readonly [string, TagTone] {
  switch (answer) {
    case null:
      return ["waiting", "warning"];
    case "given":
      return outcome === "granted" ? ["granted", "success"] : ["given", "success"];
    case "declined":
      return ["declined", "neutral"];
    case "void":
    case "over":
      return [answer, "neutral"];
  }
}
