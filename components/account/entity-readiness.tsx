import { getTranslations } from "next-intl/server";
import { Tag } from "@/components/ui/tag";
import type { ActsForEntity } from "@/lib/process/applicant";
import { viewSigners } from "@/lib/use-cases/sign-in/entity-accounts";
import "./account.css";

/** Who will sign what is applied for in an organisation's name, before its first page: whoever fills it in, or somebody with the right. */
export async function EntityReadiness({ acting }: { acting: ActsForEntity }) {
  const t = await getTranslations("organisation.ready");
  const { storedRight, signers } = await viewSigners(acting);
  const { right } = acting;
  const isByPassword = right === "employee" && storedRight === "sign";
  const canSign = right !== "employee" || isByPassword;
  return (
    <section className="readiness" aria-labelledby="readiness">
      <h2 id="readiness">{t("title")}</h2>
      <ul className="ui-tasks">
        <li className="ui-tasks__item">
          <div className="ui-tasks__name">
            <strong>{t("key")}</strong>
            <div className="ui-hint">{t(isByPassword ? "byPassword" : right)}</div>
            {!canSign && <div className="ui-hint">{t("signers", { count: signers })}</div>}
          </div>
          <div className="ui-tasks__status">
            <Tag tone={canSign ? "success" : "warning"} text={t(canSign ? "can" : "cannot")} />
          </div>
        </li>
      </ul>
    </section>
  );
}
