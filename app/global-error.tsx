"use client";

import { usePathname } from "next/navigation";
import { localeOfPath, UnexpectedError } from "@/components/shell/unexpected-error";
import "./globals.css";

type GlobalErrorProps = { error: unknown; retry: () => void };

/** Stands in for the whole document when even the layout failed. */
export default function GlobalError({ error, retry }: GlobalErrorProps) {
  const locale = localeOfPath(usePathname());
  return (
    <html lang={locale}>
      <body>
        <UnexpectedError locale={locale} error={error} retry={retry} />
      </body>
    </html>
  );
}
