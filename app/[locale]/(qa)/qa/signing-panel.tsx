import { getTranslations } from "next-intl/server";
import type { Bench } from "@/lib/use-cases/qa/view-console";
import { ncaLayerAction, phoneAction } from "./actions";
import { Panel, SmallButton, SmallSelect } from "./panel";

/** The person's NCALayer and the person's phone, as far as they sign. */
export async function SigningPanel({ bench }: { bench: Bench | null }) {
  const t = await getTranslations("qa.signing");
  if (!bench) {
    return (
      <Panel id="signing" title={t("title")} hint={t("hint")}>
        <p>{t("none")}</p>
      </Panel>
    );
  }
  const { ncaLayerOutcomes, ncaLayerOutcomeOf } = await import("@/lib/use-cases/qa/ncalayer");
  const { phoneOutcomes, waitingCode } = await import("@/lib/use-cases/qa/phone");
  const [chosen, code] = await Promise.all([ncaLayerOutcomeOf(bench.iin), waitingCode(bench.iin)]);
  const options = (outcomes: readonly ((typeof ncaLayerOutcomes)[number] | (typeof phoneOutcomes)[number])[]) =>
    outcomes.map((value) => ({ value, label: t(`outcomes.${value}`) }));

  return (
    <Panel id="signing" title={t("title")} hint={t("hint")}>
      <form action={ncaLayerAction} className="qa-line">
        <input type="hidden" name="iin" value={bench.iin} />
        <SmallSelect
          id="ncalayer-outcome"
          name="outcome"
          label={t("ncalayer")}
          labelShown
          defaultValue={chosen}
          options={options(ncaLayerOutcomes)}
        />
        <SmallButton about={t("ncalayer")}>{t("set")}</SmallButton>
      </form>
      <h3>{t("code")}</h3>
      {code === null ? (
        <p>{t("noCode")}</p>
      ) : (
        <form action={phoneAction} className="qa-line">
          <input type="hidden" name="iin" value={bench.iin} />
          <input type="hidden" name="code" value={code.url} />
          <SmallSelect
            id="phone-outcome"
            name="outcome"
            label={`${t("phone")}: ${code.number ?? t("signInCode")}`}
            labelShown
            options={options(phoneOutcomes)}
          />
          <SmallButton primary about={code.number ?? t("signInCode")}>
            {t("scan")}
          </SmallButton>
        </form>
      )}
    </Panel>
  );
}
