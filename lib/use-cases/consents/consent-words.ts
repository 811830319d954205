import "server-only";
import type { Locale } from "@/lib/i18n/locale";
import { wordsOf } from "../words";

/**
 * What an owner reads of a request for consent: the service's own words where it has any under `consents`, else those that all services
 * share. What is agreed to differs, how it is agreed to does not.
 */
export function consentWords(locale: Locale, service: string): ReturnType<typeof wordsOf> {
  const common = wordsOf(locale, "consents");
  const own = wordsOf(locale, `services.${service}`);
  const inOwn = (key: string) => own.has(`consents.${key}`);
  return Object.assign(
    (key: string, values?: Readonly<Record<string, string | number>>) =>
      inOwn(key) ? own(`consents.${key}`, values) : common(key, values),
    {
      has: (key: string) => inOwn(key) || common.has(key),
      raw: (key: string) => (inOwn(key) ? own.raw(`consents.${key}`) : common.raw(key)),
    },
  );
}
