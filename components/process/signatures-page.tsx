import { getTranslations } from "next-intl/server";
import { CitizenPage } from "@/components/process/citizen-page";
import { StoredSignatures } from "@/components/process/stored-signatures";
import { BackLink } from "@/components/ui/back-link";
import type { ApplicationRecord } from "@/lib/use-cases/application-record";
import type { StoredSignature } from "@/lib/use-cases/signing/stored-signatures";

type SignaturesPageProps = {
  application: ApplicationRecord;
  signatures: readonly StoredSignature[];
  /** The messages of the page: "title", "lead" and "back". */
  texts: "signing.stored" | "consents.signatures";
  /** Where the reader came from. */
  back: string;
  /** The address of the page; the files of a signature lie below it. */
  here: string;
};

/** A page of what somebody has signed of one application. */
export async function SignaturesPage({ application, signatures, texts, back, here }: SignaturesPageProps) {
  const t = await getTranslations(texts);
  const of = await getTranslations(`services.${application.service.id}`);
  const { number } = application.state;
  return (
    <CitizenPage before={<BackLink href={back} text={t("back")} />}>
      <div className="ui-prose">
        <span className="ui-caption">
          {of("title")}, {number}
        </span>
        <h1>{t("title")}</h1>
        <p className="ui-lead">{t("lead")}</p>
        <StoredSignatures number={number} signatures={signatures} href={here} />
      </div>
    </CitizenPage>
  );
}
