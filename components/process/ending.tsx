import { getTranslations } from "next-intl/server";
import { ApplyAnew } from "@/components/process/apply-anew";
import type { Standing } from "@/components/process/place";
import { ReasonText } from "@/components/process/reason-text";
import { RefusalHelp } from "@/components/process/refusal-help";
import { isSigned } from "@/lib/process/position";

type EndingProps = {
  application: Standing;
  /** Whether it was somebody else of the organisation who withdrew it. */
  isByColleague: boolean;
};

/** How an application ended without being granted: the reason, the law, what to do now, how to object. */
export async function Ending({ application, isByColleague }: EndingProps) {
  const { service, state } = application;
  const { outcome } = state;
  if (!outcome || outcome.kind === "granted") return null;
  const t = await getTranslations("cabinet.ending");
  const lapsed = await getTranslations("process.lapsed");
  switch (outcome.kind) {
    case "refused":
    case "annulled":
      return (
        <section className="ui-prose">
          <h2>{t(outcome.kind)}</h2>
          <ReasonText
            service={service}
            reason={outcome.reason ?? ""}
            params={outcome.params}
            kind={outcome.kind === "refused" ? "reasons" : "annulments"}
          />
          {outcome.comment !== "" && <p>{t("comment", { comment: outcome.comment })}</p>}
          <ApplyAnew application={application} />
          <RefusalHelp service={service} state={state} />
        </section>
      );
    case "withdrawn":
      return (
        <section className="ui-prose">
          <p className="ui-lead">
            {t(isSigned(service, state) ? "withdrawnSigned" : "withdrawnDraft", {
              by: isByColleague ? "colleague" : "you",
            })}
          </p>
        </section>
      );
    case "lapsed":
      return (
        <section className="ui-prose">
          <p className="ui-lead">{lapsed(outcome.reason ?? "draft-lapses")}</p>
        </section>
      );
  }
}
