import "server-only";
import { getLocale, getTranslations } from "next-intl/server";
import type { FileKeyMessages } from "@/components/process/sign-with-file-key";
import type { NcaLayerMessages } from "@/components/process/sign-with-ncalayer";
import { messagesOf } from "@/lib/i18n/messages";
import { actionTexts } from "@/lib/main/action-texts";
import type { Service } from "@/lib/process/define-service";

export interface SigningTexts {
  readonly errorTitle: string;
  readonly errorPrefix: string;
  readonly reference: string;
  readonly fileKey: FileKeyMessages;
  readonly ncaLayer: NcaLayerMessages;
  /** Everything that the server can answer, by the key it answers with. */
  readonly failures: Readonly<Record<string, string>>;
}

/** The words of every way to sign, and of every way in which the portal can refuse a signature; `keys` are where more of them are. */
export async function signingTexts(service: Service, ...keys: readonly string[]): Promise<SigningTexts> {
  const locale = await getLocale();
  const { signing, ui } = messagesOf(locale);
  const t = await getTranslations("apply.sign");
  const databases = await getTranslations("process.databases");
  const read = [...new Set(Object.values(service.reads).map(({ database }) => database))];
  return {
    errorTitle: signing.fileKey.errorTitle,
    errorPrefix: signing.fileKey.errorPrefix,
    reference: t("reference"),
    fileKey: { ...signing.fileKey, chooser: ui.file },
    ncaLayer: signing.ncalayer,
    failures: {
      ...(await actionTexts("signing.failures", "signing.entity", ...keys)),
      ...Object.fromEntries(
        read.map((name) => [`apply.sign.unanswered.${name}`, t("unanswered", { database: databases(name) })]),
      ),
      "apply.sign.documentGone": t("documentGone"),
    },
  };
}
