/** The pages on which a number is linked, step by step. */
export function phonePage(
  locale: string,
  step: "" | "/code" | "/sign" | "/remove",
  told?: "sent" | "over" | "linked" | "removed",
): string {
  return `/${locale}/cabinet/profile/phone${step}${told === undefined ? "" : `?told=${told}`}`;
}
