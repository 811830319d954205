const here = "http://portal.invalid";

/** Addresses of files, each below the page that offers it: a browser saves a file, and stays where it was. */
const file =
  /^(\/[a-z]{2}\/(?:cabinet|staff|apply)\/.+?)(?:\/documents\/[^/]+|(?<=\/sign)\/document|(?<=\/signatures?)\/[^/]+\/[^/]+)\/?$/;

/**
 * A path within the portal that is safe to redirect to, out of what a form or an address gave; undefined when it leads,
 * or might lead, anywhere else (another site, `//site`, `/\site`, a scheme, control characters). Of a file, its page.
 */
export function safeReturnPath(given: unknown): string | undefined {
  if (typeof given !== "string" || given.length > 2000 || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(given)) return undefined;
  if (!URL.canParse(given, here)) return undefined;
  const url = new URL(given, here);
  if (url.origin !== here || url.pathname.startsWith("//")) return undefined;
  const page = file.exec(url.pathname)?.[1];
  return page ?? url.pathname + url.search;
}
