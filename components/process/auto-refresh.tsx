"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

type AutoRefreshProps = {
  seconds: number;
  /** After so many times the page stays as it is. */
  times: number;
  /** Where the page loads itself anew without JavaScript: an address with a fragment must differ, else it would only scroll. */
  path?: string | undefined;
};

/** Asks the server for this page again and again while something is on its way; without JavaScript the page reloads itself. */
export function AutoRefresh({ seconds, times, path }: AutoRefreshProps) {
  const pause = String(Math.max(2, seconds));
  const router = useRouter();
  useEffect(() => {
    let left = times;
    const timer = setInterval(() => {
      left -= 1;
      if (left <= 0) clearInterval(timer);
      // Nobody sees a page in a hidden tab.
      if (document.visibilityState === "visible") router.refresh();
    }, seconds * 1000);
    return () => {
      clearInterval(timer);
    };
  }, [router, seconds, times]);
  return (
    <noscript>
      <meta httpEquiv="refresh" content={path === undefined ? pause : `${pause};url=${path}`} />
    </noscript>
  );
}
