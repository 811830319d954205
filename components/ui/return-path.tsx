"use client";

import { usePathname, useSearchParams } from "next/navigation";

/** A hidden field with this page's address, so that a form posted elsewhere can bring people back. */
export function ReturnPath({ name }: { name: string }) {
  const query = useSearchParams().toString();
  return <input type="hidden" name={name} value={usePathname() + (query === "" ? "" : `?${query}`)} readOnly />;
}
