import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { CitizenPage } from "@/components/process/citizen-page";
import { BackLink } from "@/components/ui/back-link";
import { Details } from "@/components/ui/details";
import { requireCitizen } from "@/lib/main/session";
import { citizenMetadata } from "../../../page-metadata";

export async function generateMetadata(): Promise<Metadata> {
  return citizenMetadata((await getTranslations("address.wrong"))("title"));
}

/** What can be wrong about an address, and where each thing leads; null: nowhere on the portal. */
const cases = [
  { id: "moved", href: "/services/residence-registration" },
  { id: "spelled", href: null },
  { id: "stranger", href: "/cabinet/access-log" },
  { id: "gone", href: "/cabinet" },
] as const;

/** Who corrects an address that is wrong, case by case. Nothing is asked of any database here. */
export default async function WrongAddressPage() {
  await requireCitizen();
  const locale = await getLocale();
  const t = await getTranslations("address.wrong");
  const address = await getTranslations("address");
  return (
    <CitizenPage current="address" before={<BackLink href={`/${locale}/cabinet/address`} text={address("title")} />}>
      <div className="ui-prose">
        <h1>{t("title")}</h1>
        <p className="ui-lead">{t("lead")}</p>
        {cases.map(({ id, href }) => (
          <Details key={id} summary={t(id)}>
            <p>{t(`${id}Text`)}</p>
            {href !== null && (
              <p>
                <a href={`/${locale}${href}`}>{t(`${id}Do`)}</a>
              </p>
            )}
          </Details>
        ))}
        <p>{t("help")}</p>
      </div>
    </CitizenPage>
  );
}
