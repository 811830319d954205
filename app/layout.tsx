import type { Viewport } from "next";
import { getLocale } from "next-intl/server";
import type { ReactNode } from "react";
import { displaySettings } from "@/app/display-settings";
import { preloadFonts } from "@/app/fonts";
import "./globals.css";

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#ffffff" },
    { media: "(prefers-color-scheme: dark)", color: "#0a151b" },
  ],
};

/** The document. It reads the language from the request, so that "not found" and errors outside `[locale]` have one as well. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const locale = await getLocale();
  const { appearance, vision } = await displaySettings();
  preloadFonts(locale);
  return (
    <html lang={locale} data-appearance={appearance} data-vision={vision}>
      <body>{children}</body>
    </html>
  );
}
