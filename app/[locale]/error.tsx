"use client";

import { usePathname } from "next/navigation";
import { localeOfPath, UnexpectedError } from "@/components/shell/unexpected-error";

type ErrorPageProps = { error: unknown; retry: () => void };

export default function ErrorPage({ error, retry }: ErrorPageProps) {
  return <UnexpectedError locale={localeOfPath(usePathname())} error={error} retry={retry} />;
}
