const here = "http://portal.invalid";

/**
 * A path within the portal that is safe to redirect to, out of what a form or an address gave; undefined when it leads,
 * or might lead, anywhere else (another site, `//site`, `/\site`, a scheme, control characters).
 */
export function safeReturnPath(given: unknown): string | undefined {
  if (typeof given !== "string" || given.length > 2000 || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(given)) return undefined;
  if (!URL.canParse(given, here)) return undefined;
  const url = new URL(given, here);
  if (url.origin !== here || url.pathname.startsWith("//")) return undefined;
  return url.pathname + url.search;
}
