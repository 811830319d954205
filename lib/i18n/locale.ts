export const locales = ["kk", "ru", "en"] as const;

export type Locale = (typeof locales)[number];

export const defaultLocale: Locale = "kk";

/** The cookie with the language that a person last read the portal in. */
export const localeCookie = "locale";

/** The request header in which `proxy.ts` tells the pages their language; whatever a client sends in it is overwritten. */
export const localeHeader = "x-portal-locale";

export function isLocale(text: string | undefined): text is Locale {
  return locales.some((locale) => locale === text);
}

/** The language in which to write to somebody, of an account or of what they have begun; Kazakh where it is none of ours. */
export function languageOf(account: { readonly locale: string | undefined } | null): Locale {
  return account && isLocale(account.locale) ? account.locale : defaultLocale;
}

/**
 * The portal's language that a browser likes best, from its `Accept-Language` header; Kazakh when it likes none of them.
 * A malformed part of the header is passed over.
 */
export function localeFromHeader(header: string | null): Locale {
  let best: { locale: Locale; weight: number } | undefined;
  for (const part of (header ?? "").split(",").slice(0, 20)) {
    const [tag = "", ...parameters] = part.trim().toLowerCase().split(";");
    const quality = parameters.map((parameter) => /^\s*q=([0-9.]+)\s*$/.exec(parameter)?.[1]).find(Boolean);
    const weight = quality === undefined ? 1 : Number(quality);
    const locale = tag.split("-")[0];
    if (isLocale(locale) && weight > (best?.weight ?? 0)) best = { locale, weight };
  }
  return best?.locale ?? defaultLocale;
}
