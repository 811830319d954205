import { getLocale, getTranslations } from "next-intl/server";
import { NcaLayerPresence } from "@/components/account/ncalayer-presence";
import { Tag } from "@/components/ui/tag";
import { formatDate } from "@/lib/i18n/format";
import { localDateOf } from "@/lib/kernel/local-date";
import type { Iin } from "@/lib/kernel/iin";
import type { Service } from "@/lib/process/define-service";
import { takesCodes } from "@/lib/process/signing-sides";
import { viewReadiness } from "@/lib/use-cases/sign-in/check-key";
import { ncaLayerAddress } from "@/lib/use-cases/signing/ncalayer-address";
import "./account.css";

/** Whether what a service asks for at its end is there, before its first page: a linked number, a key, NCALayer; and what else there is. */
export async function Readiness({ service, iin }: { service: Service; iin: Iin }) {
  const locale = await getLocale();
  const t = await getTranslations("sign-in.readiness");
  const { hasPhone, keyUntil } = await viewReadiness(iin);
  const takesOtp = service.stages.some((stage) => stage.kind === "signature" && takesCodes(service, stage.id));
  const rows = [
    {
      id: "phone",
      title: t("phone"),
      isReady: hasPhone,
      text: t(hasPhone ? (takesOtp ? "phoneOtp" : "phoneYes") : takesOtp ? "phoneNoOtp" : "phoneNo"),
      status: hasPhone ? t("ready") : t("missing"),
      link: hasPhone ? null : { href: `/${locale}/cabinet/profile/phone`, text: t("phoneLink") },
    },
    {
      id: "key",
      title: t("key"),
      isReady: keyUntil !== null,
      text: keyUntil
        ? t("keyYes", { date: formatDate(locale, localDateOf(keyUntil)) })
        : t(takesOtp ? "keyNoOtp" : "keyNo"),
      status: keyUntil ? t("ready") : t("unknown"),
      link: keyUntil ? null : { href: `/${locale}/cabinet/profile/key`, text: t("keyLink") },
    },
  ];
  return (
    <section className="readiness" aria-labelledby="readiness">
      <h2 id="readiness">{t("title")}</h2>
      <ul className="ui-tasks">
        {rows.map(({ id, title, isReady, text, status, link }) => (
          <li key={id} className="ui-tasks__item">
            <div className="ui-tasks__name">
              <strong>{title}</strong>
              <div className="ui-hint">{text}</div>
              {link && (
                <p>
                  <a href={link.href}>{link.text}</a>
                </p>
              )}
            </div>
            <div className="ui-tasks__status">
              <Tag tone={isReady ? "success" : "warning"} text={status} />
            </div>
          </li>
        ))}
        <NcaLayerPresence
          url={(await ncaLayerAddress()).url}
          texts={{
            title: t("ncalayer"),
            ask: t("ncalayerAsk"),
            check: t("ncalayerCheck"),
            running: t("ncalayerYes"),
            silent: t("ncalayerNo"),
            ready: t("ready"),
            missing: t("missing"),
          }}
        />
      </ul>
      <p>{t("else")}</p>
    </section>
  );
}
