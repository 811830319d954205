import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CitizenPage } from "@/components/process/citizen-page";
import { ConsentList } from "@/components/process/consent-list";
import { requireCitizen } from "@/lib/main/session";
import { viewConsents } from "@/lib/use-cases/consents/view-consents";
import { citizenMetadata } from "../../page-metadata";

export async function generateMetadata(): Promise<Metadata> {
  return citizenMetadata((await getTranslations("consents.list"))("title"));
}

/** What owners were asked: what waits for their answer first. */
export default async function ConsentsPage() {
  const { iin } = await requireCitizen();
  const t = await getTranslations("consents.list");
  const requests = await viewConsents(iin);
  const groups = [
    { id: "waiting", of: requests.filter(({ answer }) => answer === null) },
    { id: "answered", of: requests.filter(({ answer }) => answer !== null) },
  ] as const;
  return (
    <CitizenPage current="consents">
      <div className="ui-prose">
        <h1>{t("title")}</h1>
        <p className="ui-lead">{t(requests.length === 0 ? "none" : "lead")}</p>
        {groups.map(
          ({ id, of }) =>
            of.length > 0 && (
              <section key={id} aria-labelledby={id}>
                <h2 id={id}>{t(id)}</h2>
                <ConsentList requests={of} />
              </section>
            ),
        )}
      </div>
    </CitizenPage>
  );
}
