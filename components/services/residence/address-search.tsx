import { getLocale, getTranslations } from "next-intl/server";
import { AddressFinder } from "@/components/services/residence/address-finder";

/** Finds the code of an address by words of it, where JavaScript is there; the code can be typed in any case. */
export async function AddressSearch() {
  const locale = await getLocale();
  const t = await getTranslations("services.residence-registration.addressSearch");
  return (
    <AddressFinder
      target="rka"
      language={locale === "ru" ? "ru" : "kk"}
      texts={{
        label: t("label"),
        hint: t("hint"),
        results: t("results"),
        none: t("none"),
        chosen: t("chosen"),
        silent: t("silent"),
      }}
    />
  );
}
