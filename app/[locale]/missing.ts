import { redirect } from "next/navigation";
import { getLocale } from "next-intl/server";

/**
 * Ends the page: what it is about does not exist, or is not for this person. It leads to an address that no page has, because
 * the framework answers that one with whole HTML, while `notFound()` inside a page leaves people without JavaScript a blank one.
 */
export async function missing(): Promise<never> {
  redirect(`/${await getLocale()}/not-found`);
}
