import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { ChallengeForm, type ChallengeFormProps } from "@/components/account/challenge-form";
import { formErrorTexts } from "@/components/shell/form-error-texts";
import { Details } from "@/components/ui/details";
import { messagesOf } from "@/lib/i18n/messages";
import type { Iin } from "@/lib/kernel/iin";
import type { Phone } from "@/lib/kernel/phone";
import { makeChallenge, type ChallengePurpose } from "@/lib/use-cases/sign-in/eds-challenge";
import { ncaLayerAddress } from "@/lib/use-cases/signing/ncalayer-address";
import "@/components/process/signing.css";

const ways = ["key-file", "ncalayer"] as const;

type ChallengePanelProps = {
  purpose: ChallengePurpose;
  /** Whose key it must be; left out where the key itself says who it is. */
  signer?: Iin;
  /** Keys of organisations alone are asked for: the page is for somebody who acts for one. */
  isForEntity?: boolean;
  /** The number that the text speaks of. */
  link?: { readonly id: string; readonly phone: Phone };
  action: ChallengeFormProps["action"];
  /** Fields that go along with the signature, beside the text's number. */
  hidden?: Readonly<Record<string, string>>;
  /** How this page is reached; `?` or `&` and the way come behind it. */
  path: string;
  /** The way that the address names. */
  way: unknown;
  title: string;
  submit: string;
  /** What stands under the heading. */
  children: ReactNode;
};

/** A heading, a short text, and the ways to sign it by EDS: each is a link, so that its page is loaded with the policy that it needs. */
export async function ChallengePanel(props: ChallengePanelProps) {
  const { purpose, signer, isForEntity = false, link, path, title } = props;
  const way = ways.find((one) => one === props.way) ?? "key-file";
  const locale = await getLocale();
  const t = await getTranslations("sign-in.eds");
  const w = await getTranslations("signing.ways");
  const challenge = await makeChallenge({
    purpose,
    locale,
    ...(signer === undefined ? {} : { signer }),
    ...(link === undefined ? {} : { link }),
  });
  const { signing, ui } = messagesOf(locale);
  const keys = isForEntity ? "organisation" : signer === undefined ? "any" : "person";
  const addressOf = (one: string) => `${path}${path.includes("?") ? "&" : "?"}way=${one}#ways`;
  const common = { sign: props.submit, errorTitle: t("errorTitle"), noScript: t("noScript") };
  return (
    <ChallengeForm
      action={props.action}
      hidden={{ ...props.hidden, challenge: challenge.sealed }}
      documentBase64={Buffer.from(challenge.text, "utf8").toString("base64")}
      now={challenge.at.toISOString()}
      expectedIin={signer ?? null}
      purpose={purpose === "sign-in" || purpose === "new-password" ? "sign-in" : "document"}
      ncaLayer={way === "ncalayer" ? { ...(await ncaLayerAddress()), keys, locale } : null}
      texts={{
        refused: t("errorTitle"),
        errors: await formErrorTexts(title, "sign-in.eds.failures"),
        fileKey: { ...signing.fileKey, chooser: ui.file, ...common },
        ncaLayer: { ...signing.ncalayer, ...common },
      }}
      restart={{ href: path, text: t("again") }}
    >
      <h1>{title}</h1>
      {props.children}
      <Details summary={t("what")}>
        <pre className="ui-document">{challenge.text}</pre>
      </Details>
      <h2 id="ways">{w("title")}</h2>
      <ul className="sign-ways">
        {ways.map((one) => (
          <li key={one}>
            <a href={addressOf(one)} aria-current={one === way ? "true" : undefined}>
              <strong>{w(`${one}.title`)}</strong>
              {one === way && <span className="sign-ways__chosen">{w("chosen")}</span>}
              <span className="sign-ways__hint">{w(`${one}.hint`)}</span>
            </a>
          </li>
        ))}
      </ul>
    </ChallengeForm>
  );
}
