"use client";

import { unstable_isUnrecognizedActionError, usePathname } from "next/navigation";
import { localeOfPath, OutdatedPage, UnexpectedError } from "@/components/shell/unexpected-error";

type ErrorPageProps = { error: unknown; retry: () => void };

export default function ErrorPage({ error, retry }: ErrorPageProps) {
  const locale = localeOfPath(usePathname());
  // A form of an earlier build, open while the portal was updated: nobody here knows its action any more.
  if (unstable_isUnrecognizedActionError(error)) return <OutdatedPage locale={locale} />;
  return <UnexpectedError locale={locale} error={error} retry={retry} />;
}
