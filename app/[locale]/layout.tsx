import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { isLocale } from "@/lib/i18n/locale";

type LocaleLayoutProps = { children: ReactNode; params: Promise<{ locale: string }> };

/** Keeps addresses without a language of the portal out. */
export default async function LocaleLayout({ children, params }: LocaleLayoutProps) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  return children;
}
