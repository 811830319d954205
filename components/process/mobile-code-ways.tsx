import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/ui/button-link";
import { drawQrCode } from "@/lib/use-cases/signing/qr-code";

/** The two ways from a code to eGov Mobile: scanned from a screen, or opened on the phone itself. `url` is what the phone asks first. */
export async function MobileCodeWays({ url }: { url: string }) {
  const t = await getTranslations("signing.mobile");
  return (
    <div className="sign-mobile__ways">
      <p className="sign-mobile__here">
        <ButtonLink variant="secondary" href={`https://m.egov.kz/mobileSign?link=${encodeURIComponent(url)}`}>
          {t("open")}
        </ButtonLink>
      </p>
      <div>
        <p className="sign-mobile__other ui-hint">{t("other")}</p>
        <QrCode text={`mobileSign:${url}`} label={t("code")} />
      </div>
    </div>
  );
}

/** Black on white whatever the theme: a phone's camera reads it. */
function QrCode({ text, label }: { text: string; label: string }) {
  const { size, path } = drawQrCode(text);
  return (
    <svg
      className="sign-mobile__code"
      viewBox={`0 0 ${String(size)} ${String(size)}`}
      shapeRendering="crispEdges"
      role="img"
      aria-label={label}
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
