import { safeReturnPath } from "@/lib/i18n/return-path";

function withQuery(path: string, next: unknown, told: string | undefined): string {
  const query = new URLSearchParams();
  const back = safeReturnPath(next);
  if (back !== undefined) query.set("next", back);
  if (told !== undefined) query.set("told", told);
  return query.size === 0 ? path : `${path}?${query.toString()}`;
}

/** The page for IIN and password. `next` is where to go afterwards, dropped unless it is a path of the portal. */
export function signInPage(locale: string, next: unknown, told?: "over" | "password-over"): string {
  return withQuery(`/${locale}/sign-in`, next, told);
}

/** The page for the code of the SMS. */
export function codePage(locale: string, next: unknown, told?: "sent"): string {
  return withQuery(`/${locale}/sign-in/code`, next, told);
}

/** The page for signing in for an organisation by password. */
export function organisationPage(locale: string, next: unknown): string {
  return withQuery(`/${locale}/sign-in/organisation`, next, undefined);
}

/** The page for signing in with an EDS key. */
export function edsPage(locale: string, next: unknown, told?: "needs-eds" | "organisation"): string {
  return withQuery(`/${locale}/sign-in/eds`, next, told);
}

/** The page for making an account: one's own, or one that acts for an organisation. */
export function signUpPage(locale: string, next: unknown, told?: "organisation"): string {
  return withQuery(`/${locale}/sign-up`, next, told);
}

/** The page for signing in with eGov Mobile. */
export function mobilePage(locale: string, next: unknown): string {
  return withQuery(`/${locale}/sign-in/egov-mobile`, next, undefined);
}

/** The page for a new password, or an account, of whoever has shown who they are. */
export function newPasswordPage(locale: string, next: unknown): string {
  return withQuery(`/${locale}/sign-in/new-password`, next, undefined);
}

/** The pages for a forgotten password. */
export function forgottenPage(
  locale: string,
  page: "" | "/eds" | "/sms" | "/code" | "/identify",
  told?: "sent" | "over" | "organisation",
): string {
  return withQuery(`/${locale}/sign-in/forgotten${page}`, undefined, told);
}
