import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { MobileSigning } from "@/components/process/mobile-signing";
import { SignForm } from "@/components/process/sign-form";
import { SignWithCode, type CodeWayProps } from "@/components/process/sign-with-code";
import { signingTexts } from "@/components/process/signing-texts";
import { classes } from "@/components/ui/control";
import { signedByCode, signingWays, type WayToSign } from "@/lib/process/signing-ways";
import type { ActionState } from "@/lib/main/action-state";
import type { MobileCode } from "@/lib/use-cases/signing/mobile-code";
import type { Service } from "@/lib/process/define-service";
import { ncaLayerAddress } from "@/lib/use-cases/signing/ncalayer-address";
import "./signing.css";

type SignPanelProps = {
  /** How this page is reached without a chosen way; `?` or `&` and the way come behind it. */
  path: string;
  way: WayToSign;
  service: Service;
  /** Where more words are that the action answers with. */
  textKeys?: readonly string[];
  action: (previous: ActionState, form: FormData) => Promise<ActionState>;
  /** Hidden fields that go along with the signature. */
  hidden: Readonly<Record<string, string>>;
  documentBase64: string;
  now: Date;
  expectedIin: string;
  /** It is signed with an organisation's key alone, which lies in a file or in NCALayer. */
  isForEntity?: boolean;
  restart: { href: string; text: string };
  /** The code for eGov Mobile where that is the way, and how to get another one. */
  mobile: { code: MobileCode; renew: (previous: ActionState, form: FormData) => Promise<ActionState> } | null;
  /** The way by a one-time code, where the document takes one. */
  code?: CodeWayProps | undefined;
  /** What is signed: it stands above the ways to sign it. */
  children: ReactNode;
};

/** A document, and the ways to sign it: each is a link, so that a page with a way chosen is loaded with the policy that it needs. */
export async function SignPanel(props: SignPanelProps) {
  const { path, way, service, textKeys = [], action, hidden, documentBase64, now, expectedIin, restart } = props;
  const { isForEntity = false } = props;
  const locale = await getLocale();
  const texts = await signingTexts(service, ...textKeys);
  const ways = <Ways path={path} chosen={way} takesCodes={props.code !== undefined} isForEntity={isForEntity} />;
  if (props.code && way === signedByCode) {
    return (
      <SignWithCode {...props.code} hidden={hidden}>
        {props.children}
        {ways}
      </SignWithCode>
    );
  }
  if (props.mobile) {
    return (
      <>
        {props.children}
        {ways}
        <MobileSigning {...props.mobile} hidden={hidden} texts={texts} path={addressOf(path, way)} />
      </>
    );
  }
  return (
    <SignForm
      action={action}
      hidden={{ ...hidden, way }}
      documentBase64={documentBase64}
      now={now.toISOString()}
      expectedIin={expectedIin}
      ncaLayer={
        way === "ncalayer"
          ? { ...(await ncaLayerAddress()), keys: isForEntity ? "organisation" : "person", locale }
          : null
      }
      texts={texts}
      restart={restart}
    >
      {props.children}
      {ways}
    </SignForm>
  );
}

/** The page's address with a way chosen. */
function addressOf(path: string, way: WayToSign): string {
  return `${path}${path.includes("?") ? "&" : "?"}way=${way}`;
}

type WaysProps = { path: string; chosen: WayToSign; takesCodes: boolean; isForEntity: boolean };

async function Ways({ path, chosen, takesCodes, isForEntity }: WaysProps) {
  const t = await getTranslations("signing.ways");
  const organisation = await getTranslations("organisation.sign");
  const all = takesCodes ? ([signedByCode, ...signingWays] as const) : signingWays;
  const ways = all.filter((way) => !isForEntity || (way !== "egov-mobile" && way !== signedByCode));
  return (
    <section aria-labelledby="ways">
      <h2 id="ways">{t("title")}</h2>
      <p className="ui-hint">{isForEntity ? organisation("mobile") : t(takesCodes ? "hintWithCode" : "hint")}</p>
      <ul className={classes("sign-ways", ways.length % 2 === 0 && "sign-ways--pairs")}>
        {ways.map((way) => (
          <li key={way}>
            <a href={`${addressOf(path, way)}#ways`} aria-current={way === chosen ? "true" : undefined}>
              <strong>{t(`${way}.title`)}</strong>
              {way === chosen && <span className="sign-ways__chosen">{t("chosen")}</span>}
              <span className="sign-ways__hint">{t(`${way}.hint`)}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
