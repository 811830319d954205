import { headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { defaultLocale, isLocale, localeHeader } from "./locale";
import { messagesOf } from "./messages";

export default getRequestConfig(async ({ locale: asked }) => {
  const requested = asked ?? (await headers()).get(localeHeader) ?? undefined;
  const locale = isLocale(requested) ? requested : defaultLocale;
  return { locale, messages: messagesOf(locale), timeZone: "Etc/GMT-5" };
});
