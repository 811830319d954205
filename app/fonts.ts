import { preload } from "react-dom";
import cyrillic from "@fontsource-variable/golos-text/files/golos-text-cyrillic-wght-normal.woff2";
import cyrillicExt from "@fontsource-variable/golos-text/files/golos-text-cyrillic-ext-wght-normal.woff2";
import latin from "@fontsource-variable/golos-text/files/golos-text-latin-wght-normal.woff2";
import type { Locale } from "@/lib/i18n/locale";

/** The parts of the font that every page of a language needs at once; latin holds digits, spaces and punctuation. */
const parts: Record<Locale, readonly string[]> = {
  kk: [cyrillic, cyrillicExt, latin],
  ru: [cyrillic, latin],
  en: [latin],
};

export function preloadFonts(locale: Locale): void {
  for (const part of parts[locale]) preload(part, { as: "font", type: "font/woff2", crossOrigin: "anonymous" });
}
