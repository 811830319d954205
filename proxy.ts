import { randomBytes } from "node:crypto";
import { NextResponse, type NextRequest } from "next/server";
import { isLocale, localeCookie, localeFromHeader, localeHeader, type Locale } from "@/lib/i18n/locale";
import { isSigningPage, signingConnections } from "@/lib/use-cases/signing/connections";

const oneYear = 60 * 60 * 24 * 365;

/** A paper that somebody shows by a link is nothing for a search engine, whatever it thinks of the page. */
const sharedPage = /^(\/[a-z]{2})?\/shared\//;

function contentSecurityPolicy(nonce: string, pathname: string): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' blob: data:",
    "font-src 'self'",
    isSigningPage(pathname) ? `connect-src 'self' ${signingConnections()}` : "connect-src 'self'",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "frame-src 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
    "base-uri 'none'",
  ].join("; ");
}

const headersForAll = {
  "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  // Not `no-referrer`: it would turn the Origin of a form into `null`, and server actions compare it.
  "Referrer-Policy": "same-origin",
  "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
} as const;

/** A path of people's pages, in contrast to the API and to files. */
function isPagePath(pathname: string): boolean {
  return !/^\/api(\/|$)/.test(pathname) && !/\.[^/]*$/.test(pathname);
}

/** What the server takes of a form, in bytes; the same figure stands in next.config.mjs. */
const mostFormBytes = 32 * 1024 * 1024;

/** A form that the framework would answer with a bare error; a script's own request is told by its header, and hears of it there. */
function isTooLargeForm(request: NextRequest): boolean {
  return (
    request.method === "POST" &&
    !request.headers.has("next-action") &&
    Number(request.headers.get("content-length") ?? 0) > mostFormBytes
  );
}

/**
 * A form that a page, instead of answering it, has sent on to another page (its session had ended): the browser posts it once more,
 * and the other page knows no such form. The appearance menu alone posts to an address that is not its page's.
 */
function isSentOnForm(request: NextRequest): boolean {
  const { pathname } = request.nextUrl;
  const referer = request.headers.get("referer") ?? "";
  return (
    request.method === "POST" &&
    !request.headers.has("next-action") &&
    URL.canParse(referer) &&
    new URL(referer).pathname !== pathname &&
    !pathname.endsWith("/appearance")
  );
}

function preferredLocale(request: NextRequest): Locale {
  const remembered = request.cookies.get(localeCookie)?.value;
  return isLocale(remembered) ? remembered : localeFromHeader(request.headers.get("accept-language"));
}

/** Language, nonce and headers. It lets everybody through: who may do what is decided where data are read or changed. */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  const first = pathname.split("/")[1];
  const isRead = request.method === "GET" || request.method === "HEAD";
  const policy = contentSecurityPolicy(randomBytes(16).toString("base64"), pathname);
  const locale = isLocale(first) ? first : preferredLocale(request);

  let response: NextResponse;
  if (!isLocale(first) && isRead && isPagePath(pathname)) {
    const path = pathname === "/" ? "" : pathname;
    response = NextResponse.redirect(new URL(`/${locale}${path}${search}`, request.nextUrl.origin));
    response.headers.set("Cache-Control", "no-store");
  } else if (isLocale(first) && isTooLargeForm(request)) {
    response = NextResponse.redirect(new URL(`${pathname}?too-large`, request.nextUrl.origin), 303);
  } else if (isLocale(first) && isSentOnForm(request)) {
    response = NextResponse.redirect(new URL(pathname + search, request.nextUrl.origin), 303);
  } else {
    const headers = new Headers(request.headers);
    headers.set(localeHeader, locale);
    // Where to come back to after signing in: a page cannot see its own address.
    headers.set("X-Portal-Path", pathname + search);
    // The framework takes the nonce for its own scripts out of the request's policy.
    headers.set("Content-Security-Policy", policy);
    response = NextResponse.next({ request: { headers } });
    if (isLocale(first) && isRead && request.cookies.get(localeCookie)?.value !== first) {
      response.cookies.set(localeCookie, first, {
        path: "/",
        maxAge: oneYear,
        sameSite: "lax",
        httpOnly: true,
        secure: request.nextUrl.protocol === "https:",
      });
    }
  }
  response.headers.set("Content-Security-Policy", policy);
  if (sharedPage.test(pathname)) response.headers.set("X-Robots-Tag", "noindex, nofollow, noarchive");
  for (const [name, value] of Object.entries(headersForAll)) response.headers.set(name, value);
  return response;
}

export const config = { matcher: "/((?!_next/static/).*)" };
