import { getLocale, getTranslations } from "next-intl/server";
import { revokeLinkAction } from "@/app/[locale]/(citizen)/cabinet/applications/[id]/share/actions";
import { Button } from "@/components/ui/button";
import { CopyableNumber } from "@/components/ui/copyable-number";
import { Details } from "@/components/ui/details";
import { Tag } from "@/components/ui/tag";
import { formatDateTime } from "@/lib/i18n/format";
import type { OwnLink } from "@/lib/use-cases/sharing/own-links";
import { drawQrCode } from "@/lib/use-cases/signing/qr-code";

type SharedLinkCardProps = {
  applicationId: string;
  link: OwnLink;
  /** Its code is shown at once: it has just been made. */
  isFirst: boolean;
  /** Whether it is theirs to end who look at it. */
  isTheirs: boolean;
};

const tones = { open: "success", ended: "neutral", revoked: "neutral" } as const;

/** One link to a paper: where it leads, until when, how often it was opened, and how to end it. */
export async function SharedLinkCard({ applicationId, link, isFirst, isTheirs }: SharedLinkCardProps) {
  const locale = await getLocale();
  const t = await getTranslations("sharing.link");
  const ui = await getTranslations("ui.number");
  const { id, standing, address, createdAt, endsAt, revokedAt, openings, lastOpenedAt } = link;
  const at = (instant: Date) => formatDateTime(locale, instant);
  return (
    <li className="ui-own-document">
      <div className="ui-application__head">
        <h3>{t("made", { at: at(createdAt) })}</h3>
        <Tag tone={tones[standing]} text={t(`standings.${standing}`)} />
      </div>
      {address !== null && (
        <div className="ui-shared">
          <CopyableNumber label={t("address")} value={address} texts={{ copy: ui("copy"), copied: ui("copied") }} />
        </div>
      )}
      <p>
        {revokedAt === null ? t(`until.${standing}`, { at: at(endsAt) }) : t("until.revoked", { at: at(revokedAt) })}
      </p>
      <p>
        <strong>{t("openings", { count: openings })}</strong>{" "}
        {lastOpenedAt !== null && t("lastOpened", { at: at(lastOpenedAt) })}
      </p>
      {standing === "open" && address === null && <p className="ui-hint">{t("notShown")}</p>}
      {address !== null && (
        <Details summary={t("code")} open={isFirst}>
          <QrCode text={address} label={t("codeOf")} />
          <p className="ui-hint">{t("codeHint")}</p>
        </Details>
      )}
      {isTheirs && standing === "open" && (
        <form action={revokeLinkAction}>
          <input type="hidden" name="applicationId" value={applicationId} />
          <input type="hidden" name="link" value={id} />
          <Button variant="secondary">
            {t("revoke")}
            <span className="ui-visually-hidden"> — {t("made", { at: at(createdAt) })}</span>
          </Button>
        </form>
      )}
    </li>
  );
}

/** Black on white whatever the theme: a phone's camera reads it. */
function QrCode({ text, label }: { text: string; label: string }) {
  const { size, path } = drawQrCode(text);
  return (
    <svg
      className="ui-shared__code"
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
